// The lazily loaded rest of the element: drawing, panel, texts and styles, mounted in place of the placeholder.

// First: the others read the whole table.
import "../state/rules";
import { wasm, worker } from "build:assets";
import { Drawing, type DrawingHost } from "../engine/drawing";
import { downloadCore } from "../engine/engine";
import { savingOf } from "../host/rules";
import type { MeasureOverlay } from "../measures/overlay";
import learn from "../panel/learn.css";
import mistakes from "../panel/mistakes.css";
import { options } from "../panel/options";
import optionStyles from "../panel/options.css";
import panel from "../panel/panel.css";
import report from "../panel/report.css";
import slider from "../panel/slider.css";
import timeline from "../panel/timeline.css";
import { keyOfFailure } from "../sharing/buttons";
import buttons from "../sharing/buttons.css";
import { type RenderRequest, renderAll, renderEach } from "../sharing/render-all";
import type { PictureSource } from "../sharing/save";
import { type Picture, saveOptionsOf } from "../sharing/save-options";
import stage from "../stage/stage.css";
import { decodeState, encode } from "../state/code";
import { isInForce } from "../state/in-force";
import { positionOf, valueAt } from "../state/scale";
import { defaultOf, parameters } from "../state/table";
import { cameraOf, Values } from "../state/values";
import base from "../ui/base.css";
import { el, icon } from "../ui/dom";
import { importAgain } from "../ui/import-again";
import { Paper } from "../ui/paper";
import { addStyle, adoptStyles } from "../ui/styles";
import { type Texts, type Words, wordsFor } from "../ui/words";
import { DrawingError, type Failure } from "../worker/failure";
import { assertCanvasesReadable } from "../worker/read-back";
import { actionsOn, type Changeable, type Keeping, movesMuch } from "./actions";
import { placeholderSheet, posterUrl } from "./placeholder";
import responsive from "./responsive.css";
import { ElementUi, type UiActions } from "./user-interface";

const CORE_FILES = { wasm, worker };
/** Longer side of a saved picture where none is shown yet, px. */
const DEFAULT_SIDE = 2048;
/** In the order of the cascade: later ones override. */
const STYLES = [stage, base, panel, slider, buttons, optionStyles, timeline, mistakes, report, learn, responsive];
/** Shared by all elements of the page. */
const sheet = new CSSStyleSheet();
sheet.replaceSync(STYLES.join(""));

type FormElement = HTMLElement & {
  readonly value: string;
  readonly name: string;
  readonly form: HTMLFormElement | null;
};

/** Why mounting has failed: its kind, and a sentence where there were words. */
export type MountError = Error & { readonly failure: Failure; readonly said: string };

export interface Mounted extends Keeping {
  readonly ui: ElementUi;
  readonly drawing: Drawing;
  /** The colors of the element, which follow the page. */
  readonly paper: Paper;
  /** Resolves when the picture is complete, with all that lies in it. */
  refined(): Promise<void>;
  /** Composes a picture to save. */
  save(options: Picture): Promise<Blob>;
}

/**
 * jQuery's `serialize` and scripts like it take nothing but an INPUT. This one is for them: it has no name that the
 * browser, which asks the element itself, would send a second time.
 */
function showToScripts(element: FormElement): void {
  const old = element.querySelector(":scope > input[type=hidden][part]");
  if (old && Object.hasOwn(old, "name")) return;
  // A clone of the element has a clone of it, which knows nothing.
  old?.remove();
  // It is in the form of the element, also of one that comes later; an attribute `form` may name another.
  const input = el("input", { type: "hidden", part: "", form: element.getAttribute("form") ?? undefined });
  Object.defineProperties(input, {
    name: { get: () => (element.matches(":disabled") ? "" : element.name) },
    value: { get: () => element.value },
  });
  element.append(input);
}

/** What a host writes between the tags for the time before the script, or beside it in a slot. */
const FALLBACK = "[slot], p, a, span, img, picture, noscript, template, style, script, input";
let warned = false;

/** A tag written as `<smp-visualizer />` stays open and takes the rest of the page in, where it is not shown. */
function warnOfUnclosed(element: Element): void {
  const taken = element.querySelector(`:scope > :not(${FALLBACK})`);
  if (!taken || warned) return;
  warned = true;
  console.warn(
    `smp-visualizer: <${taken.localName}> is inside the element and not shown: write </smp-visualizer> before it; ` +
      "<smp-visualizer /> closes nothing",
  );
}

const keepsake = importAgain((_again) => import("../sharing/keepsake"));
const priceParts = importAgain((_again) => import("../host/price"));
const demoParts = importAgain((_again) => import("../stage/demo"));
const photographParts = importAgain((_again) => import("../photograph/photographs"));
/** The words of a clinic's tools: none of them imports the file, so that no chunk is shared by some of them. */
const deskTexts = importAgain((_again) => import("build:later/desk"));
const clipParts = importAgain((_again) => import("../clip/clips"));
const designParts = importAgain((_again) => import("../consultation/designs"));
const handleParts = importAgain((_again) => import("../stage/handles"));
const measureParts = importAgain((_again) => import("../measures/overlay"));

