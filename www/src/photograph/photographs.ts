// The visitor's photographs, fetched with the first press: choosing, fitting, then the usual sliders on the person's
// own head. They are kept here and in the core alone, and nowhere once they are forgotten.

import texts from "build:later/photograph";
import core from "build:photograph-core";
import type { PictureSource } from "../sharing/save";
import type { PhotographCall } from "../worker/core";
import { Brush } from "./brush";
import { Chooser } from "./chooser";
import { decode, give, type Kept, Refused } from "./decode";
import { Fitting } from "./fitting";
import { type Crop, closerCrop, wholeOf } from "./frame";
import styles from "./photograph.css";
import { opening, pairs, placesOf, recrop, type Shot, Strokes, triples, VIEWS } from "./shot";
import { Notices, type Tools } from "./surroundings";

/** Most photographs at once: a choice; each keeps 16 MB. */
const MOST = 4;
/** The value of `photo-fit` with which a host is given the handles, and then the code. */
const MAKE = "make";

/** The words for photographs, beside those of the element. */
async function wordsOf(tools: Tools): Promise<Tools> {
  const words = await tools.words.with(texts, "photo.title").catch(() => {
    throw new Refused("keep.failed");
  });
  return { ...tools, words };
}

export async function photographs(tools: Tools): Promise<Photographs> {
  const all = await wordsOf(tools);
  all.addStyle(all.ui.root.getRootNode() as ShadowRoot, styles);
  return new Photographs(all);
}

class Photographs {
  readonly #tools: Tools;
  readonly #bar: HTMLElement;
  readonly #notices: Notices;
  #shots: Shot[] = [];
  #shot: Shot | undefined;
  /** The host's own photograph and the code of its fit; it is there while there is none of the visitor's. */
  #hosted: { readonly shot: Shot; code: string } | undefined;
  #chooser: Chooser | undefined;
  #fitting: Fitting | undefined;
  #brush: Brush | undefined;
  /** Number of the last file: one that was slower is not shown. */
  #files = 0;
  /** The core that draws into photographs is there; tried again with the next choice where it could not be had. */
  #core: Promise<void> | undefined;
  readonly #onPageHide = () => void this.forget();

  constructor(tools: Tools) {
    this.#tools = tools;
    this.#notices = new Notices(tools);
    this.#bar = tools.el("div", { class: "photo-bar" });
  }

  // ---- What the element asks

