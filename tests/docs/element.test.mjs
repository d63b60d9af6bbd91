// The tables of docs/element.md are those of the source, and the source says all there is.
// `UPDATE=1 node --test tests/docs/element.test.mjs` writes them anew, after `make dist`.

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { posix } from "node:path";
import { test } from "node:test";

const at = (path) => new URL(`../../${path}`, import.meta.url);
const { transformSync } = createRequire(at("www/package.json"))("esbuild");
const manifest = JSON.parse(readFileSync(at("www/package/custom-elements.json"), "utf8"));
const [element] = manifest.modules[0].declarations;
const sources = new Map(
  readdirSync(at("www/src"), { recursive: true })
    .filter((file) => /\.\w+$/.test(file) && !file.endsWith(".test.ts"))
    .map((file) => [file, readFileSync(at(`www/src/${file}`), "utf8")]),
);
const all = (ending) =>
  [...sources]
    .filter(([file]) => file.endsWith(ending))
    .map(([, text]) => text)
    .join("\n");

const BEGIN = "<!-- element:begin -->\n";
const END = "<!-- element:end -->";

/** Attributes that are rows of the parameter table, which the page has already. */
const rows = new Set(element.members.filter(({ attribute }) => attribute).map(({ attribute }) => attribute));

const code = (text) => (text ? `\`${text.replaceAll("|", "\\|")}\`` : "");
const words = (text) => text.replaceAll("|", "\\|");
const choices = (text = "") =>
  text.includes('"')
    ? text
        .split(" | ")
        .map((word) => code(word.replaceAll('"', "")))
        .join(", ")
    : text === "boolean"
      ? ""
      : text;

function table(title, heads, lines) {
  if (lines.length === 0) return "";
  const rows = lines.map((line) => `| ${line.join(" | ")} |\n`).join("");
  return `**${title}**\n\n| ${heads.join(" | ")} |\n|${"---|".repeat(heads.length)}\n${rows}\n`;
}

function tables() {
  const fields = element.members.filter((m) => m.kind === "field" && !m.attribute);
  const methods = element.members.filter((m) => m.kind === "method");
  const call = (m) => `${m.name}(${m.parameters.map((p) => p.name + (p.optional ? "?" : "")).join(", ")})`;
  return [
    table(
      "Attributes",
      ["attribute", "values", "default", "what it does"],
      element.attributes
        .filter(({ name }) => !rows.has(name))
        .map((a) => [code(a.name), choices(a.type?.text), code(a.default), words(a.description)]),
    ),
    table(
      "Properties",
      ["property", "type", "what it is"],
      fields.map((f) => [code(f.name), code(f.type.text) + (f.readonly ? ", read only" : ""), words(f.description)]),
    ),
    table(
      "Methods",
      ["method", "gives", "what it does"],
      methods.map((m) => [
        code(call(m)),
        m.return.type.text === "void" ? "" : code(m.return.type.text),
        words(m.description),
      ]),
    ),
    table(
      "Events",
      ["event", "`detail`", "when"],
      element.events.map((e) => [
        code(e.name),
        code(e.type.text.replace(/^CustomEvent<(.*)>$/, "$1")),
        words(e.description),
      ]),
    ),
    table(
      "Slots",
      ["slot", "what goes there"],
      element.slots.map((s) => [code(s.name), words(s.description)]),
    ),
    table(
      "Parts",
      ["`::part()`", "what it is"],
      element.cssParts.map((p) => [code(p.name), words(p.description)]),
    ),
    table(
      "Custom properties",
      ["property", "kind", "default", "what it sets"],
      element.cssProperties.map((p) => [code(p.name), code(p.syntax), code(p.default), words(p.description)]),
    ),
  ].join("");
}

test("the tables of docs/element.md are those of the element's source", () => {
  const page = readFileSync(at("docs/element.md"), "utf8");
  const [start, end] = [page.indexOf(BEGIN) + BEGIN.length, page.indexOf(END)];
  assert.ok(start >= BEGIN.length && end >= start, "both markers stand in docs/element.md");
  if (process.env.UPDATE)
    return writeFileSync(at("docs/element.md"), page.slice(0, start) + tables() + page.slice(end));
  assert.equal(page.slice(start, end), tables(), "out of date; run UPDATE=1 node --test tests/docs/element.test.mjs");
});

