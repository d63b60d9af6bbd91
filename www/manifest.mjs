// The element's public interface, extracted from the source: doc comments, public members, parameter table. From it
// come custom-elements.json, the types of the npm package and the tables of docs/element.md.

import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const folder = join(dirname(fileURLToPath(import.meta.url)), "src");
const ELEMENT = "element/smp-visualizer.ts";
const English = JSON.parse(readFileSync(join(folder, "../locales/en.json"), "utf8"));

/** Members for the browser, not the page. */
const CALLBACKS = /Callback$|^(observedAttributes|formAssociated)$/;

const propertyOf = (name) => name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());

const parse = (file) =>
  ts.createSourceFile(file, readFileSync(join(folder, file), "utf8"), ts.ScriptTarget.Latest, true);

/** The text of the doc comment of a node, without its asterisks, one line per paragraph or tag. */
function commentOf(node) {
  const [doc] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc).slice(-1);
  const text =
    doc
      ?.getText()
      .replace(/^\/\*\*|\*\/$/g, "")
      .replace(/^\s*\* ?/gm, "") ?? "";
  return text
    .trim()
    .replace(/\n(?!\s*(\n|@))/g, " ")
    .replace(/ {2,}/g, " ");
}

/** The source text of a node, with its doc comment. */
const textOf = (node) => node.getSourceFile().text.slice(node.getStart(undefined, true), node.end);

const described = (node) => commentOf(node).split(/\n@/)[0].trim();

/** `@kind {type} [name=default] - words`, for every tag of a comment. */
function tagsOf(comment) {
  return comment
    .split(/^@/m)
    .slice(1)
    .map((line) => {
      let [, kind, rest] = line.trim().match(/^(\w+)\s*(.*)$/s);
      let type;
      if (rest.startsWith("{")) {
        let depth = 0;
        const end = [...rest].findIndex((letter) => {
          depth += letter === "{" ? 1 : letter === "}" ? -1 : 0;
          return depth === 0;
        });
        type = rest.slice(1, end).trim();
        rest = rest.slice(end + 1).trim();
      }
      const [, name, fallback, plain, words = ""] =
        rest.match(/^(?:\[([^=\]]+)=?([^\]]*)\]|(\S+))(?:\s+-\s+(.*))?$/s) ?? [];
      if (/^(attr|fires|slot|csspart|cssprop)$/.test(kind) && !words) throw new Error(`@${line.trim()}: no words`);
      return { kind, type, name: name ?? plain, default: fallback || undefined, description: words.trim() };
    });
}

const isPublic = (member) =>
  member.name &&
  ts.isIdentifier(member.name) &&
  !CALLBACKS.test(member.name.text) &&
  !tagsOf(commentOf(member)).some(({ kind }) => kind === "internal") &&
  !(member.modifiers ?? []).some(
    ({ kind }) =>
      kind === ts.SyntaxKind.StaticKeyword ||
      kind === ts.SyntaxKind.PrivateKeyword ||
      kind === ts.SyntaxKind.ProtectedKeyword,
  );

/** The declaration of a class, type or interface that a file declares or imports by this name, and its file. */
function declared(name, file) {
  const { statements } = parse(file);
  const own = statements.find((node) => node.name?.text === name);
  if (own) return { node: own, file };
  const from = statements.find(
    (node) =>
      ts.isImportDeclaration(node) &&
      node.importClause?.namedBindings?.elements?.some((imported) => imported.name.text === name),
  );
  const path = from?.moduleSpecifier.text;
  return path?.startsWith(".") ? declared(name, join(dirname(file), `${path}.ts`)) : undefined;
}

/** A class and its base classes, the base first. */
function lineage(name, file) {
  const found = declared(name, file);
  if (!found) return [];
  const parent = found.node.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword);
  return [...lineage(parent?.types[0]?.expression.getText(), found.file), found.node];
}

/** Public methods and properties of these classes. */
function membersOf(classes) {
  const members = new Map();
  for (const member of classes.flatMap((each) => each.members.filter(isPublic))) {
    const name = member.name.text;
    const description = described(member);
    if (ts.isMethodDeclaration(member)) {
      const parameters = member.parameters.map((given) => ({
        name: ts.isIdentifier(given.name) ? given.name.text : "options",
        type: { text: given.type.getText() },
        ...((given.questionToken || given.initializer) && { optional: true }),
      }));
      members.set(name, {
        kind: "method",
        name,
        description,
        parameters,
        return: { type: { text: member.type.getText() } },
      });
    } else if (ts.isGetAccessor(member) || ts.isPropertyDeclaration(member)) {
      const fixed =
        ts.isGetAccessor(member) || (member.modifiers ?? []).some(({ kind }) => kind === ts.SyntaxKind.ReadonlyKeyword);
      const was = members.get(name);
      members.set(name, {
        kind: "field",
        name,
        type: { text: member.type.getText() },
        description,
        ...(fixed && { readonly: true }),
        ...was,
      });
      if (was) delete members.get(name).readonly;
    } else if (ts.isSetAccessor(member)) {
      const was = members.get(name);
      if (was) delete was.readonly;
      else members.set(name, { kind: "field", name });
    }
  }
  for (const { name, kind, description, type } of members.values()) {
    if (!description) throw new Error(`${name}: a public member without words`);
    if (kind === "field" && !type) throw new Error(`${name}: a public field without a type`);
  }
  return [...members.values()];
}

/** Units that the name implies. */
const PLAIN = new Set(["stage", "shade", "share"]);

const typeOf = (p) => (p.kind === "choice" ? p.choices.map((word) => `"${word}"`).join(" | ") : "number");

