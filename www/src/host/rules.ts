// What a host allows visitors to take along.

/** `all`: pictures, sheet and link; `link`: the link alone; `none`: nothing. */
export type Saving = "all" | "link" | "none";

const SAVINGS: readonly string[] = ["all", "link", "none"];
let told = "";

/** The rule of the attribute `save`; everything without one, and with one that is none, of which one warning tells. */
export function savingOf(attribute: string | null): Saving {
  if (!attribute || SAVINGS.includes(attribute)) return (attribute || "all") as Saving;
  if (told !== attribute)
    console.warn(`smp-visualizer: save: "${attribute}" is not allowed; allowed: ${SAVINGS.join(", ")}; ignored`);
  told = attribute;
  return "all";
}