const same = (found, told, what) =>
  assert.deepEqual([...new Set(found)].sort(), told.map(({ name }) => name).sort(), what);
const matches = (text, pattern) => [...text.matchAll(pattern)].map(([, name]) => name);

test("every part is told of, and every one told of exists", async () => {
  const { code: dom } = transformSync(sources.get("ui/dom.ts"), { loader: "ts", format: "esm" });
  const { PARTS } = await import(`data:text/javascript,${encodeURIComponent(dom)}`);
  same(
    [
      ...Object.values(PARTS),
      ...matches(all(".ts"), /\bpart: "(\w+)"/g),
      ...matches(all(".ts"), /\bpart\??\.add\("button", "(\w+)"\)/g),
    ],
    element.cssParts,
    "parts",
  );
  // Each is made somewhere: a class or a tag of that name.
  const made = new Set(
    matches(all(".ts"), /\b(?:class: |className = )["`]([^"`]+)/g)
      .flatMap((names) => names.split(" "))
      .concat(matches(all(".ts"), /\bel\("(\w+)"/g)),
  );
  assert.deepEqual(
    Object.keys(PARTS).filter((name) => !made.has(name)),
    [],
  );
});

test("every custom property is told of with its default, and every one told of is used", () => {
  same(matches(all(".css"), /var\((--smp-[\w-]+)/g), element.cssProperties, "custom properties");
  for (const { name, default: usual } of element.cssProperties)
    if (usual) assert.ok(all(".css").includes(`var(${name}, ${usual})`), `${name} is ${usual} by default`);
});

test("every event, slot and attribute is told of, and every one told of is used", () => {
  const ts = all(".ts").replace(/\/\*[\s\S]*?\*\//g, "");
  same(matches(ts, /["'](smp-(?!visualizer)[a-z]+)["']/g), element.events, "events");
  same(
    [
      ...matches(ts, /el\("slot", \{ name: "(\w+)"/g),
      ...matches(ts, /slot\.name = "(\w+)"/g),
      ...matches(ts, /\[slot=["']?(\w+)/g),
      ...matches(ts.match(/TOPICS = \[([^\]]+)/)[1], /"([\w-]+)"/g).map((topic) => `learn-${topic}`),
    ],
    element.slots,
    "slots",
  );
  const asked = matches(ts, /(?:element|this|host|\be)\.(?:get|has)Attribute\("([\w-]+)"\)/g);
  const told = new Set(element.attributes.map(({ name }) => name));
  assert.deepEqual(
    [...new Set(asked)].filter((name) => !told.has(name) && !["lang", "dir"].includes(name)),
    [],
  );
  for (const name of told)
    if (!rows.has(name)) assert.ok(new RegExp(`["\`']${name}["\`']`).test(ts), `${name} is read somewhere`);
});

test("every link of the pages leads somewhere", () => {
  const pages = ["README.md", "CONTRIBUTING.md", ...readdirSync(at("docs")).map((file) => `docs/${file}`)];
  const anchors = (page) =>
    [...readFileSync(at(page), "utf8").matchAll(/^#+ (.*)$/gm)].map(([, title]) =>
      title
        .toLowerCase()
        .replace(/[^\p{L}\p{N} -]/gu, "")
        .replaceAll(" ", "-"),
    );
  for (const page of pages) {
    for (const [, link] of readFileSync(at(page), "utf8").matchAll(/\]\(([^)]+)\)/g)) {
      if (/^https:/.test(link)) continue;
      const [file, anchor] = link.split("#");
      const target = file ? posix.join(posix.dirname(page), file) : page;
      assert.ok(existsSync(at(target)), `${page}: ${link}`);
      if (anchor) assert.ok(anchors(target).includes(anchor), `${page}: ${link}`);
    }
  }
});
