// The custom element <smp-visualizer>: a head, its hair loss and scalp micropigmentation, drawn in the browser.
//
// Attributes, properties, events and state are loaded with the page; drawing and panel are loaded lazily, when the
// element comes near the viewport.

import type { Drawing, DrawingHost } from "../engine/drawing";
import type { Picture } from "../sharing/save-options";
import { Address, hasAddress, linkTo } from "../state/address";
import { addressed, applyText, codeOf, decodeState } from "../state/code";
import { parameter, parseValue, type Value } from "../state/table";
import { inSettingOrder, type State, Values } from "../state/values";
import { importAgain } from "../ui/import-again";
import { languageOf, watchLanguages } from "../ui/language";
import { adoptStyles, CAPABLE } from "../ui/styles";
import type { Report } from "../worker/core";
import type { Changeable } from "./actions";
import { defineProperties, HostControl, initialValues, namedBy, OBSERVED, ROWS, upgradeProperties } from "./attributes";
import { fire } from "./form-control";
import type { MountError, Mounted } from "./inside";
import { loadWhenNear, posterUrl, showPlaceholder } from "./placeholder";
import type { ElementUi } from "./user-interface";

type ChangeSource = "user" | "api";

/** Time for which a removed element keeps its engine, ms: it may be moved or inserted again. */
const REMOVAL_GRACE_MS = 3000;

const inside = importAgain((_again) => import("./inside"));

