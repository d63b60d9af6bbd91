// Parameters as attributes, properties and keys of the address.

import { readAddress } from "../state/address";
import { applyText } from "../state/code";
import { parameters, propertyOf, type Value } from "../state/table";
import { inSettingOrder, Values } from "../state/values";

/** Attributes that name a parameter. */
export const ROWS: ReadonlySet<string> = new Set(parameters.map((p) => p.name));

/** Defines a property for each parameter on a class. */
export function defineProperties<E extends HTMLElement>(
  prototype: E,
  get: (element: E, name: string) => Value,
  set: (element: E, name: string, given: unknown) => void,
): void {
  for (const { name } of parameters) {
    Object.defineProperty(prototype, propertyOf(name), {
      get(this: E) {
        return get(this, name);
      },
      set(this: E, given: unknown) {
        set(this, name, given);
      },
      enumerable: true,
      configurable: true,
    });
  }
}

/** A property set before the class was defined hides the accessor; it is deleted and set again. */
export function upgradeProperties(element: HTMLElement): void {
  const own = element as unknown as Record<string, unknown>;
  for (const property of ["name", "disabled", "texts", "value", ...parameters.map((p) => propertyOf(p.name))]) {
    if (!Object.hasOwn(own, property)) continue;
    const early = own[property];
    delete own[property];
    own[property] = early;
  }
}

/** The values of the attributes, then of the address if the element is bound to it. */
export function initialValues(element: Element, address: boolean): Values {
  const target = new Values();
  const into = (name: string, value: Value) => target.set(name, value);
  const attributes = [...element.attributes].filter(({ name }) => name === "code" || ROWS.has(name));
  for (const [name, text] of inSettingOrder(attributes.map(({ name, value }) => [name, value] as const)))
    applyText(name, text, "attribute", into);
  for (const [name, text] of inSettingOrder(address ? readAddress() : [])) applyText(name, text, "address", into);
  return target;
}
