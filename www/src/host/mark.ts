// The host's mark, an image in the slot `mark`, for saved pictures and the printed sheet. Its bytes are fetched when it
// is first needed, by CORS: a canvas with an image of unknown origin could not be read again.

/** A mark that has been loaded. */
export interface Mark {
  /** A blob's address, or that of the data themselves: it may be shown in any document of the page. */
  readonly src: string;
  readonly image: HTMLImageElement;
  /** Its alternative text. */
  readonly alt: string;
}

/** The most bytes of a mark. */
const MOST_BYTES = 64 * 1024;
/** Time after which a mark is given up: the picture is saved without it, ms. */
const TIMEOUT_MS = 8000;
/** Characters of base64 for three bytes. */
const [LETTERS, BYTES] = [4, 3];

/** What was found at the address of each element's mark, or that nothing was: it is not asked for again. */
const marks = new WeakMap<Element, { readonly src: string; readonly mark: Promise<Mark | undefined> }>();

async function load(src: string, alt: string): Promise<Mark> {
  const data = src.startsWith("data:");
  // A policy that allows the image may allow no request for it.
  const blob = data ? undefined : await fetchBlob(src);
  const bytes = blob?.size ?? (src.length / LETTERS) * BYTES;
  if (bytes > MOST_BYTES) throw new Error(`it has ${Math.ceil(bytes / 1024)} kB`);
  const image = new Image();
  image.src = blob ? URL.createObjectURL(blob) : src;
  await image.decode();
  // A drawing without a size of its own.
  if (image.naturalWidth * image.naturalHeight === 0) throw new Error("it has no width or height");
  return { src: image.src, image, alt };
}

async function fetchBlob(src: string): Promise<Blob> {
  const response = await fetch(src, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (!response.ok) throw new Error(String(response.status));
  return response.blob();
}

/** The mark in an element's slot, if there is one that can be used; else one warning says why. */
export function markOf(host: Element): Promise<Mark | undefined> {
  const slotted = host.querySelector(":scope > [slot=mark]");
  if (!slotted) return Promise.resolve(undefined);
  const found = slotted instanceof HTMLImageElement ? slotted : slotted.querySelector("img");
  const src = found?.currentSrc || found?.src || "";
  const known = marks.get(host);
  if (known?.src === src) return known.mark;
  const loaded = found ? load(src, found.alt) : Promise.reject(new Error("there is no <img>"));
  const mark = loaded.catch((error: unknown) => {
    const shown = src.startsWith("data:") ? "data:…" : src || `<${slotted.localName}>`;
    const allowed = "an <img> of up to 64 kB, of the page’s own origin or with CORS";
    console.warn(`smp-visualizer: slot mark: ${shown} is left out: ${error}; allowed: ${allowed}`);
    return undefined;
  });
  marks.set(host, { src, mark });
  return mark;
}

/** The size of a mark that fits into a box, px. */
export function fitted({ naturalWidth, naturalHeight }: HTMLImageElement, width: number, height: number) {
  const scale = Math.min(width / naturalWidth, height / naturalHeight);
  return { width: naturalWidth * scale, height: naturalHeight * scale };
}
