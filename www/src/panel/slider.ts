// One number: a native slider with its stops below it, or a field to type in.

import { positionOf, type Range, stepOf, type Value, valueAt } from "../state/table";
import { el } from "../ui/dom";
import type { Words } from "../ui/words";
import type { Report } from "../worker/core";

/** What a control does to the element. */
export interface Handler {
  /** The visitor moves a control. */
  move(name: string, given: Value): void;
  /** The visitor has let go of it. */
  commit(name: string): void;
}

export interface Control {
  readonly row: HTMLElement;
  /** `course` is the choice that its meaning depends on, if it does. */
  update(value: Value, report?: Report, course?: Value): void;
}

/** Sliders that say what their value means; kept in place without words, so that nothing jumps. */
const TELLING = new Set(["norwood", "ludwig", "extent", "sessions", "months"]);
/**
 * A slider that runs evenly between named values goes this far with a key, as a share of the way from one to the next.
 */
const PIECE = 0.1;
/** More stops than these stand in several lines, by turns. */
const IN_LINE = 8;
/** Nearer than this a value is as good as another. */
const NEAR = 0.13;

export function slider(p: Range, words: Words, handler: Handler): Control {
  const id = `in-${p.name}`;
  const [min, max] = [p.min, p.max].map((end) => positionOf(p, end)) as [number, number];
  const input = el("input", {
    id,
    type: "range",
    min,
    max,
    step: p.even.length > 0 ? PIECE : stepOf(p),
    "data-name": p.name,
  });
  const output = el("output", { for: id });
  const head = el("div", { class: "head" }, el("label", { for: id }, words.name(p)), output);
  const row = el("div", { class: "row", "data-name": p.name }, head, el("div", { class: "track" }, input));
  const to = (value: number) => {
    handler.move(p.name, value);
    handler.commit(p.name);
  };
  const share = (value: number) => String((positionOf(p, value) - min) / (max - min));
  const stops = words.stops(p);
  if (stops.length > 0) row.append(marks(p, stops, words, share, to));
  const about = words.find(`about.${p.name}`);
  if (about) {
    row.append(el("p", { class: "hint", id: `about-${p.name}` }, about));
    input.setAttribute("aria-describedby", `about-${p.name}`);
  }
  const hint = TELLING.has(p.name) ? el("p", { class: "hint" }) : undefined;
  if (hint) row.append(hint);
  const match =
    p.name === "tone"
      ? el("button", { type: "button", class: "match", "data-button": "match" }, words.text("button.match"))
      : undefined;
  let fit: number | null | undefined;
  match?.addEventListener("click", () => {
    // The button goes as soon as it has done its work: whoever came here by keys goes on at the slider.
    input.focus();
    if (fit) to(fit);
  });
  if (match) output.before(match);

  input.addEventListener("input", () => handler.move(p.name, valueAt(p, input.valueAsNumber)));
  input.addEventListener("change", () => handler.commit(p.name));
  return {
    row,
    update(value, report, course) {
      const number = Number(value);
      // A value between two steps is allowed in the address; the native slider would round it and say so.
      const position = positionOf(p, number);
      if (input.valueAsNumber !== position) input.value = String(position);
      const text = words.value(p, value, report);
      if (output.value !== text) output.value = text;
      const meaning = words.hint(p, value, course);
      let spoken = meaning ? `${text}: ${meaning}` : text;
      row.style.setProperty("--at", share(number));
      if (hint && hint.textContent !== (meaning ?? "")) hint.textContent = meaning ?? "";
      for (const mark of row.querySelectorAll<HTMLElement>(".mark")) {
        mark.toggleAttribute("data-on", Math.abs(positionOf(p, Number(mark.dataset.value)) - position) < NEAR);
      }
      if (match && report) {
        fit = report.matching_tone;
        row.toggleAttribute("data-match", typeof fit === "number");
        if (typeof fit === "number") {
          row.style.setProperty("--match", share(fit));
          row.toggleAttribute("data-matched", Math.abs(fit - number) < NEAR);
          if (row.hasAttribute("data-matched")) spoken = words.text("value.tone.matched", { tone: text });
        }
      }
      input.setAttribute("aria-valuetext", spoken);
    },
  };
}

/** Named stops below a slider. Each can be pressed; the Tab key skips them, since the slider has the same by keys. */
function marks(
  p: Range,
  stops: { value: number; text: string }[],
  words: Words,
  share: (value: number) => string,
  to: (value: number) => void,
): HTMLElement {
  const list = el("div", { class: stops.length > IN_LINE ? "marks many" : "marks", "data-name": p.name });
  for (const { value, text } of stops) {
    const mark = el(
      "button",
      { class: "mark", type: "button", tabindex: -1, "data-value": value },
      el("span", {}, text),
    );
    const full = words.value(p, value);
    mark.setAttribute(
      "aria-label",
      words.find(`stop.${p.name}`) ? words.text(`stop.${p.name}`, { stop: text, value: full }) : full,
    );
    const edge = value === p.min ? "start" : value === p.max ? "end" : undefined;
    mark.toggleAttribute("data-long", text.length > 3);
    if (edge && text.length > 3) mark.dataset.edge = edge;
    mark.style.setProperty("--at", share(value));
    mark.addEventListener("click", () => to(value));
    list.append(mark);
  }
  return list;
}

/** A whole number too wide for a slider, typed. */
export function entry(p: Range, words: Words, handler: Handler): Control {
  const id = `in-${p.name}`;
  const input = el("input", {
    id,
    type: "number",
    inputmode: "numeric",
    min: p.min,
    max: p.max,
    step: 1,
    "data-name": p.name,
  });
  const about = words.find(`about.${p.name}`);
  if (about) input.setAttribute("aria-describedby", `about-${p.name}`);
  let shown: Value = p.default;
  input.addEventListener("change", () => {
    // Nonsense in the field is not an error of the page: the old number comes back.
    if (input.value === "" || !input.checkValidity()) input.value = String(shown);
    else {
      handler.move(p.name, input.valueAsNumber);
      handler.commit(p.name);
    }
  });
  return {
    row: el(
      "div",
      { class: "row typed" },
      el("label", { for: id }, words.name(p)),
      input,
      ...(about ? [el("p", { class: "hint", id: `about-${p.name}` }, about)] : []),
    ),
    update(value) {
      shown = value;
      input.value = String(value);
    },
  };
}
