// <smp-visualizer>: a head, its hair loss and scalp micropigmentation, drawn on the visitor's own device.
//
// This much is loaded with the page: values, attributes and events. What draws and what a hand takes hold of is fetched
// once the element is about to be seen.

import type { Drawing, Owner } from "../engine/drawing";
import { orderOf, type Picture } from "../sharing/order";
import { Address, written } from "../state/address";
import { encode, stateOf, take } from "../state/code";
import { type Choice, parameter, read, type Value } from "../state/table";
import { inOrder, type State, Values } from "../state/values";
import { dress } from "../ui/styles";
import type { Report } from "../worker/core";
import { defineProperties, ROWS, upgradeProperties, valuesGiven } from "./attributes";
import { fire } from "./events";
import { Control } from "./form-control";
import type { Inside } from "./inside";
import { approach, wait } from "./placeholder";
import type { Actions, View } from "./view";

type Source = "user" | "api";

/** A removed element may come back within this time and lose nothing, ms. */
const GRACE = 3000;

const CAMERA = new Set(["yaw", "pitch", "zoom"]);
/** Longer hair is laid hair by hair, mm: while a hand moves what grows, smaller pictures keep up with it. */
const WORN = 6;

/**
 * Every parameter of the table is an attribute (`hair-density="220"`) and a property (`hairDensity = 220`).
 * An attribute out of range is clamped with one warning; a property set to nonsense keeps its old value and
 * fires `smp-error`. Neither ever throws.
 *
 * In a form it is a control like others: under its `name` goes a short code of the state.
 *
 * @attr {"full" | "compact" | "none"} [controls=full] - `compact` keeps head, hair loss, tone and density, `none`
 *   leaves the panel out
 * @attr {"auto" | "lazy" | "eager"} [loading=auto] - `eager` starts at once, `lazy` when the element is in sight,
 *   `auto` a little before that
 * @attr {"auto" | "press"} [reveal=auto] - `press`: the poster stays, and nothing is fetched, until its button is
 *   pressed
 * @attr {boolean} address - binds the state to the page's address, `?norwood=6&tone=2` or `?code=…`
 * @attr {string} code - opens the state of a code
 * @attr {string} name - under this name the code goes with the form
 * @attr {boolean} disabled - shows, but lets nobody change, and sends nothing
 * @attr {boolean} data-layer - tells `window.dataLayer` of `smp-ready`, `smp-commit` and `smp-cta`, with settings only
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
 * @slot texts - `<script type="application/json">` with the host's own words, by the keys of the locale
 *
 * @csspart stage - the picture with all that lies over it
 * @csspart canvas - the picture itself
 * @csspart start - the button on the poster while `reveal` is `press`
 * @csspart tag - the words "before" and "after" in the picture
 * @csspart divider - the line between before and after, with its grip
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
 * @csspart swatch - a colour to choose
 * @csspart chart - a small picture of a pattern, stage or hairstyle
 * @csspart facts - counts, sessions and hours
 * @csspart notes - what the visitor should know about these settings
 * @csspart foot - the row of buttons that ends the panel
 * @csspart button - every button that shows words or a sign
 *
 * @cssprop {<color>} [--smp-accent=light-dark(#1d4a43, #93c4b6)] - what is chosen or can be pressed
 * @cssprop {<color>} [--smp-ink=light-dark(#211d19, #f2ede6)] - text
 * @cssprop {<color>} [--smp-quiet=light-dark(#6a6057, #b0a69a)] - text of less weight
 * @cssprop {<color>} [--smp-line=light-dark(#e3dcd2, #38332d)] - hairlines
 * @cssprop {<color>} [--smp-paper=Canvas] - what lies under the text
 * @cssprop {<length>} [--smp-radius=0.375rem] - round corners of the picture and of what is framed
 * @cssprop {<ratio>} [--smp-aspect=1] - shape of the picture, which is as wide as the element
 * @cssprop {<length>} [--smp-top=0px] - what stays at the top of the window, such as a header of the host: the picture
 *   keeps below it
 * @cssprop {<length>} --smp-max-height - how high the picture may grow; by default a part of the window
 */
