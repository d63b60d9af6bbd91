// What a control of a form owes it, as inputs do: a name, its value as text, to be disabled and reset with the others.

export abstract class Control extends HTMLElement {
  static readonly formAssociated = true;
  readonly #internals = this.attachInternals();

  /** The state as a short text: what the form sends, and what opens the same head again. */
  abstract get value(): string;
  abstract set value(text: string);

  /** Tells the form the present value. */
  protected tell(): void {
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

  /** Under this name the code goes with the form. */
  get name(): string {
    return this.getAttribute("name") ?? "";
  }

  set name(name: string) {
    this.setAttribute("name", name);
  }

  /** Shows, but lets nobody change, and sends nothing. */
  get disabled(): boolean {
    return this.hasAttribute("disabled");
  }

  set disabled(disabled: boolean) {
    this.toggleAttribute("disabled", disabled);
  }
}
