// Parameters as attributes, properties and keys of the address; what a host sets besides.

import type { Price } from "../host/price";
import { readAddress } from "../state/address";
import { applyText } from "../state/code";
import { parameters, propertyOf, type Value } from "../state/table";
import { inSettingOrder, Values } from "../state/values";
import { FormControl } from "./form-control";

/** Attributes that name a parameter. */
export const ROWS: ReadonlySet<string> = new Set(parameters.map((p) => p.name));

/** Parameters by attribute. What a framework takes for a property becomes one as long as the tag is not defined. */
const BY_ATTRIBUTE = new Map([
  ...parameters.flatMap(({ name }) =>
    [name, propertyOf(name).toLowerCase()].map((spelled) => [spelled, name] as const),
  ),
  ["code", "code"],
  ["value", "code"],
]);

/** All attributes that count at any time. */
export const OBSERVED: readonly string[] = [
  "demo",
  "lang",
  "learn",
  "loading",
  "photo",
  "photo-fit",
  "price",
  "reveal",
  "save",
  ...BY_ATTRIBUTE.keys(),
];

/** The parameter that an attribute names, or `code`. */
export const namedBy = (attribute: string): string | undefined => BY_ATTRIBUTE.get(attribute);

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
  const plain = ["name", "disabled", "price", "texts", "value"];
  for (const property of [...plain, ...parameters.map((p) => propertyOf(p.name))]) {
    if (!Object.hasOwn(own, property)) continue;
    const early = own[property];
    delete own[property];
    own[property] = early;
  }
}

/** The values of the attributes, then of the address if the element is bound to it. */
export function initialValues(element: Element, address: boolean): Values {
  let target = new Values();
  const set = (name: string, value: Value) => target.set(name, value);
  const apply = (state: Values) => (target = state);
  const given = [...element.attributes].flatMap(({ name, value }) => {
    const meant = namedBy(name);
    return meant === undefined ? [] : [[meant, value] as const];
  });
  for (const [name, text] of inSettingOrder(given)) applyText(name, text, "attribute", set, apply);
  for (const [name, text] of inSettingOrder(address ? readAddress() : [])) applyText(name, text, "address", set, apply);
  return target;
}

/**
 * What a host says besides the state, by attributes.
 *
 * @attr {string} price - what the treatment costs, as JSON: `currency` and one of `perSession`, `perCm2`, `steps` and
 *   `total`, each a number or a range of two; `note` is a line of small print
 * @attr {"all" | "link" | "none"} [save=all] - what visitors may take along: `link` leaves them the link, without
 *   pictures and the printed sheet, `none` nothing; `toBlob` stays
 * @attr {string} demo - until the visitor's first touch the divider, or the slider of the number named, moves by itself
 *
 * @slot mark - an `<img>` of up to 64 kB, of the page's own origin or with CORS, beside the caption of saved pictures
 *   and on the printed sheet; not shown in the page
 */
export abstract class HostControl extends FormControl {
  /** The price of the attribute; without one none is shown. It is no part of the state, its code or its address. */
  get price(): Price | undefined {
    try {
      return JSON.parse(this.getAttribute("price") ?? "");
    } catch {
      return undefined;
    }
  }

  set price(given: Price | undefined) {
    let text: string | undefined;
    try {
      text = typeof given === "string" ? given : JSON.stringify(given ?? undefined);
    } catch {
      // What cannot be written is named where it is read.
      text = "?";
    }
    if (text === undefined) this.removeAttribute("price");
    else this.setAttribute("price", text);
  }
}
