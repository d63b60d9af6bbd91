// The language of an element.

/**
 * BCP 47 tag of the nearest `lang`, around the shadow trees it lies in too, in lower case; English where none is set or
 * it cannot be read.
 */
export function languageOf(element: Element): string {
  const nearest = element.closest("[lang]");
  const { host } = element.getRootNode() as Partial<ShadowRoot>;
  if (!nearest && host) return languageOf(host);
  try {
    return Intl.getCanonicalLocales(nearest?.getAttribute("lang")?.replaceAll("_", "-"))[0]!.toLowerCase();
  } catch {
    return "en";
  }
}

/** Calls where a language of the page, or of a part of it, may be another, until the signal. */
export function watchLanguages(signal: AbortSignal, changed: () => void): void {
  const languages = new MutationObserver(changed);
  languages.observe(document.documentElement, { attributeFilter: ["lang"], subtree: true });
  signal.addEventListener("abort", () => languages.disconnect());
}