/** There is a demonstration in the page, or was. */
let demonstrating = false;
/** What it is handed, so that no code is shared with it. */
const SCALES = { parameters, positionOf, valueAt, isInForce, movesMuch };

/** Reads what a host says by the attributes `save`, `price` and `demo`, and does that. */
function rulesOf(element: FormElement, ui: ElementUi, words: Words, { values }: DrawingHost, drawing: Drawing) {
  let priced: string | null = null;
  return (): void => {
    const [saving, price, asked] = ["save", "price", "demo"].map((name) => element.getAttribute(name)) as [
      string | null,
      string | null,
      string | null,
    ];
    ui.allow(savingOf(saving));
    if (price !== priced) {
      priced = price;
      // Its place is kept while what reads it is fetched.
      ui.setPrice(price ? { said: () => "–" } : undefined);
      if (price)
        priceParts()
          .then(({ shownPrice }) => price === priced && ui.setPrice(shownPrice(price, words)))
          .catch(console.warn);
    }
    if (asked === null && !demonstrating) return;
    demonstrating = true;
    demoParts()
      .then(({ demonstrate }) => demonstrate(asked, { element, ui, values, drawing, ...SCALES }))
      .catch(console.warn);
  };
}

const yieldToPage = () => new Promise((done) => setTimeout(done));

/**
 * Mounts the loaded parts into an element, in place of its placeholder or of a view in another language. Rejected with
 * a `MountError`, whatever was thrown.
 */
export async function mount(
  element: FormElement,
  texts: Texts,
  host: DrawingHost,
  changeable: Changeable,
  drawing?: Drawing,
  old?: ElementUi,
  paper?: Paper,
): Promise<Mounted> {
  // It comes while the interface is made, which on a phone takes longer than its first bytes. A host's photograph has a
  // core of its own, and whoever saves data waits until the picture is in sight.
  const { connection } = navigator as { readonly connection?: { readonly saveData?: boolean } };
  // Who draws asks again, and tells of a failure.
  if (!element.hasAttribute("photo") && !connection?.saveData) downloadCore(CORE_FILES).catch(() => {});
  const words = await wordsFor(element, texts);
  return mountWith(words, element, host, actionsOn(changeable), drawing, old, paper).catch((error: unknown) => {
    const { message } = error instanceof Error ? error : new Error(String(error));
    throw Object.assign(new DrawingError("core", message), { said: words.text("error.core"), cause: error });
  });
}

