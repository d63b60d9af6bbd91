// DOM helpers: elements with attributes, parts and children.

type Props = Record<string, string | number | boolean | undefined>;

/** Classes and tags that are parts of the same name. */
const OWN =
  "stage canvas tag divider tools remark message mistake handle pad caption views panel row track input mark hint " +
  "option chart group summary button facts notes foot";

/**
 * The `part` of each class, or of each tag where no class has one: what a page may style. Elements without a part may
 * change in any version.
 */
export const PARTS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(OWN.split(" ").map((part) => [part, part])),
  color: "swatch",
  label: "label",
  legend: "label",
  name: "label",
  output: "value",
  learn: "group",
  more: "group",
  advice: "notes",
};

/** `el("button", { class: "quiet", type: "button" }, "Reset")`; a false or undefined attribute is left out. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === false) continue;
    element.setAttribute(name, value === true ? "" : String(value));
  }
  const part =
    props.part ??
    (props.class &&
      String(props.class)
        .split(" ")
        .map((word) => PARTS[word])
        .find(Boolean)) ??
    PARTS[tag];
  if (part) element.setAttribute("part", String(part));
  element.append(...children);
  return element;
}

/** A line drawing of 24 × 24 in the color of the text. */
export function icon(path: string): SVGSVGElement {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(space, "path");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}