/**
 * Every parameter of the table is an attribute (`hair-density="220"`) and a property (`hairDensity = 220`).
 * An attribute out of range is clamped with one warning; a property set to nonsense keeps its old value and
 * fires `smp-error`. Neither ever throws.
 *
 * In a form it is a form control: it submits a short code of the state under its `name`.
 *
 * @attr {"full" | "compact" | "none"} [controls=full] - `compact` keeps head, hair loss, tone and density, `none`
 *   leaves the panel out
 * @attr {"auto" | "lazy" | "eager"} [loading=auto] - `eager` starts at once, `lazy` when the element is in sight,
 *   `auto` a little before that
 * @attr {"auto" | "press"} [reveal=auto] - `press`: the poster stays, and nothing is fetched, until its button is
 *   pressed
 * @attr {string} photo - address of a photograph of the host's, of its own origin or with CORS, shown in place of the
 *   model's head
 * @attr {string} photo-fit - the code of that photograph's fit; `make` shows the handles, and the code afterwards
 * @attr {"on" | "off"} [own-photo=on] - `off` takes the button away with which visitors open a photograph of their own
 * @attr {string} [learn=on] - short texts about the treatment in the panel: `off` takes them away, names keep those
 *   named of `how`, `first-days`, `who-waits`, `how-long`, `removal`, `what-we-know`
 * @attr {"button" | "on" | "off"} [measures=button] - millimeters over the head, which a button shows: `on` shows them
 *   at first, `off` takes the button away
 * @attr {boolean} address - binds the state to the page's address, `?norwood=6&tone=2` or `?code=…`
 * @attr {string} code - opens the state of a code
 * @attr {boolean} data-layer - pushes `smp-ready`, `smp-commit` and `smp-cta` to `window.dataLayer`, with settings only
 *
 * @fires {CustomEvent<{ state: State; where: "worker" | "main" }>} smp-ready - the first complete picture is shown
 * @fires {CustomEvent<{ name: keyof State; value: Value; source: "user" | "api"; state: State }>} smp-change - a value
 *   is different now
 * @fires {CustomEvent<{ name: keyof State; state: State }>} smp-commit - the visitor has let go of a control
 * @fires {CustomEvent<{ type: "parameter" | "download" | "wasm" | "canvas" | "core"; message: string }>} smp-error -
 *   something was refused or failed
 * @fires {CustomEvent<{ state: State; code: string }>} smp-cta - the visitor has pressed what is in the `cta` slot
 *
 * @slot poster - shown until the first picture, and if there can be none
 * @slot disclaimer - other words for the caption
 * @slot cta - a link or button after the panel
 * @slot learn-how - other words on how it is done, at the end of "Treatment"
 * @slot learn-first-days - the same on the first days, at the end of "The years"
 * @slot learn-who-waits - the same on who should wait, at the end of "Skin and scars"
 * @slot learn-how-long - the same on how long it lasts, at the end of "The years"
 * @slot learn-removal - the same on removal, at the end of "What can go wrong"
 * @slot learn-what-we-know - the same on what is simulated and what nobody knows, after the report
 * @slot texts - `<script type="application/json">` with the host's own words, by the keys of the locale
 *
 * @csspart stage - the picture with all that lies over it
 * @csspart canvas - the picture itself
 * @csspart start - the button on the poster while `reveal` is `press`
 * @csspart tag - the words "before" and "after" in the picture, or the names of two designs
 * @csspart divider - the line between before and after, or two designs, with its grip
 * @csspart tools - the bar of buttons in the picture: turn, zoom, home
 * @csspart remark - small words over the picture, where what it shows needs them
 * @csspart handle - one of the five handles of the hairline
 * @csspart mistake - the line that names the mistake shown
 * @csspart message - what went wrong, in place of a picture
 * @csspart pad - the arrows that move a handle without dragging
 * @csspart caption - the line that says it is a simulation
 * @csspart views - the row of named views
 * @csspart panel - everything to set, beside or below the picture
 * @csspart group - what opens together, with its summary
 * @csspart summary - the line that opens a group
 * @csspart row - one setting with its name and value
 * @csspart label - the name of a setting
 * @csspart value - what a slider stands at, in words
 * @csspart track - the place of a slider
 * @csspart input - a slider, a field or a radio button itself
 * @csspart mark - a named stop below a slider
 * @csspart hint - what a setting or its value means
 * @csspart option - one of several choices
 * @csspart swatch - a color to choose
 * @csspart chart - a small picture of a pattern, stage or hairstyle
 * @csspart facts - counts, sessions and hours
 * @csspart notes - what the visitor should know about these settings
 * @csspart foot - the row of buttons that ends the panel
 * @csspart button - every button that shows words or a sign
 *
 * @cssprop {<color>} --smp-accent - what is chosen or can be pressed; by default a green that stands out from the paper
 * @cssprop {<color>} --smp-ink - text; by default a black or white that stands out from the paper
 * @cssprop {<color>} --smp-quiet - text of less weight; by default between ink and paper, with a contrast of 4.5 : 1
 * @cssprop {<color>} --smp-line - hairlines; by default between paper and ink, with a contrast of 3 : 1
 * @cssprop {<color>} --smp-paper - what lies under the text; by default the nearest background behind the element
 * @cssprop {<length>} [--smp-radius=0.375rem] - round corners of the picture and of what is framed
 * @cssprop {<ratio>} [--smp-aspect=1] - shape of the picture, which is as wide as the element
 * @cssprop {<length>} [--smp-top=0px] - what stays at the top of the window, such as a header of the host: the picture
 *   keeps below it
 * @cssprop {<length>} --smp-max-height - how high the picture may grow; by default a part of the window
 */
export class SmpVisualizer extends HostControl {
  static readonly observedAttributes = OBSERVED;

  // A field: older browsers, which are told that they are too old, read no static block.
  protected static readonly properties = defineProperties(
    SmpVisualizer.prototype,
    (element, name) => element.#values.get(name),
    (element, name, given) => element.#setChecked(name, given),
  );

  readonly #values = new Values();
  readonly #address = new Address();
  /** The visitor has changed a value since the last commit. */
  #moved = false;
  #drawing: Drawing | undefined;
  #paper: Mounted["paper"] | undefined;
  /** The lazily loaded parts, once requested. */
  #loading: Promise<Mounted> | undefined;
  #mount: (() => Promise<Mounted>) | undefined;
  #report: Report | undefined;
  #ui: ElementUi | undefined;
  #built = false;
  /** Values set before the element was connected: they override attributes. */
  readonly #setBeforeBuild = new Map<string, Value>();
  #loadAbort = new AbortController();
  #removalTimer = 0;
  #pageAbort = new AbortController();
  #updateRequest = 0;
  #lang = "";
  #texts: Readonly<Record<string, string>> = {};