async function mountWith(
  words: Words,
  element: FormElement,
  host: DrawingHost,
  actions: UiActions,
  drawing = new Drawing(element, CORE_FILES, host),
  old?: ElementUi,
  paper = new Paper(element.shadowRoot!),
): Promise<Mounted> {
  const before = old?.photographs;
  await before?.leave();
  old?.designs?.leave();
  drawing.measures();
  const root = element.shadowRoot!;
  const ui = new ElementUi(words, actions, root.querySelector("slot[name=poster]")!, old);
  ui.learn.show(element.getAttribute("learn"));
  ui.obey = rulesOf(element, ui, words, host, drawing);
  ui.obey();
  // Yield to the page between the parts: on a phone each takes as long as a task may block.
  if (!old) {
    warnOfUnclosed(element);
    await yieldToPage();
    ui.update(host.values);
    await yieldToPage();
  }
  adoptStyles(root, [placeholderSheet, paper.sheet, sheet]);
  drawing.unwatch();
  root.firstElementChild!.replaceChildren(ui.root);
  showToScripts(element);
  paper.update();
  const pictureSource = (): PictureSource => {
    const { width, height } = drawing.size;
    const state = host.values.all();
    // A host's own picture is never of a visitor's photograph.
    const present = ([one, ...more]: readonly RenderRequest[]) =>
      more.length === 0 &&
      !drawing.photograph &&
      one?.width === width &&
      !one.measured &&
      one.height === height &&
      !drawing.whole &&
      one.state.compare === state.compare;
    const usual: PictureSource = {
      words,
      caption: ui.caption,
      state,
      code: element.value,
      aspect: width / height || 1,
      render: async (requests) => (present(requests) ? [await drawing.toPng()] : renderAll(CORE_FILES, requests)),
    };
    return ui.designs?.source(usual) ?? usual;
  };
  let deskWords: Promise<Words> | undefined;
  /** These words with those of a clinic's tools, fetched once; after a failure the next press asks again. */
  const desk = () => {
    deskWords ??= deskTexts()
      .then(({ default: files }) => words.with(files, "desk.designs"))
      .catch((error: unknown) => {
        deskWords = undefined;
        throw error;
      });
    return deskWords;
  };
  /** For the parts that are fetched later, so that they share no code with this one. */
  const tools = {
    el,
    icon,
    addStyle,
    options,
    words,
    desk,
    ui,
    drawing,
    posterUrl,
    values: host.values,
    actions,
    move: actions.move,
    state: { Values, parameters, defaultOf, isInForce, encode, decodeState },
    open: (beside: DrawingHost) => new Drawing(element, CORE_FILES, beside),
  };
  /** What pictures are made with, and the host's mark in them. */
  const kept = async () => {
    const parts = await keepsake();
    return { ...parts, mark: await parts.markOf(element) };
  };
  const photographed = async () => {
    assertCanvasesReadable(el("canvas"));
    // With all that it will need: nothing is fetched once a photograph is open.
    const sheet = kept().then(({ sheetWords }) => sheetWords(words));
    const [{ photographs }, { addHandleStyles }] = await Promise.all([
      photographParts(),
      handleParts(),
      sheet,
      clipParts(),
      desk(),
    ]);
    // Before its own, which override some of them.
    addHandleStyles(ui.stage, addStyle);
    ui.photographs ??= await photographs(tools);
    return ui.photographs;
  };
  if (element.hasAttribute("photo") || before?.kept)
    await photographed()
      .then((all) => all.begin(element, before))
      .catch((error) => {
        console.warn(error);
        void before?.forget();
      });
  const consult = async (press?: boolean) => {
    try {
      await (await designParts()).designs(tools, press);
    } catch (error) {
      console.warn(error);
      if (press) ui.failure.textContent = words.text("keep.failed");
    }
  };
  const both = async () => {
    if (host.values.other) await consult();
  };
  await both();
  let measuring: Promise<MeasureOverlay> | undefined;
  let overlay: MeasureOverlay | undefined;
  const measures = async () => {
    measuring ??= Promise.all([measureParts(), desk()]).then(([{ MeasureOverlay }, words]) => {
      return new MeasureOverlay({ ...tools, words });
    });
    try {
      overlay = await measuring;
      overlay.toggle();
    } catch (error) {
      measuring = undefined;
      ui.say(words.text(keyOfFailure(error)), ui.measure);
    }
  };
  const byHand = async () => {
    const { controls } = ui;
    try {
      const { Handles } = await handleParts();
      controls.handles ??= new Handles({ ...tools, byHand: controls.byHand });
      controls.byHandHint.textContent = words.text("about.by-hand");
      controls.handles.toggle();
    } catch (error) {
      ui.say(words.text(keyOfFailure(error)), controls.byHandHint);
    }
  };
  const shown = old ? old.measure.getAttribute("aria-pressed") === "true" : element.getAttribute("measures") === "on";
  if (shown) void measures();
  const ownSource = () => ({ ...pictureSource(), ...overlay?.painter });
  const source = () => ui.photographs?.source(ownSource()) ?? ownSource();
  return {
    drawing,
    paper,
    ui: ui,
    keep: async (show) => {
      assertCanvasesReadable(el("canvas"));
      const { save, mark } = await kept();
      return save({ show, size: DEFAULT_SIDE, caption: true }, { ...source(), mark });
    },
    refined: async () => {
      await both();
      await drawing.whenRefined();
      await ui.designs?.refined();
    },
    consult,
    photograph: async () => {
      try {
        (await photographed()).choose();
      } catch (error) {
        ui.say(words.text(keyOfFailure(error)), ui.own.lastElementChild as HTMLElement);
      }
    },
    measures,
    byHand,
    save: async (given) => {
      const options = saveOptionsOf(given);
      assertCanvasesReadable(el("canvas"));
      if (demonstrating) (await demoParts()).demonstrated(element)?.stop();
      const { save, mark } = await kept();
      // A picture as shown needs the size of the stage: wait until it is drawn, if it has a size.
      await both();
      if (options.size === undefined && ui.stage.clientWidth > 0 && !drawing.photograph) await drawing.whenRefined();
      const { width, height } = drawing.size;
      const size = options.size ?? (Math.max(width, height) || DEFAULT_SIDE);
      return save({ ...options, size }, { ...(ui.photographs?.hosted ? source() : pictureSource()), mark });
    },
    print: async () => {
      assertCanvasesReadable(el("canvas"));
      const { print, sheetContent, mark } = await kept();
      const content = { ...sheetContent(tools, actions.link()), measured: overlay?.present };
      const sheet = (await ui.designs?.sheet(content, overlay?.listed)) ?? content;
      await print(el, { ...source(), mark }, cameraOf, sheet, ui.root);
    },
    clip: async (button, deliver, announce) => {
      assertCanvasesReadable(el("canvas"));
      const [{ toggleClip }, { mark, ...keepsake }, words] = await Promise.all([clipParts(), kept(), desk()]);
      const shown = () => ({ ...source(), mark });
      const tools = { el, addStyle, words, drawing, renderEach, files: CORE_FILES, ...SCALES };
      toggleClip(button, { ...tools, source: shown, keepsake, deliver, announce });
    },
  };
}
