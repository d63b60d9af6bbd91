// The page's "Put it on your page": the code for the head in view, in four ways, each short enough for any field of a
// site builder.

import type { SmpVisualizer } from "../element/smp-visualizer";
import type { State } from "../state/values";

/** Letters of any of the codes, at most; beyond it the settings travel as their code. */
const MOST = 1000;
/** The code follows the settings after this long, ms. */
const PAUSE = 300;
const TITLE = "Scalp micropigmentation, simulated";

const FRAME_SIZE = 'width="100%" height="1100" frameborder="0"';
const FRAME_RIGHTS = 'loading="lazy" referrerpolicy="origin" allow="web-share; clipboard-write"';

type Settings = Partial<State>;

const away = (file: string) => new URL(file, document.baseURI.replace(/[?#].*/, "")).href;
const quoted = (text: string) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
const attributes = (settings: Settings) =>
  Object.entries(settings)
    .map(([name, value]) => ` ${name}="${quoted(String(value))}"`)
    .join("");
const query = (settings: Settings) =>
  new URLSearchParams(Object.entries(settings).map(([name, value]) => [name, String(value)])).toString();

function frame(settings: Settings): string {
  const asked = query(settings);
  const src = away(`embed.html${asked && `?${asked}`}`);
  return `<iframe src="${quoted(src)}" title="${TITLE}" ${FRAME_SIZE} ${FRAME_RIGHTS}></iframe>`;
}

const tag = (settings: Settings) => `<smp-visualizer${attributes(settings)}></smp-visualizer>`;
const script = ({ name, integrity }: { name: string; integrity: string }) =>
  `<script type="module" src="${away(name)}" integrity="${integrity}" crossorigin></script>`;

const WAYS: Readonly<Record<string, (settings: Settings) => string>> = {
  tag: (settings) => `${script(FILES.element)}\n${tag(settings)}`,
  frame: (settings) => `${frame(settings)}\n${script(FILES.frame)}`,
  npm: (settings) => `npm install ${away(FILES.package)}\n\nimport "smp-visualizer";\n\n${tag(settings)}`,
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
        provider_url: away("."),
      },
      undefined,
      1,
    ),
};

/** The code for one way, with the settings by name if they fit. */
function codeFor(way: string, element: SmpVisualizer): string {
  const code = WAYS[way]!(element.settings);
  return code.length < MOST ? code : WAYS[way]!({ code: element.value });
}

const element = document.querySelector<SmpVisualizer>("smp-visualizer")!;
const form = document.querySelector<HTMLFormElement>("form.ways")!;
const output = form.querySelector("pre code")!;
const said = form.querySelector<HTMLElement>("[role=status]")!;

function show(): void {
  const code = codeFor(String(new FormData(form).get("way")), element);
  if (output.textContent === code) return;
  output.textContent = code;
  said.textContent = "";
}

async function copy(): Promise<void> {
  try {
    await navigator.clipboard.writeText(output.textContent ?? "");
    said.textContent = "Copied.";
  } catch {
    getSelection()?.selectAllChildren(output);
    said.textContent = "Selected: copy it with your device's own command.";
  }
}

let due = 0;
void customElements.whenDefined("smp-visualizer").then(() => {
  form.hidden = false;
  show();
  form.addEventListener("change", show);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void copy();
  });
  // A drag changes a value many times; nobody reads along.
  element.addEventListener("smp-change", () => {
    if (due) return;
    due = window.setTimeout(() => {
      due = 0;
      show();
    }, PAUSE);
  });
});
