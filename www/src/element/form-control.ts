// Form-associated custom element: name, value as text, disabled and reset with the form.

export abstract class FormControl extends HTMLElement {
  static readonly formAssociated = true;
  readonly #internals = this.attachInternals();

  /** The state as a short text: what the form submits, and what opens the same head again. */
  abstract get value(): string;
  abstract set value(text: string);

  /** Passes the present value to the form. */
  protected updateFormValue(): void {
    this.#internals.setFormValue(this.value);
  }

  /** The form it belongs to. */
  get form(): HTMLFormElement | null {
    return this.#internals.form;
  }

  /** Labels that name it. */
  get labels(): NodeList {
    return this.#internals.labels;
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

  /** Read-only, and not submitted. */
  get disabled(): boolean {
    return this.hasAttribute("disabled");
  }

  set disabled(disabled: boolean) {
    this.toggleAttribute("disabled", disabled);
  }
}
