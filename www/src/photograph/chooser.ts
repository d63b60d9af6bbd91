// The sheet over the stage from which a photograph is opened: a file, a picture taken now, dropped or pasted; with
// advice in small pictures of our own head.

import type { Tools } from "./surroundings";

/** What each small picture shows of the poster: the keys of its words, also its class. */
const ADVICE = ["shaved", "distance", "light", "fill"];

export interface ChooserActions {
  open(file: Blob): void;
  cancel(): void;
}

export class Chooser {
  readonly sheet: HTMLElement;
  readonly #status: HTMLElement;
  readonly #first: HTMLElement;
  readonly #abort = new AbortController();

  constructor({ el, words, ui, posterUrl }: Tools, actions: ChooserActions) {
    const text = (key: string) => words.text(`photo.${key}`);
    const picker = (capture: boolean) => {
      const input = el("input", { type: "file", accept: "image/*", hidden: true, ...(capture && { capture: true }) });
      input.addEventListener("change", () => {
        const [file] = input.files ?? [];
        // The same file may be chosen again.
        input.value = "";
        if (file) actions.open(file);
      });
      const button = el("button", { type: "button", "data-button": capture ? "take" : "choose" });
      button.append(text(capture ? "take" : "choose"));
      button.addEventListener("click", () => input.click());
      return [button, input];
    };
    const [choose, file] = picker(false);
    // Elsewhere a browser opens the same list of files for both.
    const take = matchMedia("(pointer: coarse)").matches ? picker(true) : [];
    const cancel = el("button", { type: "button", "data-button": "cancel" }, text("cancel"));
    cancel.addEventListener("click", () => actions.cancel());
    this.#first = choose!;
    this.#status = el("p", { role: "status" });
    this.sheet = el(
      "div",
      { class: "chooser", role: "group", "aria-label": text("title") },
      el("div", { class: "presses" }, choose!, file!, ...take, cancel),
      this.#status,
      el("p", { class: "hint" }, el("span", { class: "drop" }, `${text("drop")} `), text("stays")),
      el(
        "ul",
        {},
        ...ADVICE.map((key) => {
          const head = el("img", { src: posterUrl, alt: "" });
          return el("li", {}, el("div", { class: `advised ${key}` }, head), text(`advice.${key}`));
        }),
      ),
    );
    const { signal } = this.#abort;
    const given = (items: DataTransfer | null) =>
      [...(items?.files ?? [])].find(({ type }) => /^image\b|^$/.test(type));
    const take1 = (event: Event, items: DataTransfer | null) => {
      const file = given(items);
      if (!file) return;
      event.preventDefault();
      actions.open(file);
    };
    this.sheet.addEventListener("keydown", (event) => event.key === "Escape" && actions.cancel());
    ui.stage.addEventListener("dragover", (event) => event.preventDefault(), { signal });
    ui.stage.addEventListener(
      "drop",
      (event) => {
        // Never opened in place of the page, whatever it is.
        event.preventDefault();
        take1(event, event.dataTransfer);
      },
      { signal },
    );
    document.addEventListener("paste", (event) => take1(event, event.clipboardData), { signal });
  }

  focus(): void {
    this.#first.focus({ preventScroll: true });
  }

  say(text: string): void {
    this.#status.textContent = text;
  }

  end(): void {
    this.#abort.abort();
    this.sheet.remove();
  }
}
