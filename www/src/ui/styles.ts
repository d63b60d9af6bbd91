// The styles of a shadow root, as constructed sheets.

/**
 * Whether a browser has what the element is built with; those since 2023 have. Environments without styles, in which
 * hosts test their pages, are none of the old ones.
 */
export const CAPABLE =
  !globalThis.CSS?.supports ||
  ("replaceSync" in CSSStyleSheet.prototype &&
    "attachInternals" in HTMLElement.prototype &&
    CSS.supports("container-type", "inline-size"));

const adoptedSheets = new WeakMap<ShadowRoot, readonly CSSStyleSheet[]>();

/** Adopts one more sheet. */
export function addStyle(root: ShadowRoot, css: string): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  adoptStyles(root, [...(adoptedSheets.get(root) ?? []), sheet]);
}

/** Adopts style sheets, or again those it had; a document rejects constructed sheets of another one and gets copies. */
export function adoptStyles(root: ShadowRoot, sheets = adoptedSheets.get(root)): void {
  const view = root.ownerDocument.defaultView;
  if (!view || !sheets) return;
  adoptedSheets.set(root, sheets);
  root.adoptedStyleSheets = sheets.map((sheet) => {
    if (view === window) return sheet;
    const copy = new view.CSSStyleSheet();
    copy.replaceSync(Array.from(sheet.cssRules, (rule) => rule.cssText).join(""));
    return copy;
  });
}
