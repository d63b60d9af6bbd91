// The element's public interface as HTML definition lists, for the developer's page.

export const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
/** Escapes text, and marks up `code` of doc comments. */
const words = (text) => escaped(text).replace(/`([^`]+)`/g, "<code>$1</code>");
const choices = (type) => escaped(type.replaceAll('"', "").replaceAll(" | ", ", "));

function list(title, entries) {
  if (entries.length === 0) return "";
  const lines = entries.map(
    ([name, text, more]) =>
      `<dt><code>${escaped(name)}</code></dt><dd>${text}${more ? ` <code>${more}</code>` : ""}</dd>`,
  );
  return `<details><summary>${title}</summary><dl>${lines.join("\n")}</dl></details>`;
}

/** `element` as manifest.mjs reads it. */
export function reference({ attributes, table, members, events, slots, cssParts, cssProperties }) {
  const usual = (each) => (each.default ? `, by default <code>${escaped(each.default)}</code>` : "");
  const call = (m) => `${m.name}(${m.parameters.map((p) => `${p.name}${p.optional ? "?" : ""}`).join(", ")})`;
  const rows = attributes.filter(({ name }) => !table.some((p) => p.name === name));
  return [
    list(
      "Parameters: attributes, properties and keys of the address",
      table.map((p) => [
        p.name,
        `${words(p.description)}${p.type.text === "number" ? "" : `: ${choices(p.type.text)}`}${usual(p)}`,
      ]),
    ),
    list(
      "Other attributes",
      rows.map((a) => [
        a.name,
        words(a.description),
        a.type.text === "boolean" || a.type.text === "string" ? "" : choices(a.type.text),
      ]),
    ),
    list(
      "Other properties",
      members.filter((m) => m.kind === "field").map((f) => [f.name, words(f.description), escaped(f.type.text)]),
    ),
    list(
      "Methods",
      members
        .filter((m) => m.kind === "method")
        .map((m) => [call(m), words(m.description), escaped(m.return.type.text)]),
    ),
    list(
      "Events",
      events.map((e) => [e.name, words(e.description), escaped(e.type.text.replace(/^CustomEvent<(.*)>$/s, "$1"))]),
    ),
    list(
      "Slots",
      slots.map((s) => [s.name, words(s.description)]),
    ),
    list(
      "Parts",
      cssParts.map((p) => [p.name, words(p.description)]),
    ),
    list(
      "Custom properties",
      cssProperties.map((p) => [p.name, `${words(p.description)}${usual(p)}`]),
    ),
  ].join("\n          ");
}
