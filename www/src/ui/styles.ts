// The styles of a shadow root, as constructed sheets.

const worn = new WeakMap<ShadowRoot, readonly CSSStyleSheet[]>();

/** Gives a root its looks, or those it had: a document refuses sheets that were made for another, and gets its own. */
export function dress(root: ShadowRoot, sheets = worn.get(root)): void {
  const view = root.ownerDocument.defaultView;
  if (!view || !sheets) return;
  worn.set(root, sheets);
  root.adoptedStyleSheets = sheets.map((sheet) => {
    if (view === window) return sheet;
    const copy = new view.CSSStyleSheet();
    copy.replaceSync(Array.from(sheet.cssRules, (rule) => rule.cssText).join(""));
    return copy;
  });
}
