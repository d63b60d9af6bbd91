// The language of an element.

/** BCP 47 tag of the nearest `lang`, in lower case; English where none is set or it cannot be read. */
export function languageOf(element: Element): string {
  try {
    return Intl.getCanonicalLocales(
      element.closest("[lang]")?.getAttribute("lang")?.replaceAll("_", "-"),
    )[0]!.toLowerCase();
  } catch {
    return "en";
  }
}
