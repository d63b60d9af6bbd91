// The gallery of index.html: its pictures, and for each of its heads a page of its own with a link preview by oEmbed
// and Open Graph.

import { readFile } from "node:fs/promises";
import encodeWebp from "@jsquash/webp/encode.js";
import { PNG } from "pngjs";

/** Sides in px and WebP quality: the least at which the head is still recognized; a preview is larger. */
const CARD = { width: 240, height: 240, quality: 36 };
export const POSTER = { width: 520, height: 520, quality: 41 };
const PREVIEW = { width: 1200, height: 630, quality: 70 };

/** Size of an oEmbed frame, px: the picture with the panel below it. */
const FRAME = { width: 800, height: 1100 };

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
const plain = (html) => html.replaceAll("&amp;", "&").trim();

/** The base URL of the deployment, with a trailing slash; throws if the text is not one. */
export function siteOf(text) {
  const wrong = (why) =>
    new Error(`SITE=${text}: ${why}; give the whole address, such as SITE=https://clinic.example/smp/`);
  if (!URL.canParse(text)) throw wrong("is no address");
  const { protocol, origin, pathname, search, hash, username } = new URL(text);
  if (!/^https?:$/.test(protocol)) throw wrong("does not begin with https:// or http://");
  if (search || hash || username) throw wrong("has a query, a fragment or a user");
  return `${origin}${pathname.replace(/[^/]*\.html?$/, "").replace(/\/*$/, "/")}`;
}

/** The heads of the gallery, in order; throws if the table does not allow a state. */
export function readGallery(html, parameters) {
  const tags = [
    /<a href="\?([^"]+)">/,
    /<img src="(gallery\/([\w-]+)\.webp)"[^>]*>/,
    /<strong>([^<]+)<\/strong>/,
    /<span>([^<]+)<\/span>/,
  ];
  const card = new RegExp(tags.map(({ source }) => source).join("\\s*"), "g");
  const heads = [...html.matchAll(card)].map(([, link, file, name, title, text]) => ({
    name,
    file,
    title: plain(title),
    text: plain(text),
    state: [...new URLSearchParams(plain(link))],
  }));
  const links = html.match(/<a href="\?/g)?.length ?? 0;
  if (heads.length !== links)
    throw new Error(`index.html: ${links - heads.length} cards of the gallery are not written as the others`);
  for (const { name, state } of heads) {
    for (const [key, value] of state) {
      const p = parameters.find((p) => p.name === key);
      const allowed = p && (p.choices ? p.choices.includes(value) : Number(value) >= p.min && Number(value) <= p.max);
      if (!allowed) throw new Error(`gallery/${name}: ${key}=${value} is not allowed`);
    }
  }
  return heads;
}

/** The pictures of every head as WebP: its card, the poster of its page and its preview. */
export async function drawGallery(core, parameters, heads) {
  const simulation = new core.Simulation();
  // A preview is shown without its page, so it contains the caption: a picture made once by a browser, since the core
  // draws no text.
  const caption = PNG.sync.read(await readFile(new URL("caption.png", import.meta.url)));
  const draw = async ({ width, height, quality }, strip = { height: 0, data: [] }) => {
    simulation.resize(width, height - strip.height);
    while (simulation.step() !== undefined);
    const image = new ImageData(new Uint8ClampedArray([...simulation.image().data, ...strip.data]), width, height);
    return Buffer.from(await encodeWebp(image, { quality, method: 6 }));
  };
  const drawn = [];
  for (const { state } of heads) {
    const given = new Map(state);
    // The view is set first, so that a given angle refines it.
    const last = ["yaw", "pitch", "zoom"];
    for (const [i, p] of [...parameters.entries()].sort(
      ([, a], [, b]) => last.includes(a.name) - last.includes(b.name),
    )) {
      const text = given.get(p.name);
      if (text === undefined && last.includes(p.name)) continue;
      simulation.set(i, p.choices?.indexOf(text ?? p.choices[0]) ?? Number(text ?? p.default));
    }
    drawn.push({ card: await draw(CARD), poster: await draw(POSTER), preview: await draw(PREVIEW, caption) });
  }
  simulation.free();
  return drawn;
}

const TITLE = "scalp micropigmentation, simulated";

/** The page of a head, from its template. */
export function headPage(template, { name, title, text, state }, site, preview) {
  const query = new URLSearchParams(state).toString();
  const filled = {
    name,
    title: escaped(title),
    text: escaped(text),
    site: escaped(site),
    preview: escaped(`${site}${preview}`),
    width: PREVIEW.width,
    height: PREVIEW.height,
    query: escaped(query),
    attributes: state.map(([key, value]) => `${key}="${escaped(value)}"`).join(" "),
  };
  return template.replace(/\{\{(\w+)\}\}/g, (placeholder, key) => filled[key] ?? placeholder);
}

/** The oEmbed response of a head: https://oembed.com, version 1.0, type rich. */
export function oembed({ title, state }, site, preview) {
  const source = `${site}embed.html?${new URLSearchParams(state)}`;
  const { width, height } = FRAME;
  const attributes = [
    `src="${escaped(source)}" title="${escaped(`${title}: ${TITLE}`)}" width="${width}" height="${height}"`,
    'frameborder="0" loading="lazy" referrerpolicy="origin" allow="web-share; clipboard-write"',
  ];
  return {
    version: "1.0",
    type: "rich",
    title: `${title}: ${TITLE}`,
    provider_name: "smp-visualizer",
    provider_url: site,
    cache_age: 86400,
    width,
    height,
    html: `<iframe ${attributes.join(" ")}></iframe>`,
    thumbnail_url: `${site}${preview}`,
    thumbnail_width: PREVIEW.width,
    thumbnail_height: PREVIEW.height,
  };
}
