// Buttons to save the picture, share its link, and print the consultation sheet.

import type { Saving } from "../host/rules";
import { el } from "../ui/dom";
import type { Words } from "../ui/words";
import { NOISED } from "../worker/read-back";
import { SHOWS, type Show } from "./save-options";

export interface SharingActions {
  /** The picture at its largest size, with its caption. */
  save(show: Show): Promise<Blob>;
  /** The address that opens this picture, where there is one. */
  link(): string | undefined;
  print(): Promise<void>;
  /** Opens what makes a clip below its button, or closes it. */
  clip(button: HTMLElement, deliver: Deliver, announce: (text: string) => void): Promise<void>;
}

/** Hands a file to the visitor, and shows it where that is not sure; returns the key of the status. */
export type Deliver = (file: File, preview: HTMLImageElement | HTMLVideoElement) => Promise<string>;

/** The key of what is said where nothing could be kept. */
export const keyOfFailure = (error: unknown): string =>
  String((error as Partial<Error> | undefined)?.message).includes(NOISED) ? "keep.noised" : "keep.failed";

/**
 * Whether a download is sure to come: a sandboxed frame, and all within it, may be refused it, and nobody tells. A page
 * that is sandboxed by its header may have no origin, as local files, which are not.
 */
function isDownloadSure(): boolean {
  if (origin === "null" && location.protocol !== "file:") return false;
  for (let inner: Window = window; inner !== inner.parent; inner = inner.parent) {
    const frame = inner.frameElement as HTMLIFrameElement | null;
    if (!frame || (frame.hasAttribute("sandbox") && !frame.sandbox.contains("allow-downloads"))) return false;
  }
  return true;
}

export class SharingButtons {
  readonly row: HTMLElement;
  readonly #words: Words;
  readonly #status = el("p", { class: "hint" });
  readonly #link: HTMLInputElement;
  /** The picture that was saved last, where that is not sure. */
  readonly #picture: HTMLImageElement;
  /** Hidden where there is no link. */
  readonly #share: HTMLButtonElement;
  #busy = false;

  constructor(words: Words, actions: SharingActions, announce: (text: string) => void) {
    this.#words = words;
    const button = (key: string, press: () => Promise<string>) => {
      const made = el("button", { type: "button", "data-button": key }, words.text(`button.${key}`));
      made.addEventListener("click", async () => {
        if (this.#busy) return;
        this.#busy = true;
        this.row.toggleAttribute("data-busy", true);
        const showStatus = (key: string) => {
          const text = key && words.text(key);
          this.#status.textContent = text;
          announce(text);
        };
        showStatus("keep.busy");
        showStatus(await press().catch(keyOfFailure));
        this.#busy = false;
        this.row.toggleAttribute("data-busy", false);
      });
      return made;
    };
    this.#link = el("input", { type: "text", readonly: true, "aria-label": words.text("keep.link"), hidden: true });
    this.#picture = el("img", { alt: words.text("keep.save"), hidden: true });
    this.#picture.style.maxInlineSize = "100%";
    const saves = SHOWS.map((show) =>
      button(`save-${show}`, async () => {
        const picture = await actions.save(show);
        return this.#deliver(new File([picture], `smp-${show}.png`, { type: picture.type }), this.#picture);
      }),
    );
    this.#share = button("share", () => this.#shareLink(actions.link()!));
    this.#share.hidden = actions.link() === undefined;
    const clip = button("save-clip", async () => {
      await actions.clip(clip, (file, preview) => this.#deliver(file, preview), announce);
      return "";
    });
    clip.setAttribute("aria-expanded", "false");
    this.row = el(
      "div",
      { class: "row keep" },
      el("p", { class: "name" }, words.text("keep.save")),
      el("div", { class: "presses" }, ...saves),
      el(
        "div",
        { class: "presses" },
        this.#share,
        button("print", async () => {
          await actions.print();
          return "";
        }),
        clip,
      ),
      this.#link,
      this.#status,
      this.#picture,
    );
  }

  /** Leaves what the host allows; the whole group goes with its last button. */
  allow(saving: Saving): void {
    this.row.dataset.saving = saving;
    this.row.closest("details")!.hidden = saving === "none" || (saving === "link" && this.#share.hidden);
  }

  /** Web Share where files can be shared on a touch device, else a download; returns the key of the status. */
  async #deliver(file: File, preview: HTMLImageElement | HTMLVideoElement): Promise<string> {
    const touch = matchMedia("(pointer: coarse)").matches;
    if (touch && navigator.canShare?.({ files: [file] })) {
      try {
        await navigator.share({ files: [file], title: this.#words.text("caption") });
        return "";
      } catch (error) {
        if ((error as Error).name === "AbortError") return "";
      }
    }
    const url = URL.createObjectURL(file);
    const link = el("a", { href: url, download: file.name });
    link.click();
    if (isDownloadSure()) {
      setTimeout(() => URL.revokeObjectURL(url), 60_000);
      return "keep.saved";
    }
    URL.revokeObjectURL(preview.src);
    preview.src = url;
    preview.hidden = false;
    return "keep.unsure";
  }

  /** Web Share, else the clipboard, else a selected field to copy from; returns the key of the status. */
  async #shareLink(url: string): Promise<string> {
    try {
      if (navigator.share) {
        await navigator.share({ url, title: document.title });
        return "";
      }
      await navigator.clipboard.writeText(url);
      return "keep.copied";
    } catch (error) {
      if ((error as Error).name === "AbortError") return "";
      this.#link.hidden = false;
      this.#link.value = url;
      this.#link.select();
      return "keep.copy";
    }
  }
}
