// The built files use nothing that a least browser lacks, by MDN's data of what each browser has: every property, value,
// function, unit, selector and rule of the styles, and every member and class of the scripts.
//   node --test tests/web/features.test.mjs
//
// @mdn/browser-compat-data is the data that MDN, Can I use and Baseline are made from; as data it runs on any Node.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";

const at = (path) => new URL(`../../${path}`, import.meta.url);
const require = createRequire(at("www/package.json"));
const compat = require("@mdn/browser-compat-data");
const postcss = require("postcss");
const ts = require("typescript");

const DIST = process.env.DIST ? new URL(`file://${process.env.DIST}/`) : at("www/dist/");
const LEAST = { chrome: 111, firefox: 115, safari: 16.4 };

/** What may be missing, and what happens then. */
const MAY_BE_MISSING = {
  "contain-intrinsic-inline-size": "in a dialog or a flex row the element is as wide as the page makes it",
  "text-wrap": "lines break where they do",
  "text-wrap: pretty": "lines break where they do",
  "text-wrap: balance": "lines break where they do",
  "forced-color-adjust": "Safari forces no colors",
  "forced-color-adjust: none": "Safari forces no colors",
  "font-family: ui-serif": "the next font of the list",
  "scrollbar-width": "a bar below the row of views",
  "scrollbar-width: none": "a bar below the row of views",
  devicePixelContentBoxSize: "rounded lengths instead (engine/size.ts)",
  "@page": "the margins of the printer",
  dispose: "the glue asks for it first (Symbol.dispose)",
  s: "a member of the QR code's, not `CSS.s`",
  memory: "that of a WebAssembly instance, not of a console",
  imageSmoothingQuality: "a loupe is a little coarser",
  "accent-color": "a bar of progress in the browser's own color",
  // Firefox before 130 records a clip instead of encoding it (clip/recorder.ts).
  "new VideoEncoder": "asked for first",
  "new VideoFrame": "with the encoder",
  isConfigSupported: "with the encoder",
  configure: "with the encoder",
  encodeQueueSize: "with the encoder",
  copyTo: "with the encoder",
  colorSpace: "colors as they are usual for video",
  requestFrame: "that of the stream, asked for instead",
};

const list = (support) => (Array.isArray(support) ? support : support ? [support] : []);
const number = (version) => Number(String(version).replace("≤", ""));
/** Browsers that lack a feature; those the data says nothing of are not among them. */
const lacking = ({ support }) =>
  Object.entries(LEAST)
    .filter(([browser, least]) => {
      const all = list(support[browser]);
      return (
        all.length > 0 &&
        !all.some(
          ({ version_added: from, version_removed: to, flags, prefix, alternative_name: other }) =>
            from && number(from) <= least && !to && !flags && !prefix && !other,
        )
      );
    })
    .map(([browser, least]) => `${browser} ${least}`);

const found = new Map();
const note = (name, kinds) => {
  if (kinds.length === 0 || found.has(name)) return;
  // Something of this name that all have: which of them is meant the text does not say.
  const missing = kinds.map(lacking);
  if (missing.every(({ length }) => length > 0)) found.set(name, missing[0]);
};

// ---- Styles

/** Features below a branch of the data, by their last name. */
function byName(branch, into = new Map()) {
  for (const [name, value] of Object.entries(branch)) {
    if (name === "__compat" || typeof value !== "object") continue;
    if (value.__compat) into.set(name, [...(into.get(name) ?? []), value.__compat]);
    byName(value, into);
  }
  return into;
}
const { css } = compat;
const types = byName(css.types);
const properties = byName(css.properties);
const rules = byName(css["at-rules"]);
const selectors = byName(css.selectors);
const UNITS = {
  sv: "viewport_percentage_units_small",
  dv: "viewport_percentage_units_dynamic",
  cq: "container_query_length_units",
};