  /** The photograph is in the picture, fitted. */
  get #shows(): boolean {
    return this.#shot !== undefined && !this.#fitting;
  }

  /** The picture is the host's photograph, which the host may have as a picture too. */
  get hosted(): boolean {
    return this.#shot !== undefined && this.#shot === this.#hosted?.shot;
  }

  get shown(): string | undefined {
    if (this.hosted) return this.#tools.words.text("photo.hosted");
    return this.#shot && this.#tools.words.text("photo.shown", { view: this.#viewOf(this.#shot) });
  }

  get remarks(): readonly string[] {
    return this.#shows ? [this.#tools.words.text("photo.scale")] : [];
  }

  source(usual: PictureSource): PictureSource {
    if (!this.#shot || !this.#shows) return usual;
    const { width, height } = this.#shot.given.pixels;
    const { drawing, words } = this.#tools;
    return {
      ...usual,
      caption: `${usual.caption} ${words.text("photo.caption")}`,
      fixed: { width, height },
      // By the core that has the photograph, at other places of the divider.
      render: async (requests) => {
        const blobs: Blob[] = [];
        try {
          for (const { state } of requests) {
            drawing.change([["compare", state.compare!]]);
            blobs.push(await drawing.toPng());
          }
        } finally {
          drawing.change([["compare", usual.state.compare!]]);
        }
        return blobs;
      },
    };
  }

  choose(): void {
    if (this.#chooser) return;
    const { ui, words } = this.#tools;
    if (this.#shots.length === 0) addEventListener("pagehide", this.#onPageHide);
    // It arrives while the visitor looks for a photograph.
    void this.#prepare().catch(() => {});
    this.#chooser = new Chooser(this.#tools, {
      open: (file) => void this.#open(file),
      cancel: () => {
        if (this.#shots.length === 0) return void this.forget();
        this.#endChooser();
        (this.#fitting?.bar ?? this.#bar).querySelector<HTMLElement>("[data-button=another]")?.focus();
      },
    });
    ui.stage.append(this.#chooser.sheet);
    ui.stage.scrollIntoView({ block: "nearest" });
    this.#chooser.focus();
    if (this.#shots.length >= MOST) this.#chooser.say(words.text("photo.most"));
  }

  /**
   * Goes on with what the visitor has opened in the interface before this one, and shows the photograph of the
   * element's attributes, before anything is drawn. A warning says if it cannot be.
   */
  async begin(element: Element, before?: Photographs): Promise<void> {
    if (before?.kept) this.#take(before);
    const { drawing } = this.#tools;
    const address = element.getAttribute("photo");
    if (!address) return;
    const code = element.getAttribute("photo-fit") ?? "";
    const refused = (reason: unknown) => console.warn(`smp-visualizer: photo="${address}" is not shown: ${reason}`);
    try {
      const response = await fetch(address);
      if (!response.ok) throw response.status;
      await this.#prepare();
      const shot = this.#shotOf(await decode(await response.blob()));
      this.#hosted = { shot, code };
      if (this.kept) return;
      this.#place(shot);
      // A core that starts later is told of it by itself.
      if (drawing.where) await drawing.tell(this.#opening(shot));
      if (code === MAKE) return void drawing.whenRefined().then(() => this.#fit(), refused);
      this.#notices.say("hosted");
      void drawing.ask("setFitCode", code).then(async (fits) => {
        if (fits !== false || this.#hosted?.shot !== shot) return;
        refused("photo-fit is not of this picture");
        await this.#end();
      });
    } catch (error) {
      refused(error);
    }
  }

  /** The visitor has photographs here. */
  get kept(): boolean {
    return this.#shots.length > 0;
  }

  /** Another interface follows: it may go on with the visitor's photographs; the host's is freed. */
  async leave(): Promise<void> {
    if (!this.kept) return this.#end();
    this.#hosted?.shot.kept.bitmap.close();
    this.#hosted = undefined;
    removeEventListener("pagehide", this.#onPageHide);
    this.#endChooser();
    this.#fitting?.end();
    this.#brush?.end();
    this.#notices.leave();
  }

  #take(before: Photographs): void {
    [this.#shots, this.#core, this.#notices.hairline] = [before.#shots, before.#core, before.#notices.hairline];
    const shot = before.#shot!;
    const fitting = before.#fitting !== undefined || !shot.fit;
    before.#shots = [];
    addEventListener("pagehide", this.#onPageHide);
    this.#place(shot);
    if (fitting) this.#fit(true);
    else void this.#work(true);
  }

  /** Frees the host's photograph too. */
  #end(): Promise<void> {
    this.#hosted?.shot.kept.bitmap.close();
    this.#hosted = undefined;
    return this.forget();
  }

  async forget(): Promise<void> {
    const hosted = this.#hosted;
    if (hosted && this.hosted && !this.#chooser) return;
    const { ui, drawing } = this.#tools;
    const opened = this.#shot !== undefined;
    const inside = ui.root.contains((ui.root.getRootNode() as ShadowRoot).activeElement);
    removeEventListener("pagehide", this.#onPageHide);
    this.#files++;
    this.#endChooser();
    this.#endWork();
    for (const { kept } of this.#shots) kept.bitmap.close();
    this.#shots = [];
    this.#shot = undefined;
    drawing.photograph = undefined;
    this.#bar.remove();
    this.#notices.close();
    if (inside) ui.own.querySelector("button")?.focus({ preventScroll: true });
    if (!opened) return;
    try {
      if (hosted && this.#hosted) {
        this.#place(hosted.shot);
        this.#notices.say("hosted");
        for (const call of drawing.photograph!()) await drawing.tell(call);
      } else await drawing.ask("forgetPhotograph");
      // The head is drawn over what the canvas has shown.
      await drawing.toPng();
    } catch {
      // The core has ended, and the photograph with it.
    }
  }

  // ---- Opening

  #prepare(): Promise<void> {
    this.#core ??= this.#tools.drawing.use(core).catch((error: unknown) => {
      this.#core = undefined;
      throw error;
    });
    return this.#core;
  }

  #endChooser(): void {
    this.#chooser?.end();
    this.#chooser = undefined;
  }

  #endWork(): void {
    this.#fitting?.end();
    this.#brush?.end();
    this.#fitting = this.#brush = undefined;
    const panel = this.#tools.ui.root.querySelector<HTMLElement>(".panel");
    if (panel) panel.inert = false;
  }

  async #open(file: Blob): Promise<void> {
    const { words } = this.#tools;
    const number = ++this.#files;
    this.#chooser?.say(words.text("photo.loading"));
    let kept: Kept | undefined;
    try {
      kept = await decode(file);
      await this.#prepare().catch(() => {
        kept?.bitmap.close();
        throw new Refused("keep.failed");
      });
      if (number !== this.#files) return kept.bitmap.close();
      const shot = this.#shotOf(kept);
      // One that has not been fitted yet is replaced; the others stay.
      const unfitted = this.#fitting && this.#shot;
      if (unfitted || this.#shots.length >= MOST) this.#drop(unfitted ?? this.#shots[0]!);
      this.#shots.push(shot);
      await this.#show(shot);
      this.#fit();
    } catch (error) {
      if (number !== this.#files) return;
      this.#chooser?.say(words.text(error instanceof Refused ? error.message : "photo.refused"));
    }
  }

  #shotOf(kept: Kept): Shot {
    const crop = wholeOf(kept.bitmap);
    return {
      kept,
      crop,
      given: give(kept, crop),
      view: 0,
      handles: new Map(),
      moved: new Set(),
      pins: [],
      strokes: new Strokes(),
      stubble: false,
      fit: undefined,
    };
  }

  #drop(shot: Shot): void {
    shot.kept.bitmap.close();
    this.#shots = this.#shots.filter((each) => each !== shot);
  }

  /** Gives the core a photograph, with its fit and its strokes where it has them. */
  async #show(shot: Shot): Promise<void> {
    this.#place(shot);
    await this.#tools.drawing.tell(this.#opening(shot));
  }

  /** Makes a photograph the one that is shown; a core that starts from now on is told of it. */
  #place(shot: Shot): void {
    const { drawing } = this.#tools;
    this.#endChooser();
    this.#endWork();
    this.#shot = shot;
    const fitted = (): PhotographCall[] => [
      ["fitPhotograph", shot.view, triples(shot), pairs(shot), true],
      ["photographStrokes", shot.strokes.quadruples()],
      ["addStubble", shot.stubble],
    ];
    drawing.photograph = () => [
      this.#opening(shot),
      ...(shot.fit ? fitted() : this.hosted ? [["setFitCode", this.#hosted!.code] as const] : []),
    ];
    this.#notices.open(shot.given.pixels);
  }

  #opening(shot: Shot): PhotographCall {
    return opening(shot, this.#shots);
  }

  /** Puts a bar in the place of the named views: on a phone it scrolls away below the picture, which stays. */
  #below(bar: HTMLElement, silent = false): void {
    const { stage } = this.#tools.ui;
    stage.parentElement?.after(bar);
    // Both, or the picture where a window is too low for both.
    if (!silent) for (const part of [bar, stage]) part.scrollIntoView({ block: "nearest" });
  }

  // ---- Fitting

  #fit(silent = false): void {
    const { ui } = this.#tools;
    const shot = this.#shot!;
    this.#endWork();
    const fitting = new Fitting(this.#tools, shot, { accept: () => void this.#accept() });
    this.#fitting = fitting;
    ui.root.dataset.photograph = "fitting";
    const panel = ui.root.querySelector<HTMLElement>(".panel");
    if (panel) panel.inert = true;
    fitting.bar.append(
      this.#tools.el(
        "div",
        { class: "presses" },
        this.#button("again", () => void fitting.again()),
        ...(this.hosted ? [] : this.#always(shot)),
      ),
    );
    this.#bar.remove();
    this.#notices.hush();
    ui.stage.append(fitting.layer);
    this.#below(fitting.bar, silent);
    void fitting
      .begin()
      .then(() => silent || fitting.layer.querySelector<HTMLElement>(".handle")?.focus({ preventScroll: true }));
  }

  /** Goes on, with a closer look at a small head. */
  async #accept(): Promise<void> {
    const { drawing } = this.#tools;
    const shot = this.#shot;
    const fitting = this.#fitting;
    if (!shot || !fitting) return;
    await fitting.solve(true);
    if (this.#fitting !== fitting || !shot.fit || shot.fit.problem) return;
    const places = [...placesOf(shot.fit.outline), ...shot.handles.values()];
    // A host's fit is of the whole picture.
    if (this.hosted) return this.#tell();
    // Until the photograph is in the picture the handles stay over what was there before.
    await drawing.whenRefined().catch(() => {});
    if (this.#fitting !== fitting) return;
    const closer = closerCrop(shot.kept.bitmap, shot.crop, places);
    if (closer) await this.#give(closer);
    await this.#work();
  }

  /** Tells a host the code of the fit. */
  async #tell(): Promise<void> {
    const { el, drawing } = this.#tools;
    this.#hosted!.code = (await drawing.ask("fitCode")) ?? MAKE;
    this.#shot!.fit = undefined;
    this.#endWork();
    this.#notices.say("hosted");
    const value = `photo-fit="${this.#hosted!.code}"`;
    this.#bar.replaceChildren(el("input", { type: "text", readonly: true, "aria-label": "photo-fit", value }));
    this.#below(this.#bar);
  }

  /** Another crop of the same photograph, with the same fit. */
  async #give(crop: Crop): Promise<void> {
    const shot = this.#shot!;
    recrop(shot, crop);
    shot.given = give(shot.kept, crop);
    await this.#show(shot);
    await this.#refit(shot);
  }

  /** Fits a photograph that the core has just been given, from where its handles are. */
  async #refit(shot: Shot): Promise<void> {
    const { drawing } = this.#tools;
    const fit = await drawing.ask("fitPhotograph", shot.view, triples(shot), pairs(shot), true);
    shot.fit = fit?.problem ? undefined : fit;
    await drawing.ask("photographStrokes", shot.strokes.quadruples());
    await drawing.ask("addStubble", shot.stubble);
  }

  async #recrop(crop: Crop): Promise<void> {
    const fitting = this.#fitting !== undefined;
    await this.#give(crop);
    if (fitting || !this.#shot?.fit) this.#fit();
    else await this.#work();
  }

  // ---- At work

  /** The usual sliders, on the photograph. */
  async #work(silent = false): Promise<void> {
    const shot = this.#shot!;
    const { el, words, ui, drawing } = this.#tools;
    this.#endWork();
    this.#notices.say("shown");
    this.#notices.lowerHairline();
    const checks = await drawing.ask("photographChecks");
    if (this.#shot !== shot) return;
    const tabs = this.#shots.map((each, i) => {
      const view = words.text("photo.tab", { n: words.number(i + 1), view: this.#viewOf(each) });
      const tab = el("button", { type: "button", "data-tab": i, "aria-pressed": String(each === shot) }, view);
      tab.addEventListener("click", () => void this.#switch(each));
      return tab;
    });
    const stubble = this.#button("stubble", () => {
      shot.stubble = this.#notices.showStubble(stubble, !shot.stubble);
      void drawing.ask("addStubble", shot.stubble);
    });
    this.#notices.showStubble(stubble, shot.stubble);
    const presses = [
      ...(checks?.hair === "long" ? [this.#button("model", () => void this.forget())] : []),
      this.#button("adjust", () => this.#fit()),
      this.#button("brush", () => this.#paint()),
      stubble,
      ...this.#always(shot),
    ];
    this.#bar.replaceChildren(
      ...(tabs.length > 1
        ? [el("div", { class: "chips", role: "group", "aria-label": words.text("photo.tabs") }, ...tabs)]
        : []),
      el("p", { role: "status" }, this.#notices.checks(checks)),
      el("div", { class: "presses" }, ...presses),
    );
    this.#below(this.#bar, silent);
    const inside = silent || (ui.root.getRootNode() as ShadowRoot).activeElement;
    if (!inside) this.#bar.querySelector<HTMLElement>("[data-button=adjust]")?.focus({ preventScroll: true });
  }

  /** What can be done with a visitor's photograph at any time. */
  #always(shot: Shot): HTMLElement[] {
    return [
      this.#button("mirror", () => void this.#recrop({ ...shot.crop, mirrored: !shot.crop.mirrored })),
      this.#button("another", () => this.choose()),
      this.#button("forget", () => void this.#forgetOne()),
    ];
  }

  #viewOf({ view }: Shot): string {
    const { words } = this.#tools;
    return words.find(`photo.view.${VIEWS[view]}`) ?? words.text(`view.${VIEWS[view]}`);
  }

  #button(key: string, press: () => void): HTMLButtonElement {
    const { el, words } = this.#tools;
    const button = el("button", { type: "button", "data-button": key }, words.text(`photo.${key}`));
    button.addEventListener("click", press);
    return button;
  }

  #paint(): void {
    const { ui } = this.#tools;
    this.#endWork();
    this.#brush = new Brush(this.#tools, this.#shot!, () => void this.#work());
    this.#bar.remove();
    ui.root.dataset.photograph = "brush";
    ui.stage.append(this.#brush.layer);
    this.#below(this.#brush.bar);
    this.#brush.layer.focus({ preventScroll: true });
  }

  async #switch(shot: Shot): Promise<void> {
    if (shot === this.#shot) return;
    await this.#show(shot);
    await this.#refit(shot);
    if (shot.fit) await this.#work();
    else this.#fit();
  }

  /** Forgets the one that is shown; with the last one, everything. */
  async #forgetOne(): Promise<void> {
    const shot = this.#shot;
    if (!shot || this.#shots.length < 2) return this.forget();
    this.#drop(shot);
    await this.#switch(this.#shots.at(-1)!);
  }
}
