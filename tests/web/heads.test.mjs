// Every head of the gallery has a page whose link unfolds: oEmbed, Open Graph, and the head itself.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { readGallery, siteOf } from "../../www/gallery.mjs";
import { serve } from "../../www/serve.mjs";
import { start } from "./browser.mjs";

const dist = fileURLToPath(new URL("../../www/dist/", import.meta.url));
const text = (path) => readFileSync(join(dist, path), "utf8");
const names = readdirSync(join(dist, "heads"))
  .filter((file) => file.endsWith(".html"))
  .map((file) => file.replace(".html", ""));
const attribute = (html, pattern) =>
  html.match(pattern)?.[1].replaceAll("&amp;", "&") ?? assert.fail(`${pattern} is not there`);

let server;
let browser;
before(async () => {
  server = await serve(dist);
  browser = await start("chromium");
  // A low window has a small picture: what is looked at is the head's settings.
  await browser.driver.manage().window().setRect({ width: 500, height: 400 });
});
after(async () => {
  await browser?.close();
  server?.close();
  server?.closeAllConnections();
});

/** The file of ours that a whole address names. */
function file(address, site) {
  assert.ok(address.startsWith(site), `${address} lies at ${site}`);
  return readFileSync(join(dist, new URL(address).pathname.slice(new URL(site).pathname.length)));
}

test("there is one for every card of the gallery", () => {
  const cards = [...text("index.html").matchAll(/<img src="gallery\/([\w-]+?)\.\w+\.webp"/g)].map(([, name]) => name);
  assert.deepEqual([...names].sort(), cards.sort());
  assert.equal(names.length, 17);
});

for (const name of names) {
  test(`heads/${name}.html unfolds and has its head`, async () => {
    const html = text(`heads/${name}.html`);
    const own = attribute(html, /<link rel="canonical" href="([^"]+)"/);
    const site = own.slice(0, -`heads/${name}.html`.length);
    file(own, site);
    const card = JSON.parse(
      file(attribute(html, /<link rel="alternate" type="application\/json\+oembed" href="([^"]+)"/), site),
    );
    // https://oembed.com §2.3.4: what every answer and a rich one must have.
    assert.equal(card.version, "1.0");
    assert.equal(card.type, "rich");
    for (const key of ["width", "height", "thumbnail_width", "thumbnail_height"])
      assert.ok(Number.isInteger(card[key]) && card[key] > 0, key);
    for (const key of ["html", "title", "provider_name", "provider_url", "thumbnail_url"])
      assert.equal(typeof card[key], "string", key);
    assert.equal(card.provider_url, site);
    assert.ok(card.title.length > 10 && !html.includes("{{"));
    const frame = attribute(card.html, /^<iframe src="([^"]+)"[^>]*><\/iframe>$/);
    file(frame.split("?")[0], site);
    const picture = attribute(html, /<meta property="og:image" content="([^"]+)"/);
    assert.equal(card.thumbnail_url, picture);
    // A WebP says its size where the first frame begins.
    const bytes = file(picture, site);
    assert.deepEqual(
      [bytes.subarray(8, 15).toString(), bytes.readUInt16LE(26) & 0x3fff, bytes.readUInt16LE(28) & 0x3fff],
      ["WEBPVP8", card.thumbnail_width, card.thumbnail_height],
    );
    for (const key of ["og:title", "og:description", "og:url", "og:type"])
      assert.ok(attribute(html, new RegExp(`<meta property="${key}" content="([^"]+)"`)).length > 3);

    await browser.driver.manage().logs().get("browser");
    await browser.driver.get(`http://localhost:${server.address().port}/heads/${name}.html`);
    // The gallery's test draws each of these states; that such a page draws is seen at one.
    const state = await browser.driver.executeAsyncScript(
      `const [drawn, tell] = arguments;
       const frame = () => new Promise((done) => requestAnimationFrame(done));
       customElements.whenDefined("smp-visualizer").then(async () => {
         const element = document.querySelector("smp-visualizer");
         if (drawn) await element.rendered;
         while (!element.shadowRoot?.querySelector("canvas")) await frame();
         tell(element.getState());
       }).catch((error) => tell(String(error)));`,
      name === names[0],
    );
    for (const [key, value] of new URL(frame).searchParams) assert.equal(String(state[key]), value, key);
    assert.equal(new URL(frame).search, new URL(attribute(html, /<a href="\.\.\/(\?[^"]+)"/), site).search);
    assert.deepEqual(
      (await browser.driver.manage().logs().get("browser")).map(({ message }) => message),
      [],
    );
  });
}

test("the address of the site is put right or refused in words", () => {
  for (const [given, right] of [
    ["https://clinic.example/smp/", "https://clinic.example/smp/"],
    ["https://clinic.example/smp", "https://clinic.example/smp/"],
    ["https://clinic.example", "https://clinic.example/"],
    ["http://localhost:8080//", "http://localhost:8080/"],
    ["https://clinic.example/smp/index.html", "https://clinic.example/smp/"],
  ])
    assert.equal(siteOf(given), right);
  for (const wrong of [
    "clinic.example/smp/",
    "localhost:8080/",
    "ftp://clinic.example/",
    "javascript:alert(1)",
    "/smp/",
    "",
    "https://clinic.example/?a=1",
    "https://me:pass@clinic.example/",
  ]) {
    assert.throws(() => siteOf(wrong), /SITE=.*give the whole address, such as/, wrong);
  }
});

test("a card that says what the table does not allow ends the build", () => {
  const card = (link) => `<a href="?${link}">\n<img src="gallery/x.webp" alt="">\n<strong>X</strong>\n<span>Y</span>`;
  const table = [
    { name: "norwood", min: 1, max: 7 },
    { name: "scar", choices: ["none", "fut"] },
  ];
  assert.deepEqual(readGallery(card("norwood=3&amp;scar=fut"), table)[0].state, [
    ["norwood", "3"],
    ["scar", "fut"],
  ]);
  for (const wrong of ["norwood=8", "norwood=x", "scar=fun", "nose=2"])
    assert.throws(() => readGallery(card(wrong), table), /is not allowed/, wrong);
  assert.throws(
    () => readGallery(`${card("norwood=3")}<a href="?norwood=4">bare</a>`, table),
    /not written as the others/,
  );
});
