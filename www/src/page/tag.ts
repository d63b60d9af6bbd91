// The script that a page's tag names: imports the element from the folder in which it lies itself.
//
// It runs as a module and as a classic script, alone or in one file with a host's others, whatever an optimizer has
// made of the tag. So nothing of it is global, it neither imports nor exports, and it never throws.

/** Files of the element; the last one defines the tag. */
declare const PARTS: readonly string[];

const TAG = "smp-visualizer";

/** The address of this script. A module's is in a stack trace: `import.meta` would be no classic script. */
function ownAddress(): string {
  const script = document.currentScript as HTMLScriptElement | null;
  const trace = String(new Error().stack).match(/[\w-]+:\/\/.*?(?=:\d+:\d+)/);
  return script?.src || (trace ? trace[0] : document.baseURI);
}

/** Says in place of each head, and on the console, what to do. */
function fail(from: string, error: unknown): void {
  // Another copy of this script has loaded the element.
  if (customElements.get(TAG)) return;
  const message =
    error instanceof SyntaxError
      ? "This browser is too old for the simulation."
      : `The simulation is not beside its script, ${from}: do not combine, inline or copy it without its other files.`;
  console.error(`${TAG}: ${message}`, error);
  for (const element of document.querySelectorAll(TAG)) {
    if (element.shadowRoot) continue;
    const root = element.attachShadow({ mode: "open" });
    // With the poster, and what the page has there for this case.
    for (const name of ["poster", ""]) root.appendChild(document.createElement("slot")).name = name;
    root.append(message);
    const detail = { type: "download", message };
    element.dispatchEvent(new CustomEvent("smp-error", { detail, bubbles: true, composed: true }));
  }
}

if (typeof document === "object" && !customElements.get(TAG)) {
  const from = ownAddress();
  const load = async () => Promise.all(PARTS.map((part) => import(new URL(part, from).href)));
  load().catch((error) => {
    if (document.readyState !== "loading") fail(from, error);
    else document.addEventListener("DOMContentLoaded", () => fail(from, error));
  });
}
