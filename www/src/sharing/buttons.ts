// Buttons to take the picture along: save it, share its link, print the sheet.

import { el } from "../ui/dom";
import type { Words } from "../ui/words";
import { SHOWS, type Show } from "./order";

export interface Keeper {
  /** The picture, large, with its caption. */
  save(show: Show): Promise<Blob>;
  /** The address that opens this picture, where there is one. */
  link(): string | undefined;
  print(): Promise<void>;
}

export class Keep {
  readonly row: HTMLElement;
  readonly #words: Words;
  readonly #said = el("p", { class: "hint" });
  readonly #link: HTMLInputElement;
  #busy = false;

  constructor(words: Words, keeper: Keeper, announce: (text: string) => void) {
    this.#words = words;
    const button = (key: string, press: () => Promise<string>) => {
      const made = el("button", { type: "button", "data-button": key }, words.text(`button.${key}`));
      made.addEventListener("click", async () => {
        if (this.#busy) return;
        this.#busy = true;
        this.row.toggleAttribute("data-busy", true);
        const say = (key: string) => {
          const text = key && words.text(key);
          this.#said.textContent = text;
          announce(text);
        };
        say("keep.busy");
        say(await press().catch(() => "keep.failed"));
        this.#busy = false;
        this.row.toggleAttribute("data-busy", false);
      });
      return made;
    };
    this.#link = el("input", { type: "text", readonly: true, "aria-label": words.text("keep.link"), hidden: true });
    const saves = SHOWS.map((show) => button(`save-${show}`, async () => this.#hand(await keeper.save(show), show)));
    const share = button("share", () => this.#share(keeper.link()!));
    share.hidden = keeper.link() === undefined;
    this.row = el(
      "div",
      { class: "row keep" },
      el("p", { class: "name" }, words.text("keep.save")),
      el("div", { class: "presses" }, ...saves),
      el(
        "div",
        { class: "presses" },
        share,
        button("print", async () => {
          await keeper.print();
          return "";
        }),
      ),
      this.#link,
      this.#said,
    );
  }

  /** To another program where the device offers that for pictures; else among the downloads. */
  async #hand(blob: Blob, show: Show): Promise<string> {
    const file = new File([blob], `smp-${show}.png`, { type: blob.type });
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
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
    return "keep.saved";
  }

  /** By the device's own sheet, else to the clipboard, else to be copied by hand. */
  async #share(url: string): Promise<string> {
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
