// The page's "Put it on your page": embed codes for the present state, in four forms, each short enough for any field
// of a site builder.

import type { SmpVisualizer } from "../element/smp-visualizer";
import type { State } from "../state/values";

/** Most characters of an embed code; longer ones carry the state code instead of the settings. */
const MOST_LETTERS = 1000;
/** Delay before the embed code follows the settings, ms. */
const UPDATE_PAUSE_MS = 300;
const TITLE = "Scalp micropigmentation, simulated";

const FRAME_SIZE = 'width="100%" height="1100" frameborder="0"';
const FRAME_RIGHTS = 'loading="lazy" referrerpolicy="origin" allow="web-share; clipboard-write"';

type Settings = Partial<State>;

const absoluteUrl = (file: string) => new URL(file, document.baseURI.replace(/[?#].*/, "")).href;
const quoted = (text: string) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
const attributes = (settings: Settings) =>
  Object.entries(settings)
    .map(([name, value]) => ` ${name}="${quoted(String(value))}"`)
    .join("");
const query = (settings: Settings) =>
  new URLSearchParams(Object.entries(settings).map(([name, value]) => [name, String(value)])).toString();

function frame(settings: Settings): string {
  const search = query(settings);
  const src = absoluteUrl(`embed.html${search && `?${search}`}`);
  return `<iframe src="${quoted(src)}" title="${TITLE}" ${FRAME_SIZE} ${FRAME_RIGHTS}></iframe>`;
}

const tag = (settings: Settings) => `<smp-visualizer${attributes(settings)}></smp-visualizer>`;
const script = ({ name, integrity }: { name: string; integrity: string }) =>
  `<script type="module" src="${absoluteUrl(name)}" integrity="${integrity}" crossorigin></script>`;

const EMBED_CODES: Readonly<Record<string, (settings: Settings) => string>> = {
  tag: (settings) => `${script(FILES.element)}\n${tag(settings)}`,
  frame: (settings) => `${frame(settings)}\n${script(FILES.frame)}`,
  npm: (settings) => `npm install ${absoluteUrl(FILES.package)}\n\nimport "smp-visualizer";\n\n${tag(settings)}`,
  oembed: (settings) =>
    JSON.stringify(
      {
        version: "1.0",
        type: "rich",
        title: TITLE,
        width: 800,
        height: 1100,
        html: frame(settings),
        provider_name: "smp-visualizer",
        provider_url: absoluteUrl("."),
      },
      undefined,
      1,
    ),
};

/** The embed code of one form, with the settings by name if they fit. */
function codeFor(way: string, element: SmpVisualizer): string {
  const code = EMBED_CODES[way]!(element.settings);
  return code.length < MOST_LETTERS ? code : EMBED_CODES[way]!({ code: element.value });
}

const element = document.querySelector<SmpVisualizer>("smp-visualizer")!;
const form = document.querySelector<HTMLFormElement>("form.ways")!;
const output = form.querySelector("pre code")!;
const status = form.querySelector<HTMLElement>("[role=status]")!;

function show(): void {
  const way = String(new FormData(form).get("way"));
  for (const each of form.querySelectorAll<HTMLElement>("[data-way]"))
    each.classList.toggle("chosen", each.dataset.way === way);
  const code = codeFor(way, element);
  if (output.textContent === code) return;
  output.textContent = code;
  status.textContent = "";
}

async function copy(): Promise<void> {
  try {
    await navigator.clipboard.writeText(output.textContent ?? "");
    status.textContent = "Copied.";
  } catch {
    getSelection()?.selectAllChildren(output);
    status.textContent = "Selected: copy it with your device's own command.";
  }
}

let timer = 0;
void customElements.whenDefined("smp-visualizer").then(() => {
  form.hidden = false;
  show();
  form.addEventListener("change", show);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void copy();
  });
  // Debounced: a drag changes a value many times.
  element.addEventListener("smp-change", () => {
    if (timer) return;
    timer = window.setTimeout(() => {
      timer = 0;
      show();
    }, UPDATE_PAUSE_MS);
  });
});
