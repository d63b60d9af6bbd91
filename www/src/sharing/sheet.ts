// The consultation sheet: two pages of A4 or letter at most. On the first the pictures and what it takes, on the second
// the remarks, the settings, lines for notes, and how to open the same head again.

// A standard with tables and codes against errors is no subject of ours: 2 kB, without dependencies.
import { correction, generate } from "lean-qr/nano";
import type { defaultOf, Parameter, Value } from "../state/table";
import type { Values } from "../state/values";
import type { el } from "../ui/dom";
import type { Words } from "../ui/words";
import type { PictureSource } from "./save";

type Rows = readonly (readonly [name: string, value: string])[];

/** What is measured on a head, under a heading of its own. */
export interface MeasuredRows {
  readonly heading: string;
  readonly rows: Rows;
  readonly note: string;
}

export interface SheetContent {
  /** The picture in one sentence. */
  readonly description: string;
  /** Facts, remarks and settings, as the panel shows them, and the host's small print on its price. */
  readonly facts: Rows;
  readonly smallPrint: string;
  readonly measured?: MeasuredRows | undefined;
  readonly notes: readonly string[];
  readonly settings: Rows;
  /** What differs between two designs: the heads of a table, and its rows. */
  readonly differing?: { readonly heads: readonly string[]; readonly rows: readonly (readonly string[])[] };
  readonly link: string | undefined;
  readonly date: string;
}

/** What the content is read from; handed over, so that no code is shared with the caller. */
export interface SheetTools {
  readonly words: Words;
  readonly values: Values;
  readonly state: {
    readonly parameters: readonly Parameter[];
    readonly defaultOf: typeof defaultOf;
    readonly isInForce: (p: Parameter, value: (name: string) => Value) => boolean;
  };
  readonly ui: {
    readonly report: { readonly forPrint: Pick<SheetContent, "facts" | "smallPrint" | "notes"> };
    readonly photographs?: { readonly remarks: readonly string[] } | undefined;
    describe(values: Values, report: undefined, compare: number): string;
  };
}

export interface SheetParts {
  readonly content: SheetContent;
  readonly source: PictureSource;
  /** With those of the sheet among them. */
  readonly words: Words;
  /** Addresses of the pictures. */
  readonly pictures: readonly string[];
}

/** Side of a module of the QR code, and the least and most of the whole, mm: phones read modules of 0.4 mm. */
const MODULE_MM = 0.5;
const [LEAST_QR_MM, MOST_QR_MM] = [26, 44];
/** White modules around a QR code (ISO/IEC 18004). */
const QUIET_ZONE = 4;
/** Length of a link up to which a quarter of the code may be lost, not a seventh: longer ones would get too fine. */
const SAFE_LETTERS = 300;
/** Letters of a link that somebody may type; longer ones are read by a phone, or the code is typed. */
const TYPED_LETTERS = 160;
/** Lines to write on: more than a page has room for. */
const LINES = 40;
/** Font sizes, pt: the usual one, and the least that is still printed legibly. */
const [FONT_PT, LEAST_FONT_PT, FONT_STEP_PT] = [9.5, 6.5, 0.25];

/** The texts of the sheet of one design. */
export function sheetContent({ words, values, state, ui }: SheetTools, link: string | undefined): SheetContent {
  const { parameters, defaultOf, isInForce } = state;
  const value = (name: string) => values.get(name);
  const set = parameters.filter(
    (p) => p.group !== "view" && isInForce(p, value) && (p.group === "main" || value(p.name) !== defaultOf(p)),
  );
  return {
    description: ui.describe(values, undefined, 0),
    ...ui.report.forPrint,
    notes: [...(ui.photographs?.remarks ?? []), ...ui.report.forPrint.notes],
    settings: set.map((p) => [words.name(p), words.valueAmong(p, value)]),
    link,
    date: new Intl.DateTimeFormat(words.lang, { dateStyle: "long" }).format(new Date()),
  };
}

