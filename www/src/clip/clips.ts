// What a visitor sets for a clip, below the button that has opened it: its choices, how far it is, and the way out.

import type { Value } from "../state/table";
import { makeClip, type Order, type Tools } from "./clip";
import styles from "./clip.css";
import { KINDS, type Kind } from "./schedule";

/** Widths to choose from, px, and lengths, s. */
const WIDTHS = [720, 1080, 480];
const SECONDS = [6, 3, 4, 8];
/** Shapes by their height over width. */
const SHAPES = { square: 1, upright: 16 / 9 };

const panels = new WeakMap<Element, ClipPanel>();

/** Opens the panel of a button, or closes it. */
export function toggleClip(button: HTMLElement, tools: Tools): void {
  let panel = panels.get(button);
  if (!panel) {
    tools.addStyle(button.getRootNode() as ShadowRoot, styles);
    panel = new ClipPanel(tools);
    panels.set(button, panel);
    button.parentElement!.after(panel.root);
  } else panel.root.hidden = !panel.root.hidden;
  if (!panel.root.hidden) panel.offer(tools);
  button.setAttribute("aria-expanded", String(!panel.root.hidden));
}

class ClipPanel {
  readonly root: HTMLElement;
  #tools: Tools;
  readonly #selects: Readonly<Record<"kind" | "shape" | "width" | "seconds", HTMLSelectElement>>;
  readonly #make: HTMLButtonElement;
  readonly #cancel: HTMLButtonElement;
  /** Hands the clip over where that needs a press of its own. */
  readonly #take: HTMLButtonElement;
  readonly #progress: HTMLProgressElement;
  readonly #status: HTMLElement;
  #preview: HTMLVideoElement | HTMLImageElement | undefined;
  #abort: AbortController | undefined;
  #file: File | undefined;

