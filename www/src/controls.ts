// The panel: one control per row of the table. The `main` group is always in sight, the others are closed at first.

import type { Report } from "./core";
import { el } from "./dom";
import { type Parameter, parameters, type Range, stepOf, type Value } from "./table";
import type { Words } from "./words";

/** What a control does to the element. */
export interface Handler {
  /** The visitor moves a control. */
  move(name: string, given: Value): void;
  /** The visitor has let go of it. */
  commit(name: string): void;
}

interface Control {
  readonly row: HTMLElement;
  update(value: Value, report?: Report): void;
}

/** `view` has its buttons and `compare` its divider; both are left out of the panel. */
const ELSEWHERE = new Set(["view", "compare"]);

export class Controls {
  readonly main: HTMLElement;
  readonly groups: HTMLElement;
  readonly #controls = new Map<string, Control>();

  constructor(words: Words, handler: Handler) {
    this.main = el("div", { class: "main" });
    this.groups = el("div", { class: "groups" });
    const groups = new Map<string, HTMLElement>();
    for (const p of parameters) {
      if (ELSEWHERE.has(p.name)) continue;
      const control = p.kind === "choice" ? choice(p, words, handler) : p.kind === "integer" ? entry(p, words, handler) : slider(p, words, handler);
      this.#controls.set(p.name, control);
      if (p.group === "main") this.main.append(control.row);
      else groups.set(p.group, groups.get(p.group) ?? this.#group(p.group, words)).get(p.group)?.append(control.row);
    }
  }

  update(value: (name: string) => Value, report?: Report): void {
    for (const [name, control] of this.#controls) control.update(value(name), report);
  }

  #group(name: string, words: Words): HTMLElement {
    const body = el("div", { class: "rows" });
    const summary = el("summary", {}, words.text(`group.${name}`));
    this.groups.append(el("details", { class: "group", part: "group", "data-group": name }, summary, body));
    return body;
  }
}

function slider(p: Range, words: Words, handler: Handler): Control {
  const id = `in-${p.name}`;
  const input = el("input", { id, type: "range", min: p.min, max: p.max, step: stepOf(p), "data-name": p.name });
  const output = el("output", { for: id });
  const row = el(
    "div",
    { class: "row", part: "row", "data-name": p.name },
    el("div", { class: "head" }, el("label", { for: id }, words.name(p)), output),
    el("div", { class: "track" }, input),
  );
  const stops = words.stops(p);
  if (stops.length > 0) row.append(marks(p, stops, words, handler));
  const hint = words.hint(p, p.default) === undefined ? undefined : el("p", { class: "hint" });
  if (hint) row.append(hint);

  input.addEventListener("input", () => handler.move(p.name, input.valueAsNumber));
  input.addEventListener("change", () => handler.commit(p.name));
  return {
    row,
    update(value, report) {
      // A value between two steps is allowed in the address; the native slider would round it and say so.
      if (input.valueAsNumber !== value) input.value = String(value);
      const text = words.value(p, value, report);
      if (output.value !== text) output.value = text;
      input.setAttribute("aria-valuetext", words.spoken(p, value, report));
      row.style.setProperty("--at", String((Number(value) - p.min) / (p.max - p.min)));
      if (hint) hint.textContent = words.hint(p, value) ?? "";
      for (const mark of row.querySelectorAll<HTMLElement>(".mark")) {
        mark.toggleAttribute("data-on", Math.abs(Number(mark.dataset.value) - Number(value)) < 0.13);
      }
    },
  };
}

/** Named stops below a slider. Each can be pressed; the Tab key skips them, since the slider has the same by keys. */
function marks(p: Range, stops: { value: number; text: string }[], words: Words, handler: Handler): HTMLElement {
  const list = el("div", { class: "marks", "data-name": p.name });
  for (const { value, text } of stops) {
    const mark = el("button", { class: "mark", type: "button", tabindex: -1, "data-value": value }, text);
    mark.setAttribute("aria-label", words.value(p, value));
    const edge = value === p.min ? "start" : value === p.max ? "end" : undefined;
    if (edge && text.length > 3) mark.dataset.edge = edge;
    mark.style.setProperty("--at", String((value - p.min) / (p.max - p.min)));
    mark.addEventListener("click", () => {
      handler.move(p.name, value);
      handler.commit(p.name);
    });
    list.append(mark);
  }
  return list;
}

function choice(p: Parameter & { kind: "choice" }, words: Words, handler: Handler): Control {
  const id = `in-${p.name}`;
  const select = el("select", { id, "data-name": p.name });
  for (const word of p.choices) select.append(el("option", { value: word }, words.value(p, word)));
  select.addEventListener("change", () => {
    handler.move(p.name, select.value);
    handler.commit(p.name);
  });
  return {
    row: el("div", { class: "row", part: "row" }, el("label", { for: id }, words.name(p)), select),
    update(value) {
      select.value = String(value);
    },
  };
}

/** A whole number too wide for a slider, typed. */
function entry(p: Range, words: Words, handler: Handler): Control {
  const id = `in-${p.name}`;
  const input = el("input", { id, type: "number", inputmode: "numeric", min: p.min, max: p.max, step: 1, "data-name": p.name });
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
    row: el("div", { class: "row", part: "row" }, el("label", { for: id }, words.name(p)), input),
    update(value) {
      shown = value;
      input.value = String(value);
    },
  };
}
