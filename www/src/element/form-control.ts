// Form-associated custom element: name, value as text, disabled and reset with the form, validity, events for the page.

import type { State } from "../state/values";

/**
 * A control of the form around it.
 *
 * @attr {string} name - name of the code in the form
 * @attr {string} form - id of the form that it belongs to, where it stands outside of it
 * @attr {boolean} disabled - read-only, and not submitted
 */
export abstract class FormControl extends HTMLElement {
  static readonly formAssociated = true;
  /** Test environments without a browser have less of it, or none: there the tag does nothing and does not throw. */
  readonly #internals = this.attachInternals?.() as Partial<ElementInternals> | undefined;

  /** The state as a short text: what the form submits, and what opens the same head again. */
  abstract get value(): string;
  abstract set value(text: string);

  /** Where the browser says why a form is not sent; must lie in the shadow tree. */
  protected abstract get validityAnchor(): HTMLElement | undefined;

  /** Passes the present value to the form. */
  protected updateFormValue(): void {
    this.#internals?.setFormValue?.(this.value);
  }

  /** The form it belongs to. */
  get form(): HTMLFormElement | null {
    return this.#internals?.form ?? null;
  }

  /** Labels that name it. */
  get labels(): NodeList {
    return this.#internals?.labels as NodeList;
  }

  /** What kind of control it is: `smp-visualizer`. */
  get type(): string {
    return this.localName;
  }

  /** The name of the code in the form. */
  get name(): string {
    return this.getAttribute("name") ?? "";
  }

  set name(name: string) {
    this.setAttribute("name", name);
  }

  /** Its validity; every state is valid unless the page says otherwise by `setCustomValidity`. */
  get validity(): ValidityState {
    return this.#internals?.validity as ValidityState;
  }

  /** What the page has said is wrong. */
  get validationMessage(): string {
    return this.#internals?.validationMessage ?? "";
  }

  /** Whether the form asks it for its validity: unless it is disabled. */
  get willValidate(): boolean {
    return this.#internals?.willValidate ?? false;
  }

  /** Whether it is valid; fires `invalid` if it is not. */
  checkValidity(): boolean {
    return this.#internals?.checkValidity?.() ?? true;
  }

  /** The same, and the browser says what is wrong. */
  reportValidity(): boolean {
    return this.#internals?.reportValidity?.() ?? true;
  }

  /** Says what is wrong with the state, for the page to judge; an empty text makes it valid. */
  setCustomValidity(message: string): void {
    this.#internals?.setValidity?.({ customError: message !== "" }, message, this.validityAnchor);
  }

  /** Read-only, and not submitted. */
  get disabled(): boolean {
    return this.hasAttribute("disabled");
  }

  set disabled(disabled: boolean) {
    this.toggleAttribute("disabled", disabled);
  }
}

// ---- Events for the page: DOM events that bubble and, with the attribute `data-layer`, entries of its `dataLayer`.

/** Events that are pushed to the `dataLayer`. */
const DATA_LAYER_EVENTS = new Set(["smp-ready", "smp-commit", "smp-cta"]);

interface StatefulElement extends HTMLElement {
  readonly value: string;
  getState(): State;
}

export function fire(element: StatefulElement, type: string, detail: unknown): void {
  element.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  if (!DATA_LAYER_EVENTS.has(type) || !element.hasAttribute("data-layer")) return;
  const host = window as { dataLayer?: unknown[] };
  host.dataLayer ??= [];
  host.dataLayer.push({ event: type, smp: { code: element.value, ...element.getState() } });
}
