// Parameters as attributes, properties and keys of the address.

import { readAddress } from "../state/address";
import { take } from "../state/code";
import { parameters, propertyOf, type Value } from "../state/table";
import { inOrder, Values } from "../state/values";

/** Attributes that name a parameter. */
export const ROWS: ReadonlySet<string> = new Set(parameters.map((p) => p.name));

/** Gives a class a property for each parameter. */
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

/** A property set before the class was known hides the accessor; it is taken over. */
export function upgradeProperties(element: HTMLElement): void {
  const own = element as unknown as Record<string, unknown>;
  for (const property of ["name", "disabled", "texts", "value", ...parameters.map((p) => propertyOf(p.name))]) {
    if (!Object.hasOwn(own, property)) continue;
    const early = own[property];
    delete own[property];
    own[property] = early;
  }
}

/** What the tag says, and then the address if it is bound to it. */
export function valuesGiven(element: Element, address: boolean): Values {
  const target = new Values();
  const into = (name: string, value: Value) => target.set(name, value);
  const attributes = [...element.attributes].filter(({ name }) => name === "code" || ROWS.has(name));
  for (const [name, text] of inOrder(attributes.map(({ name, value }) => [name, value] as const)))
    take(name, text, "attribute", into);
  for (const [name, text] of inOrder(address ? readAddress() : [])) take(name, text, "address", into);
  return target;
}