  /** The page's address follows the state. */
  get #bound(): boolean {
    return this.hasAttribute("address") && hasAddress();
  }

  // ---- Values

  attributeChangedCallback(name: string, _: string | null, text: string | null): void {
    // Before it is built, attributes arrive in the order of the page, but `view` must come first: `#build` reads them.
    if (!this.#built) return;
    if (name === "lang") this.#onLanguage();
    else if (name.startsWith("photo")) this.#remount();
    else if (name === "learn") this.#ui?.learn.show(text);
    else if (name === "loading" || name === "reveal") this.#loadWhenNear();
    else if (!namedBy(name)) this.#ui?.obey();
    else if (text !== null) {
      const set = (each: string, value: Value) => this.#set(each, value, "api");
      applyText(namedBy(name)!, text, "attribute", set, (state) => this.#applyState(state, "api"));
    }
  }

  /** Every value, by parameter name. */
  getState(): State {
    return this.#values.all();
  }

  /** The values that differ from the defaults. */
  get settings(): Partial<State> {
    return this.#values.nonDefault();
  }

  /** Sets several values; as for properties, an invalid value is ignored and fires `smp-error`. */
  setState(state: Partial<State>): void {
    try {
      for (const [name, value] of inSettingOrder(Object.entries(state ?? {}))) {
        if (ROWS.has(name)) this.#setChecked(name, value);
        else this.#fail("parameter", `${name}: no such parameter`);
      }
    } catch {
      this.#fail("parameter", "setState: what was given cannot be read");
    }
  }

  /** Sets every value to its default; of two designs the present one stays, and becomes that. */
  reset(): void {
    this.#applyState(new Values(), "api");
  }

  /** The state as a short text: what a form submits, and what opens the same head again, with both of two designs. */
  get value(): string {
    return codeOf(this.#values);
  }

  set value(code: string) {
    // What frameworks set for "nothing yet".
    if (code === "") return;
    const target = typeof code === "string" ? decodeState(code) : undefined;
    if (target) this.#applyState(target, "api");
    else this.#fail("parameter", "value: what was given is no code of a state");
  }

  /** The host page's texts by the keys of the locale, `{ caption: "…" }`; others keep the built-in ones. */
  get texts(): Readonly<Record<string, string>> {
    return this.#texts;
  }

  set texts(given: Readonly<Record<string, string>>) {
    try {
      this.#texts = { ...given };
      this.#remount();
    } catch {
      this.#fail("parameter", "texts: what was given cannot be read");
    }
  }

  /**
   * A picture as PNG, at rest. The head has the same pixels in every browser; the letters of the caption are the
   * browser's own. `show` is `shown`, `before`, `after` or `both` side by side; `size` the longer side, 64 to 2048 px,
   * as shown if not given. The caption is drawn below it unless `caption` is false: then the host has to say that it is
   * a simulation. The file says so by itself in either case. Rejected where drawing has failed.
   */
  async toBlob(options: Picture = {}): Promise<Blob> {
    return (await this.#load()).save(options);
  }

  /** Focuses the picture, as a press on its label does. */
  override focus(options?: FocusOptions): void {
    if (this.#ui) this.#ui.stage.focus(options);
    else super.focus(options);
  }

  /**
   * Resolves when the picture on the canvas is complete, fully refined and shows the present values; waits while it has
   * no size, and is rejected where drawing has failed.
   */
  get rendered(): Promise<void> {
    return this.#load().then(({ refined }) => refined());
  }

  protected override get validityAnchor(): HTMLElement | undefined {
    return this.#ui?.stage;
  }

  formDisabledCallback(): void {
    this.#ui?.setInert(this.matches(":disabled"));
  }

  formResetCallback(): void {
    // The initial values are those of the attributes: the address has changed with the state.
    this.#applyState(initialValues(this, false), "api");
  }

  formStateRestoreCallback(code: string): void {
    // An address takes precedence over a restored form.
    const target = this.#bound ? undefined : decodeState(code);
    if (target) this.#applyState(target, "api");
  }

  // ---- Life cycle

  connectedCallback(): void {
    clearTimeout(this.#removalTimer);
    if (!this.#built) this.#build();
    this.#pageAbort = new AbortController();
    this.#lang = languageOf(this);
    watchLanguages(this.#pageAbort.signal, () => this.#onLanguage());
    this.#paper?.watch(this.#pageAbort.signal);
    if (this.#drawing) this.#drawing.watch(this.#ui);
    else this.#loadWhenNear();
    if (this.#bound) this.#address.listen(this.#pageAbort.signal, (byLink) => this.#onNavigate(byLink));
  }

  disconnectedCallback(): void {
    this.#pageAbort.abort();
    this.#loadAbort.abort();
    this.#drawing?.unwatch();
    this.#removalTimer = window.setTimeout(async () => {
      await this.#ui?.photographs?.forget();
      if (!this.isConnected) this.#drawing?.close();
    }, REMOVAL_GRACE_MS);
  }

  adoptedCallback(): void {
    if (this.shadowRoot) adoptStyles(this.shadowRoot);
  }

  #build(): void {
    upgradeProperties(this);
    const early = inSettingOrder(this.#setBeforeBuild);
    this.#applyState(initialValues(this, this.#bound), "api");
    for (const [name, value] of early) this.#set(name, value, "api");
    this.#built = true;
    this.updateFormValue();
    // A press on a label of the element: clicks inside have a target in the shadow tree.
    this.addEventListener("click", (event) => event.composedPath()[0] === this && this.focus());

    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    showPlaceholder(
      root,
      this.getAttribute("reveal") === "press" || Object.keys(this.#values.nonDefault()).length === 0,
    );
  }

  /** Loads the rest by the attributes `loading` and `reveal`. */
  #loadWhenNear(): void {
    this.#loadAbort.abort();
    this.#loadAbort = new AbortController();
    if (this.isConnected && !this.#drawing) loadWhenNear(this, this.#loadAbort.signal, () => this.#load(), this.#texts);
  }

  /** Loads and mounts the rest once; after a failure it may be tried again. */
  #load(): Promise<Mounted> {
    this.#loading ??= this.#import().catch((error: Partial<MountError>) => {
      this.#loading = this.#mount = undefined;
      this.#failed(error);
      throw error;
    });
    return this.#loading;
  }

  async #import(): Promise<Mounted> {
    const { mount } = await inside();
    this.#mount = async () => {
      const own = [this.#drawing, this.#ui, this.#paper] as const;
      const mounted = await mount(this, this.#texts, this.#host(), this.#changeable(), ...own);
      [this.#drawing, this.#ui] = [mounted.drawing, mounted.ui];
      if (!this.#paper && this.isConnected) mounted.paper.watch(this.#pageAbort.signal);
      this.#paper = mounted.paper;
      this.#ui.setInert(this.matches(":disabled"));
      this.setCustomValidity(this.validationMessage);
      this.#scheduleUpdate();
      this.#drawing.watch(this.#ui);
      return mounted;
    };
    return this.#mount();
  }

  /** Its language, or that of something around it, may be another. */
  #onLanguage(): void {
    const lang = languageOf(this);
    if (lang === this.#lang) return;
    this.#lang = lang;
    this.#remount();
  }

  /** Mounts again for other texts or another language; the picture stays, and all of it where that fails. */
  #remount(): void {
    const [mount, last] = [this.#mount, this.#loading];
    // In sequence: each takes the picture over from the one before.
    if (mount && last)
      this.#loading = last.then(mount, mount).catch((error: unknown) => {
        this.#failed(error as Partial<MountError>);
        return last;
      });
  }

  #host(): DrawingHost {
    return {
      values: this.#values,
      onFrame: (frame, first, again) => {
        if (frame.handles) this.#ui?.setHandles(frame.handles);
        if (frame.report) {
          this.#report = frame.report;
          this.#scheduleUpdate();
        }
        if (!first) return;
        // A new core has drawn its head: thumbnails are requested again.
        this.#ui?.thumbnails.invalidate();
        this.#scheduleUpdate();
        this.#ui?.setError();
        this.#ui?.onFirstFrame();
        if (!again) this.#fire("smp-ready", { state: this.getState(), where: this.#drawing?.where });
      },
      onError: (type, error) => {
        this.#ui?.setError(`error.${type}`);
        this.#fail(type, error.message);
      },
    };
  }

  #changeable(): Changeable {
    const element = this;
    return {
      values: this.#values,
      get drawing() {
        return element.#drawing;
      },
      set: (name, value) => this.#set(name, value, "user"),
      commit: (name) => this.#commit(name),
      apply: (target) => this.#applyState(target, "user"),
      scheduleUpdate: () => this.#scheduleUpdate(),
      load: () => this.#load(),
      link: () => (this.#bound ? linkTo(addressed(this.#values)) : undefined),
      onCta: () => this.#fire("smp-cta", { state: this.getState(), code: this.value }),
    };
  }

  // ---- Changes

  /** Applies a full state; only changed values fire events. */
  #applyState(target: Values, source: ChangeSource): void {
    // One that was set before it was built stays.
    if (target.other !== this.#values.other && (target.other || this.#built)) {
      this.#values.other = target.other;
      this.#changed([], source);
    }
    for (const [name, value] of inSettingOrder(Object.entries(target.all()))) this.#set(name, value, source);
  }

  /** Sets a value from a property; an invalid one fires `smp-error`. */
  #setChecked(name: string, given: unknown): void {
    const parsed = parseValue(parameter(name), given);
    if ("problem" in parsed) this.#fail("parameter", parsed.problem);
    else this.#set(name, parsed.value, "api");
  }

  /** Applies a changed address; after a press on a link the element is focused and scrolled into view. */
  #onNavigate(byLink: boolean): void {
    this.#applyState(initialValues(this, this.#bound), "user");
    if (this.#moved) this.#commit("address");
    if (!byLink) return;
    this.focus({ preventScroll: true });
    // The host itself may have no box.
    (this.getClientRects()[0] ? this : this.shadowRoot!.firstElementChild!).scrollIntoView();
  }

  #set(name: string, value: Value, source: ChangeSource): void {
    if (!this.#built) this.#setBeforeBuild.set(name, value);
    const changed = this.#values.set(name, value);
    if (changed.length === 0) return;
    this.#drawing?.change(changed.map((each) => [each, this.#values.get(each)] as const));
    this.#changed(changed, source);
  }

  /** These values are others now, or the other design is. */
  #changed(changed: readonly string[], source: ChangeSource): void {
    this.#scheduleUpdate();
    if (!this.#built) return;
    this.updateFormValue();
    for (const each of changed) {
      this.#fire("smp-change", { name: each, value: this.#values.get(each), source, state: this.getState() });
    }
    if (source === "user") {
      this.#moved = true;
      this.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
    } else this.#writeAddress();
  }

  /** The visitor has let go of a control, or pressed one. */
  #commit(name: string): void {
    this.#fire("smp-commit", { name, state: this.getState() });
    if (!this.#moved) return;
    this.#moved = false;
    this.dispatchEvent(new Event("change", { bubbles: true }));
    // Not before: each change would be an entry for whoever watches addresses.
    this.#writeAddress();
  }

  #writeAddress(): void {
    if (this.#bound) this.#address.scheduleWrite(() => addressed(this.#values));
  }

  /** Updates controls and description once per animation frame, however many values changed. */
  #scheduleUpdate(): void {
    if (this.#ui)
      this.#updateRequest ||= requestAnimationFrame(() => {
        this.#updateRequest = 0;
        this.#ui?.update(this.#values, this.#report);
      });
  }

  #failed(error: Partial<MountError>): void {
    console.error("smp-visualizer:", error);
    this.#fail(error.failure ?? "download", String(error.message));
  }

  #fail(type: string, message: string): void {
    this.#fire("smp-error", { type, message });
  }

  #fire(type: string, detail: unknown): void {
    fire(this, type, detail);
  }
}

if (!customElements.get("smp-visualizer")) {
  if (CAPABLE) customElements.define("smp-visualizer", SmpVisualizer);
  else {
    const isDefault = (element: Element) => ![...element.attributes].some(({ name }) => ROWS.has(name));
    void import("./unsupported").then(({ defineStill }) => defineStill(languageOf, posterUrl, isDefault));
  }
}
