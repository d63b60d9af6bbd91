// Things to choose among: real radio buttons in a fieldset, shown as words, swatches or small pictures of the head.

import type { Value } from "../state/table";
import { el } from "../ui/dom";
import type { Charts, Picture } from "./charts";

export interface Option {
  readonly value: Value;
  readonly text: string;
  /** Its colour, or the small picture of it. */
  readonly color?: string | undefined;
  readonly chart?: Picture | undefined;
  /** Where only the colour is seen. */
  readonly silent?: boolean;
}

export interface Options {
  readonly row: HTMLFieldSetElement;
  update(value: Value): void;
}

export interface Ways {
  /** Sets these radio buttons apart from others of the same parameter. */
  readonly key: string;
  readonly legend: string;
  readonly look: string;
  readonly list: readonly Option[];
  pick(value: Value): void;
  /** What the chosen one means. */
  hint?(value: Value): string | undefined;
}

export function options({ key, legend, look, list, pick, ...ways }: Ways, charts: Charts): Options {
  const choices = el("div", { class: "choices" });
  const hint = el("p", { class: "hint" });
  const row = el("fieldset", { class: `row options ${look}`, "data-name": key }, el("legend", {}, legend), choices);
  const inputs = list.map(({ value, text, color, chart, silent }) => {
    const input = el("input", { type: "radio", name: key, value: String(value), "data-name": key });
    const option = el("label", { class: "option" }, input);
    if (chart) option.append(charts.canvas(chart));
    if (color) {
      const swatch = el("span", { class: "color" });
      swatch.style.background = color;
      option.append(swatch);
    }
    if (silent) {
      input.setAttribute("aria-label", text);
      option.title = text;
    } else option.append(el("span", {}, text));
    input.addEventListener("change", () => pick(value));
    choices.append(option);
    return [input, value] as const;
  });
  return {
    row,
    update(now) {
      for (const [input, value] of inputs) if (input.checked !== (value === now)) input.checked = value === now;
      const words = ways.hint?.(now);
      if (words === undefined) return;
      if (!hint.isConnected) row.append(hint);
      if (hint.textContent !== words) hint.textContent = words;
    },
  };
}