export class SmpVisualizer extends Control {
  static readonly observedAttributes = ["code", "lang", "loading", "reveal", ...ROWS];

  static {
    defineProperties(
      SmpVisualizer.prototype,
      (element, name) => element.#values.get(name),
      (element, name, given) => element.#assign(name, given),
    );
  }

  readonly #values = new Values();
  readonly #address = new Address();
  /** The time line plays: the address follows at its end. */
  #held = false;
  #drawing: Drawing | undefined;
  /** The rest on its way. */
  #entering: Promise<Inside> | undefined;
  #furnish: (() => Promise<Inside>) | undefined;
  #report: Report | undefined;
  #view: View | undefined;
  #built = false;
  /** What was set before the element was in a page: it wins over what the tag says. */
  readonly #early = new Map<string, Value>();
  #coming = new AbortController();
  #grace = 0;
  #away = new AbortController();
  #painting = 0;
  #texts: Readonly<Record<string, string>> = {};

  // ---- Values

  attributeChangedCallback(name: string, _: string | null, text: string | null): void {
    // While the element is being made, attributes arrive in the order of the page; `view` must come first.
    if (!this.#built) return;
    if (name === "lang") this.#reword();
    else if (name === "loading" || name === "reveal") this.#approach();
    else if (text !== null) take(name, text, "attribute", (each, value) => this.#set(each, value, "api"));
  }

  /** Every value, by parameter name. */
  getState(): State {
    return this.#values.all();
  }

  /** Only the values that are not usual, as few words as tell this state. */
  get settings(): Partial<State> {
    return this.#values.changed();
  }

  /** Sets several values; like properties, each nonsense keeps the old value and fires `smp-error`. */
  setState(state: Partial<State>): void {
    try {
      for (const [name, value] of inOrder(Object.entries(state ?? {}))) {
        if (ROWS.has(name)) this.#assign(name, value);
        else this.#fail("parameter", `${name}: no such parameter`);
      }
    } catch {
      this.#fail("parameter", "setState: what was given cannot be read");
    }
  }

  /** Back to a fresh head. */
  reset(): void {
    this.#become(new Values(), "api");
  }

  /** The state as a short text: what a form sends, and what opens the same head again. */
  get value(): string {
    return encode(this.#values.changed());
  }

  set value(code: string) {
    if (typeof code !== "string" || !this.#open(code, "api"))
      this.#fail("parameter", "value: what was given is no code of a state");
  }

  /** The host's own words by the keys of the locale, `{ caption: "…" }`; what is not named keeps its own. */
  get texts(): Readonly<Record<string, string>> {
    return this.#texts;
  }

  set texts(given: Readonly<Record<string, string>>) {
    try {
      this.#texts = { ...given };
      this.#reword();
    } catch {
      this.#fail("parameter", "texts: what was given cannot be read");
    }
  }

  /**
   * A picture as PNG, at rest. The head has the same pixels in every browser; the letters of the caption are the
   * browser's own. `show` is `shown`, `before`, `after` or `both` side by side; `size` the longer side, 64 to 2048 px,
   * as shown if not given. The caption is drawn below it unless `caption` is false: then the host has to say that it is
   * a simulation. The file says so by itself in either case.
   */
  async toBlob(options: Picture = {}): Promise<Blob> {
    const order = orderOf(options);
    return (await this.#enter()).save(order);
  }

  /** Brings whoever pressed its label, or a host's own link, to the picture. */
  override focus(options?: FocusOptions): void {
    if (this.#view) this.#view.stage.focus(options);
    else super.focus(options);
  }

  /**
   * Resolves when the picture on the canvas is complete, fully refined and shows the present values; waits while it has
   * no size.
   */
  get rendered(): Promise<void> {
    return this.#enter().then(({ drawing }) => drawing.rest());
  }

  formDisabledCallback(): void {
    this.#view?.bar(this.matches(":disabled"));
  }

  formResetCallback(): void {
    // As the tag says: the address has followed by now.
    this.#become(valuesGiven(this, false), "api");
  }

  formStateRestoreCallback(code: string): void {
    // An address says more: whoever came by a link wants what it shows.
    if (!this.hasAttribute("address")) this.#open(code, "api");
  }

  // ---- Life

  connectedCallback(): void {
    clearTimeout(this.#grace);
    if (!this.#built) this.#build();
    this.#away = new AbortController();
    if (this.#drawing) this.#drawing.watch(this.#view);
    else this.#approach();
    if (this.hasAttribute("address")) this.#address.listen(this.#away.signal, (byLink) => this.#arrive(byLink));
  }

  disconnectedCallback(): void {
    this.#away.abort();
    this.#coming.abort();
    this.#drawing?.unwatch();
    this.#grace = window.setTimeout(() => this.#drawing?.close(), GRACE);
  }

  adoptedCallback(): void {
    if (this.shadowRoot) dress(this.shadowRoot);
  }

  #build(): void {
    upgradeProperties(this);
    const early = inOrder(this.#early);
    this.#become(valuesGiven(this, this.hasAttribute("address")), "api");
    for (const [name, value] of early) this.#set(name, value, "api");
    this.#built = true;
    this.tell();
    // Whoever presses its label: everything inside has a target of its own.
    this.addEventListener("click", (event) => event.composedPath()[0] === this && this.focus());

    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    wait(root, this.getAttribute("reveal") === "press" || Object.keys(this.#values.changed()).length === 0);
  }

  /** Fetches the rest when it is worth it, as the attributes say. */
  #approach(): void {
    this.#coming.abort();
    this.#coming = new AbortController();
    if (this.isConnected && !this.#drawing)
      approach(this, this.#coming.signal, () => this.#enter().then(Boolean, () => false), this.#texts);
  }

  /** What draws, fetched once; a failed download may be tried again. */
  #enter(): Promise<Inside> {
    this.#entering ??= import("./inside").then(
      async ({ furnish }) => {
        this.#furnish = async () => {
          const inside = await furnish(this, this.#texts, this.#owner(), this.#actions(), this.#drawing, this.#view);
          [this.#drawing, this.#view] = [inside.drawing, inside.view];
          this.#view.bar(this.matches(":disabled"));
          this.#paint();
          this.#drawing.watch(this.#view);
          return inside;
        };
        return this.#furnish();
      },
      (error: unknown) => {
        this.#entering = undefined;
        this.#fail("download", error instanceof Error ? error.message : String(error));
        throw error;
      },
    );
    return this.#entering;
  }

  /** Other words or another language: the same picture in a new frame. */
  #reword(): void {
    // One after the other: each takes the picture over from the one before.
    if (this.#furnish) this.#entering = this.#entering?.then(this.#furnish, this.#furnish);
  }

  #owner(): Owner {
    return {
      values: this.#values,
      drawn: (frame, first, again) => {
        if (frame.handles) this.#view?.place(frame.handles);
        if (frame.report) {
          this.#report = frame.report;
          this.#paint();
        }
        if (!first) return;
        // Now there is a head to draw charts of.
        this.#view?.charts.forget();
        this.#paint();
        this.#view?.say();
        this.#view?.drawn();
        if (!again) this.#fire("smp-ready", { state: this.getState(), where: this.#drawing?.where });
      },
      failed: (type, error) => {
        this.#view?.say(`error.${type}`, type === "download");
        this.#fail(type, error instanceof Error ? error.message : String(error));
      },
    };
  }

  #actions(): Actions {
    return {
      hand: {
        camera: () => ({
          yaw: this.#values.number("yaw"),
          pitch: this.#values.number("pitch"),
          zoom: this.#values.number("zoom"),
        }),
        turn: (camera) => {
          for (const [name, value] of Object.entries(camera)) this.#move(name, value);
        },
        commit: () => this.#fire("smp-commit", { name: "view", state: this.getState() }),
        view: (place) => {
          const word = (parameter("view") as Choice).choices[place];
          if (word !== undefined) this.#set("view", word, "user");
        },
        home: () => this.#set("view", (parameter("view") as Choice).choices[0] ?? "", "user"),
      },
      move: (name, given) => this.#move(name, given),
      commit: (name) => this.#fire("smp-commit", { name, state: this.getState() }),
      charts: (wanted, side) => this.#drawing?.charts(wanted, side),
      put: (state) => {
        for (const [name, value] of inOrder(Object.entries(state))) this.#move(name, value);
      },
      handles: (wanted) => {
        this.#drawing?.handles(wanted);
        this.#paint();
      },
      reach: async (reach) => (await this.#drawing?.reach(reach)) ?? [],
      hold: (held) => {
        this.#held = held;
        this.#follow();
      },
      // A camera that a hand has placed stays.
      show: (view, camera = {}) => {
        if (!this.#values.view()) return;
        this.#set("view", view, "user");
        for (const [name, value] of Object.entries(camera)) this.#set(name, value, "user");
      },
      save: (show) => this.toBlob({ show, size: 2048 }),
      link: () =>
        this.hasAttribute("address") ? new URL(written(this.#values.changed()), location.href).href : undefined,
      print: async () => (await this.#enter()).print(),
      anotherHead: () => this.#anotherHead(),
      reset: () => this.#become(new Values(), "user"),
      retry: () => {
        this.#view?.say();
        this.#drawing?.retry();
      },
      ask: () => this.#fire("smp-cta", { state: this.getState(), code: this.value }),
    };
  }

  // ---- Changes

  /** From a control or a gesture: brought into range in silence, since a finger goes where it goes. */
  #move(name: string, given: Value): void {
    const p = parameter(name);
    const reading = read(p, given);
    const value = "value" in reading ? reading.value : reading.near;
    if (value === undefined) return;
    const length = Number(name === "hair-length" ? value : this.#values.get("hair-length"));
    if (CAMERA.has(name) || (p.stage === "scalp" && length > WORN)) this.#drawing?.turning();
    this.#set(name, value, "user");
  }

  /** Takes another state over as a whole; only what differs is told. */
  #become(target: Values, source: Source): void {
    for (const [name, value] of inOrder(Object.entries(target.all()))) this.#set(name, value, source);
  }

  /** Shows the state of a code; false where it is none. */
  #open(code: string, source: Source): boolean {
    const target = stateOf(code);
    if (target) this.#become(target, source);
    return target !== undefined;
  }

  /** A property was set. */
  #assign(name: string, given: unknown): void {
    const reading = read(parameter(name), given);
    if ("problem" in reading) this.#fail("parameter", reading.problem);
    else this.#set(name, reading.value, "api");
  }

  /** The address is another one now. Whoever pressed a link is brought to what it shows. */
  #arrive(byLink: boolean): void {
    this.#become(valuesGiven(this, this.hasAttribute("address")), "user");
    if (!byLink) return;
    this.focus({ preventScroll: true });
    this.scrollIntoView();
  }

  #set(name: string, value: Value, source: Source): void {
    if (!this.#built) this.#early.set(name, value);
    const changed = this.#values.set(name, value);
    if (changed.length === 0) return;
    this.#drawing?.change(changed.map((each) => [each, this.#values.get(each)] as const));
    this.#paint();
    if (!this.#built) return;
    this.tell();
    for (const each of changed) {
      this.#fire("smp-change", { name: each, value: this.#values.get(each), source, state: this.getState() });
    }
    this.#follow();
  }

  #follow(): void {
    if (!this.#held && this.hasAttribute("address")) this.#address.follow(() => this.#values.changed());
  }

  async #anotherHead(): Promise<void> {
    // Why there is none has been said already.
    const seed = await this.#drawing?.seed().catch(() => undefined);
    if (seed === undefined) return;
    this.#set("seed", seed, "user");
    this.#fire("smp-commit", { name: "seed", state: this.getState() });
  }

  /** Brings controls and description up to date once per frame, however many values moved. */
  #paint(): void {
    this.#painting ||= requestAnimationFrame(() => {
      this.#painting = 0;
      this.#view?.update(this.#values, this.#report);
    });
  }

  #fail(type: string, message: string): void {
    this.#fire("smp-error", { type, message });
  }

  #fire(type: string, detail: unknown): void {
    fire(this, type, detail);
  }
}

if (!customElements.get("smp-visualizer")) customElements.define("smp-visualizer", SmpVisualizer);