/** A text as a QR code; none where it is too long for one. */
export function qrCode(text: string): SVGSVGElement | undefined {
  let code: ReturnType<typeof generate>;
  try {
    const minCorrectionLevel = text.length > SAFE_LETTERS ? correction.L : correction.M;
    code = generate(text, { minCorrectionLevel });
  } catch {
    return undefined;
  }
  const { size } = code;
  let path = "";
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      if (!code.get(x, y)) continue;
      const from = x;
      while (x < size && code.get(x, y)) x++;
      path += `M${from} ${y}h${x - from}v1h${from - x}z`;
    }
  const side = size + 2 * QUIET_ZONE;
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", `${-QUIET_ZONE} ${-QUIET_ZONE} ${side} ${side}`);
  svg.setAttribute("shape-rendering", "crispEdges");
  const modules = document.createElementNS(space, "path");
  modules.setAttribute("d", path);
  svg.append(modules);
  svg.style.inlineSize = `${Math.min(MOST_QR_MM, Math.max(LEAST_QR_MM, side * MODULE_MM))}mm`;
  return svg;
}

/** The pages of the sheet; `make` is a parameter, so that no chunk is shared with the caller. */
export function sheetPages(make: typeof el, { content, source, words, pictures }: SheetParts): HTMLElement[] {
  const { caption, code, mark } = source;
  const list = (rows: Rows, kind: string) =>
    make(
      "dl",
      { class: kind },
      ...rows.map(([name, value]) => make("div", {}, make("dt", {}, name), make("dd", {}, value))),
    );
  const { link } = content;
  const heading = (key: string) => make("h2", {}, words.text(key));
  const section = (key: string, ...inside: Node[]) => make("section", {}, heading(key), ...inside);
  const sign = () => (mark ? [make("img", { class: "sign", src: mark.src, alt: mark.alt })] : []);
  const first = make(
    "article",
    {},
    make("header", {}, ...sign(), make("h1", {}, words.text("sheet")), make("p", {}, content.date)),
    make("p", { class: "lead" }, content.description),
    make("div", { class: "pictures" }, ...pictures.map((src) => make("img", { src, alt: "" }))),
    make("p", { class: "caption" }, caption),
    section(
      "takes",
      ...(content.differing ? [table(make, content.differing)] : []),
      list(content.facts, "facts"),
      ...(content.smallPrint ? [make("p", { class: "small" }, content.smallPrint)] : []),
    ),
    ...(content.measured ? [measuredSection(make, list, content.measured)] : []),
  );
  const qr = link ? qrCode(link) : undefined;
  qr?.setAttribute("role", "img");
  qr?.setAttribute("aria-label", words.text("sheet.link"));
  const lines = Array.from({ length: LINES }, () => make("div", {}));
  const second = make(
    "article",
    {},
    section("takes.advice", make("ul", {}, ...content.notes.map((note) => make("li", {}, note)))),
    section("controls", list(content.settings, "settings")),
    make("section", { class: "write" }, heading("sheet.notes"), make("div", { class: "lines" }, ...lines)),
    make(
      "footer",
      {},
      ...(qr ? [qr] : []),
      make(
        "div",
        { class: "again" },
        ...(link ? [make("p", {}, make("strong", {}, words.text("sheet.link")))] : []),
        ...(link && (!qr || link.length <= TYPED_LETTERS) ? [make("p", { class: "link" }, link)] : []),
        make("p", {}, `${words.text("sheet.code")} `, make("span", { class: "code" }, code)),
      ),
      make("p", { class: "caption" }, ...sign(), caption),
    ),
  );
  return [first, second];
}

function measuredSection(
  make: typeof el,
  list: (rows: Rows, kind: string) => HTMLElement,
  { heading, rows, note }: MeasuredRows,
): HTMLElement {
  // Where two designs differ in all of it, it stands in their table.
  const own = rows.length > 0 ? [make("h2", {}, heading), list(rows, "facts")] : [];
  return make("section", {}, ...own, make("p", { class: "small" }, note));
}

function table(make: typeof el, { heads, rows }: NonNullable<SheetContent["differing"]>): HTMLElement {
  const row = (...cells: Node[]) => make("tr", {}, ...cells);
  return make(
    "table",
    {},
    row(...heads.map((head) => make("th", { scope: "col" }, head))),
    ...rows.map(([name = "", ...values]) =>
      row(make("th", { scope: "row" }, name), ...values.map((value) => make("td", {}, value))),
    ),
  );
}

/** Sets a page that is fuller than paper in a smaller font. */
export function fitToPaper(page: HTMLElement): void {
  for (let size = FONT_PT; size >= LEAST_FONT_PT; size -= FONT_STEP_PT) {
    page.style.fontSize = `${size}pt`;
    if (page.scrollHeight <= page.clientHeight) return;
  }
}