/** The description of a parameter: "Hair density, 100 to 300 hairs/cm²". */
function wordsOf(p) {
  const group = English[`group.${p.group}`]?.toLowerCase();
  const own = English[`name.${p.name}`] ?? p.name;
  // "Shape" needs its group; "Hair density" does not.
  const clear = !group || group.match(/\b\w{4}/g).some((word) => own.toLowerCase().includes(word));
  const name = clear ? own : `${own} (${group})`;
  if (p.kind === "choice") return name;
  const unit = PLAIN.has(p.unit) ? "" : p.unit;
  return `${name}, ${p.kind === "integer" ? "whole numbers " : ""}${p.min} to ${p.max} ${unit}`.trim();
}

const attributeOf = (p) => ({
  name: p.name,
  type: { text: typeOf(p) },
  default: p.kind === "choice" ? p.choices[0] : String(p.default),
  description: wordsOf(p),
  fieldName: propertyOf(p.name),
});

/** The element's attributes, members, events, slots, parts and custom properties. */
export function readElement(parameters) {
  const classes = lineage("SmpVisualizer", ELEMENT);
  const comment = commentOf(classes.at(-1));
  // Its own before those of what it extends.
  const tags = [...classes].reverse().flatMap((each) => tagsOf(commentOf(each)));
  const of = (kind) =>
    tags
      .filter((tag) => tag.kind === kind)
      .map(({ name, type, default: usual, description }) => ({
        name,
        ...(type && { type: { text: type } }),
        ...(usual !== undefined && { default: usual }),
        description,
      }));
  const table = parameters.map(attributeOf);
  return {
    description: comment.split(/\n@/)[0].trim(),
    attributes: of("attr"),
    table,
    members: membersOf(classes),
    events: of("fires"),
    slots: of("slot"),
    cssParts: of("csspart"),
    cssProperties: of("cssprop").map(({ type, ...rest }) => ({ ...rest, ...(type && { syntax: type.text }) })),
  };
}

/** custom-elements.json, version 1.0.0 of its schema. */
export function manifestOf(element) {
  const { table, attributes, members, ...rest } = element;
  const name = "SmpVisualizer";
  const fields = table.map(({ name: attribute, fieldName, ...field }) => ({
    kind: "field",
    name: fieldName,
    ...field,
    attribute,
  }));
  const path = "smp-visualizer.js";
  return {
    schemaVersion: "1.0.0",
    readme: "README.md",
    modules: [
      {
        kind: "javascript-module",
        path,
        declarations: [
          {
            kind: "class",
            customElement: true,
            name,
            tagName: "smp-visualizer",
            superclass: { name: "HTMLElement" },
            ...rest,
            attributes: [...attributes, ...table],
            members: [...members, ...fields],
          },
        ],
        exports: [
          { kind: "js", name, declaration: { name, module: path } },
          { kind: "custom-element-definition", name: "smp-visualizer", declaration: { name, module: path } },
        ],
      },
    ],
  };
}

/** smp-visualizer.d.ts: the class with every property typed, its events, and the tag. */
export function typesOf(element) {
  const { table, members, events } = element;
  const row = (p, name) => `  /** ${p.description}. Default: ${p.default}. */\n  ${name}: ${p.type.text};`;
  const rows = table.map((p) => row(p, `"${p.name}"`));
  const own = {
    Value: "/** What a parameter holds: a number, or the word of a choice. */\nexport type Value = number | string;",
    State: `/** Every value, by parameter name. */\nexport interface State {\n${rows.join("\n")}\n}`,
  };
  const parameter = (p) => `${p.name}${p.optional ? "?" : ""}: ${p.type.text}`;
  const signature = (m) =>
    m.kind === "field"
      ? `${m.readonly ? "readonly " : ""}${m.name}: ${m.type.text};`
      : `${m.name}(${m.parameters.map(parameter).join(", ")}): ${m.return.type.text};`;
  const body = [
    ...members.map((m) => `  /** ${m.description} */\n  ${signature(m)}`),
    ...table.map((p) => row(p, p.fieldName)),
  ];
  const map = events.map((e) => `  /** ${e.description} */\n  "${e.name}": ${e.type.text};`).join("\n");

  // Types that these refer to are included, recursively.
  const needed = new Map();
  const collect = (text, file) => {
    for (const [name] of text.matchAll(/\b[A-Z]\w*\b/g)) {
      const found = own[name] === undefined ? declared(name, file) : undefined;
      const isType = found && (ts.isInterfaceDeclaration(found.node) || ts.isTypeAliasDeclaration(found.node));
      const declaration = isType ? textOf(found.node) : own[name];
      if (!declaration || needed.has(name)) continue;
      needed.set(name, declaration);
      collect(declaration, found?.file ?? file);
    }
  };
  const signatures = body.map((line) => line.replace(/\/\*\*.*?\*\//s, ""));
  const named = ["State", ...signatures, ...events.map((e) => e.type.text)].join(" ");
  // Members may be those of a class that it extends, in a file with imports of its own.
  for (const { fileName } of lineage("SmpVisualizer", ELEMENT)
    .map((each) => each.getSourceFile())
    .reverse())
    collect(named, fileName);

  return `// Types of <smp-visualizer>, made from its source.

${[...needed.values()].join("\n\n")}

/** ${element.description} */
export declare class SmpVisualizer extends HTMLElement {
${body.join("\n")}
}

export interface SmpVisualizerEventMap {
${map}
}

declare global {
  interface HTMLElementTagNameMap {
    "smp-visualizer": SmpVisualizer;
  }
  // They bubble: a listener may sit on the element, around it, or on the document.
  interface GlobalEventHandlersEventMap extends SmpVisualizerEventMap {}
}
`;
}