  constructor(tools: Tools) {
    this.#tools = tools;
    const { el, words } = tools;
    const text = (key: string, fill = {}) => words.text(`desk.clip.${key}`, fill);
    const select = (name: string, list: readonly (readonly [value: string | number, text: string])[]) =>
      el(
        "select",
        { "aria-label": text(name), part: "input", "data-clip": name },
        ...list.map(([value, label]) => el("option", { value }, label)),
      );
    const seconds = new Intl.NumberFormat(words.lang, { style: "unit", unit: "second", unitDisplay: "long" });
    this.#selects = {
      kind: select(
        "kind",
        KINDS.map((kind) => [kind, text(kind)]),
      ),
      shape: select(
        "shape",
        Object.entries(SHAPES).map(([name, aspect]) => [aspect, text(name)]),
      ),
      width: select(
        "width",
        WIDTHS.map((px) => [px, text("px", { n: String(px) })]),
      ),
      seconds: select(
        "seconds",
        SECONDS.map((s) => [s, seconds.format(s)]),
      ),
    };
    const button = (key: string, press: () => void) => {
      const made = el("button", { type: "button", "data-button": `clip-${key}` }, text(key));
      made.addEventListener("click", press);
      return made;
    };
    this.#make = button("make", () => void this.#run());
    this.#cancel = button("cancel", () => this.#abort?.abort());
    this.#take = button("take", () => void this.#deliver());
    this.#cancel.hidden = this.#take.hidden = true;
    this.#progress = el("progress", { max: 1, value: 0, "aria-label": text("making"), hidden: true });
    this.#status = el("p", { class: "hint" });
    this.root = el(
      "div",
      { class: "clip", role: "group", "aria-label": words.text("button.save-clip") },
      el("div", { class: "clip-choices" }, ...Object.values(this.#selects)),
      el("div", { class: "presses" }, this.#make, this.#cancel, this.#take),
      this.#progress,
      this.#status,
    );
  }

  /** Only what there is to see in the picture as it is, with what the host has by now: a photograph does not turn. */
  offer(tools = this.#tools): void {
    this.#tools = tools;
    const { source, parameters, isInForce } = this.#tools;
    const { state, fixed } = source();
    const inForce = (name: string) =>
      parameters.some((p) => p.name === name && isInForce(p, (each) => state[each] as Value));
    const { kind } = this.#selects;
    for (const option of kind.options) {
      const shown = option.value === "turn" ? !fixed : option.value !== "sessions" || inForce("sessions");
      option.hidden = option.disabled = !shown;
    }
    if (kind.selectedOptions[0]?.disabled) kind.value = "compare";
  }

  /** Shows one of three: what begins a clip, what ends its making, what hands it over. */
  #show(shown: HTMLButtonElement): void {
    const buttons = [this.#make, this.#cancel, this.#take];
    const inside = (this.root.getRootNode() as ShadowRoot).activeElement;
    const focused = buttons.some((each) => each === inside);
    for (const each of buttons) each.hidden = each !== shown && !(each === this.#make && shown === this.#take);
    this.#progress.hidden = shown !== this.#cancel;
    for (const select of Object.values(this.#selects)) select.disabled = shown === this.#cancel;
    if (focused) shown.focus({ preventScroll: true });
  }

  /** By a text of its own, else by one of pictures. */
  #say(key: string, fill = {}): void {
    const { words, announce } = this.#tools;
    const own = key.replace(/^keep/, "desk.clip");
    this.#status.textContent = key && words.text(words.find(own) === undefined ? key : own, fill);
    announce(this.#status.textContent);
  }

  get #order(): Order {
    const { kind, shape, width, seconds } = this.#selects;
    return {
      kind: kind.value as Kind,
      width: Number(width.value),
      aspect: Number(shape.value),
      seconds: Number(seconds.value),
    };
  }

  async #run(): Promise<void> {
    const { words, source } = this.#tools;
    const photographed = source().fixed !== undefined;
    this.offer();
    this.#forget();
    const order = this.#order;
    const abort = new AbortController();
    this.#abort = abort;
    const { signal } = abort;
    // A page that may come back from the browser's cache comes back without.
    addEventListener("pagehide", () => abort.abort(), { signal });
    this.#progress.value = 0;
    this.#show(this.#cancel);
    this.#say("desk.clip.making");
    try {
      const file = await makeClip(order, this.#tools, signal, (share, waits) => {
        // What a host no longer allows is given up, and a photograph that is forgotten is forgotten here too.
        const saving = this.root.closest<HTMLElement>("[data-saving]")?.dataset.saving ?? "all";
        if (!this.root.isConnected || saving !== "all" || (photographed && !source().fixed)) abort.abort();
        this.#progress.value = share;
        this.#status.textContent = words.text(waits ? "desk.clip.recording" : "desk.clip.drawn", {
          share: words.percent(share),
        });
      });
      signal.throwIfAborted();
      this.#file = file;
      // The press that a share needs is long ago.
      const shares = matchMedia("(pointer: coarse)").matches && navigator.canShare?.({ files: [file] });
      this.#show(shares ? this.#take : this.#make);
      if (shares) this.#say("desk.clip.ready");
      else {
        await this.#deliver();
        this.#file = undefined;
      }
    } catch (error) {
      if (!signal.aborted) console.warn(`smp-visualizer: no clip: ${error}`);
      this.#say(signal.aborted ? "desk.clip.canceled" : "keep.failed");
      this.#show(this.#make);
    }
    // Its listeners go with it.
    abort.abort();
  }

  async #deliver(): Promise<void> {
    const { el, deliver } = this.#tools;
    const file = this.#file;
    if (!file) return;
    const label = { "aria-label": file.name, hidden: true };
    const preview =
      file.type === "image/png"
        ? el("img", { alt: file.name, hidden: true })
        : el("video", { ...label, controls: true, loop: true, playsinline: true });
    preview.addEventListener("error", () => {
      preview.hidden = true;
      this.#say("keep.failed");
    });
    this.#preview?.remove();
    this.#preview = preview;
    this.root.append(preview);
    this.#say(await deliver(file, preview));
  }

  /** Frees the last clip. */
  #forget(): void {
    this.#file = undefined;
    if (this.#preview?.src) URL.revokeObjectURL(this.#preview.src);
    this.#preview?.remove();
    this.#preview = undefined;
  }
}