function checkStyles(text) {
  const sheet = postcss.parse(text);
  sheet.walkAtRules(({ name, params }) => {
    note(`@${name}`, css["at-rules"][name] ? [css["at-rules"][name].__compat] : []);
    for (const [, feature] of params.matchAll(/\(([a-z-]+)\s*[:)]/g)) note(feature, rules.get(feature) ?? []);
  });
  sheet.walkRules(({ selector }) => {
    // A pseudo-element of one engine has its own rule.
    for (const [, name] of selector.matchAll(/::?([a-z][a-z-]*)/g)) note(`:${name}`, selectors.get(name) ?? []);
  });
  sheet.walkDecls(({ prop, value, parent }) => {
    // Its older name stands beside it.
    if (parent.some((other) => other.prop === `-webkit-${prop}`)) return;
    const own = css.properties[prop];
    if (!prop.startsWith("-")) note(prop, own?.__compat ? [own.__compat] : []);
    for (const [, name] of value.matchAll(/([a-z-]+)\(/g))
      note(`${name}()`, types.get(name) ?? properties.get(name) ?? []);
    for (const [, unit] of value.matchAll(/\d(sv|dv|cq)[a-z]+\b/g)) note(UNITS[unit], types.get(UNITS[unit]));
    for (const word of value.split(/[\s,()]+/))
      if (own?.[word]?.__compat) note(`${prop}: ${word}`, [own[word].__compat]);
  });
}

// ---- Scripts

/** Members of all interfaces and built-in objects, by name. */
const members = new Map();
const addMembers = (types) => {
  for (const type of Object.values(types))
    for (const [key, { __compat }] of Object.entries(type)) {
      const name = key.replace(/_static$/, "");
      if (__compat) members.set(name, [...(members.get(name) ?? []), __compat]);
    }
};
addMembers(compat.api);
addMembers(compat.javascript.builtins);
addMembers(compat.javascript.builtins.Intl);
for (const [name, { __compat }] of Object.entries(css.properties))
  if (__compat) {
    const own = name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
    members.set(own, [...(members.get(own) ?? []), __compat]);
  }
const classes = new Map(Object.entries(compat.api).map(([name, { __compat }]) => [name, __compat ? [__compat] : []]));

/** `a?.b`, `a.b?.()` and `a.b ?? c` say what happens without it. */
const hasOtherwise = (node) =>
  node.questionDotToken ||
  (ts.isCallExpression(node.parent) && node.parent.questionDotToken) ||
  (ts.isBinaryExpression(node.parent) && node.parent.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken);

const each = (node, look) => {
  look(node);
  ts.forEachChild(node, (child) => each(child, look));
};

/** Names that the scripts give to members of their own. */
const own = new Set();
const isOwn = (node) =>
  ts.isPropertyAssignment(node) ||
  ts.isShorthandPropertyAssignment(node) ||
  ts.isMethodDeclaration(node) ||
  ts.isPropertyDeclaration(node) ||
  ts.isAccessor(node);

function checkScript(script) {
  let sheets = 0;
  each(script, (node) => {
    if (ts.isPropertyAccessExpression(node) && !own.has(node.name.text) && !hasOtherwise(node))
      note(node.name.text, members.get(node.name.text) ?? []);
    if (ts.isNewExpression(node) && ts.isIdentifier(node.expression))
      note(`new ${node.expression.text}`, classes.get(node.expression.text) ?? []);
    if (!ts.isStringLiteralLike(node) || !/[\w\]]\s*\{[^{}]*:[^{}]*\}/.test(node.text) || /[`$]|=>/.test(node.text))
      return;
    checkStyles(node.text);
    sheets++;
  });
  return sheets;
}

test("the built files use nothing that a least browser lacks", () => {
  const files = readdirSync(DIST, { recursive: true }).filter((file) => /\.(js|css)$/.test(file));
  const read = (file) => readFileSync(new URL(file, DIST), "utf8");
  for (const file of files.filter((file) => file.endsWith(".css"))) checkStyles(read(file));
  const scripts = files
    .filter((file) => file.endsWith(".js"))
    .map((file) => ts.createSourceFile(file, read(file), ts.ScriptTarget.ES2022, true));
  for (const script of scripts) each(script, (node) => isOwn(node) && own.add(node.name.text));
  const sheets = scripts.reduce((sum, script) => sum + checkScript(script), 0);
  assert.ok(scripts.length > 8 && sheets > 4, `${scripts.length} scripts, ${sheets} sheets in them`);
  const missing = [...found].filter(([name]) => !(name in MAY_BE_MISSING));
  assert.deepEqual(
    missing.map(([name, who]) => `${name}: ${who.join(", ")}`),
    [],
  );
  const needless = Object.keys(MAY_BE_MISSING).filter((name) => !found.has(name));
  assert.deepEqual(needless, [], "excused, and used nowhere");
});
