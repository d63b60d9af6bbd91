// In place of the element in a browser older than the least one: a still picture and a sentence, in the host's styles.
// It is handed what it needs: a script that shared code with the others would split theirs.

import oldTexts from "build:oldTexts";

/** Defines the tag; `isDefault` says whether the poster shows the element's head. */
export function defineStill(
  languageOf: (element: Element) => string,
  poster: string,
  isDefault: (element: Element) => boolean,
): void {
  customElements.define(
    "smp-visualizer",
    class extends HTMLElement {
      connectedCallback(): void {
        const sentence = oldTexts[languageOf(this).split("-")[0]!] ?? oldTexts.en!;
        if (this.textContent?.includes(sentence)) return;
        if (!this.querySelector("[slot=poster]") && isDefault(this)) {
          const image = document.createElement("img");
          [image.alt, image.src, image.style.maxWidth] = ["", poster, "100%"];
          this.append(image);
        }
        const words = document.createElement("p");
        words.textContent = sentence;
        this.append(words);
      }
    },
  );
}
