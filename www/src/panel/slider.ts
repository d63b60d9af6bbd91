// Controls for one number: a native range input with named stops, or a number field.

import { positionOf, valueAt } from "../state/scale";
import { type NumberParameter, stepOf, type Value } from "../state/table";
import { el } from "../ui/dom";
import { SAME_STOP, type Words } from "../ui/words";
import type { Report } from "../worker/core";

/** What a control changes in the element. */
export interface ControlActions {
  /** The visitor moves a control. */
  move(name: string, given: Value): void;
  /** The visitor has let go of it. */
  commit(name: string): void;
}

export interface PanelControl {
  readonly row: HTMLElement;
  /**
   * `governing` is the value of the choice that its hint depends on, `today` the stage that later loss goes on from, if
   * there is any.
   */
  update(value: Value, report?: Report, governing?: Value, today?: Value): void;
}

/** Sliders with a hint for their value; an empty hint keeps its place, which avoids a layout shift. */
const WITH_HINT = new Set(["norwood", "ludwig", "extent", "sessions", "months"]);
/** Step of a slider with knots, as a share of the distance from one knot to the next. */
export const KNOT_STEP = 0.1;
/** More stops than these are placed alternately in several lines. */
const MOST_MARKS_IN_LINE = 8;

export function slider(p: NumberParameter, words: Words, actions: ControlActions): PanelControl {
  const id = `in-${p.name}`;
  const [min, max] = [p.min, p.max].map((end) => positionOf(p, end)) as [number, number];
  const input = el("input", {
    id,
    type: "range",
    min,
    max,
    step: p.knots ? KNOT_STEP : stepOf(p),
    "data-name": p.name,
  });
  const output = el("output", { for: id });
  const head = el("div", { class: "head" }, el("label", { for: id }, words.name(p)), output);
  const row = el("div", { class: "row", "data-name": p.name }, head, el("div", { class: "track" }, input));
  const to = (value: number) => {
    actions.move(p.name, value);
    actions.commit(p.name);
  };
  const share = (value: number) => String((positionOf(p, value) - min) / (max - min));
  const stops = words.stops(p);
  if (stops.length > 0) row.append(marks(p, stops, words, share, to));
  const about = words.about(p);
  if (about) {
    row.append(el("p", { class: "hint", id: `about-${p.name}` }, about));
    input.setAttribute("aria-describedby", `about-${p.name}`);
  }
  const hint = WITH_HINT.has(p.name) ? el("p", { class: "hint" }) : undefined;
  if (hint) row.append(hint);
  const match =
    p.name === "tone"
      ? el("button", { type: "button", class: "match", "data-button": "match" }, words.text("button.match"))
      : undefined;
  let fit: number | null | undefined;
  match?.addEventListener("click", () => {
    // The button disappears: keyboard focus moves to the slider.
    input.focus();
    if (fit) to(fit);
  });
  if (match) output.before(match);

  input.addEventListener("input", () => actions.move(p.name, valueAt(p, input.valueAsNumber)));
  input.addEventListener("change", () => actions.commit(p.name));
  return {
    row,
    update(value, report, governing, today) {
      const number = Number(value);
      // The address may hold a value between two steps, which the native slider would round.
      const position = positionOf(p, number);
      if (input.valueAsNumber !== position) input.value = String(position);
      const text = words.value(p, value, report, today);
      if (output.value !== text) output.value = text;
      const meaning = words.hint(p, value, governing);
      let spoken = meaning ? `${text}: ${meaning}` : text;
      row.style.setProperty("--at", share(number));
      if (hint && hint.textContent !== (meaning ?? "")) hint.textContent = meaning ?? "";
      for (const mark of row.querySelectorAll<HTMLElement>(".mark")) {
        mark.toggleAttribute("data-on", Math.abs(positionOf(p, Number(mark.dataset.value)) - position) < SAME_STOP);
      }
      if (match && report) {
        fit = report.matching_tone;
        row.toggleAttribute("data-match", typeof fit === "number");
        if (typeof fit === "number") {
          row.style.setProperty("--match", share(fit));
          row.toggleAttribute("data-matched", Math.abs(fit - number) < SAME_STOP);
          if (row.hasAttribute("data-matched")) spoken = words.text("value.tone.matched", { tone: text });
        }
      }
      input.setAttribute("aria-valuetext", spoken);
    },
  };
}

/** Named stops below a slider, as buttons; outside the tab order, since arrow keys on the slider do the same. */
function marks(
  p: NumberParameter,
  stops: { value: number; text: string }[],
  words: Words,
  share: (value: number) => string,
  to: (value: number) => void,
): HTMLElement {
  const list = el("div", { class: stops.length > MOST_MARKS_IN_LINE ? "marks many" : "marks", "data-name": p.name });
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

/** A number field, for an integer with too many values for a slider. */
export function numberField(p: NumberParameter, words: Words, actions: ControlActions): PanelControl {
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
  const about = words.about(p);
  if (about) input.setAttribute("aria-describedby", `about-${p.name}`);
  let shown: Value = p.default;
  input.addEventListener("change", () => {
    // Invalid text is not an error of the page: the former number is restored.
    if (input.value === "" || !input.checkValidity()) input.value = String(shown);
    else {
      actions.move(p.name, input.valueAsNumber);
      actions.commit(p.name);
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
