// Radio groups: a fieldset of options shown as words, swatches or thumbnails.

import type { Value } from "../state/table";
import { el } from "../ui/dom";
import type { ThumbnailSpec, Thumbnails } from "./thumbnails";

export interface Option {
  readonly value: Value;
  readonly text: string;
  /** A CSS color for a swatch, or a thumbnail. */
  readonly color?: string | undefined;
  readonly thumbnail?: ThumbnailSpec | undefined;
  /** Only the swatch is shown; the text is for assistive technology. */
  readonly labelHidden?: boolean;
}

export interface Options {
  readonly row: HTMLFieldSetElement;
  update(value: Value): void;
}

export interface OptionsSpec {
  /** Name of the radio group; a parameter may have several. */
  readonly key: string;
  readonly legend: string;
  readonly look: string;
  readonly list: readonly Option[];
  pick(value: Value): void;
  /** What the chosen option means. */
  hint?(value: Value): string | undefined;
}

export function options({ key, legend, look, list, pick, ...spec }: OptionsSpec, thumbnails: Thumbnails): Options {
  const choices = el("div", { class: "choices" });
  const hint = el("p", { class: "hint" });
  const row = el(
    "fieldset",
    { class: `row options ${look}`, "data-name": key, "data-count": list.length },
    el("legend", {}, legend),
    choices,
  );
  const inputs = list.map(({ value, text, color, thumbnail, labelHidden }) => {
    const input = el("input", { type: "radio", name: key, value: String(value), "data-name": key });
    const option = el("label", { class: "option" }, input);
    if (thumbnail) option.append(thumbnails.canvas(thumbnail));
    if (color) {
      const swatch = el("span", { class: "color" });
      swatch.style.background = color;
      option.append(swatch);
    }
    if (labelHidden) {
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
      const words = spec.hint?.(now);
      if (words === undefined) return;
      if (!hint.isConnected) row.append(hint);
      if (hint.textContent !== words) hint.textContent = words;
    },
  };
}
