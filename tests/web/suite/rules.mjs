// What a host says besides the state: a price, what may be taken along, its mark, and a demonstration.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { every } from "../engines.mjs";

const require = createRequire(new URL("../../../www/package.json", import.meta.url));
const { PNG } = require("pngjs");

const PRICE = { currency: "EUR", perSession: [300, 450], note: "incl. VAT <b>" };
const quoted = (value) => JSON.stringify(value).replaceAll('"', "&quot;");

/** An image of one color, `more` bytes larger than it has to be. */
function mark([r, g, b], width = 40, height = 20) {
  const image = new PNG({ width, height });
  for (let i = 0; i < image.data.length; i += 4) image.data.set([r, g, b, 255], i);
  return PNG.sync.write(image);
}

/** Facts of the panel by name, those that are shown. */
const FACTS = `Object.fromEntries([...q(".facts").children].filter((row) => row.checkVisibility())
  .map((row) => [...row.children].map((part) => part.textContent)))`;
/** Buttons of the group "Save and share" that can be seen, with the group open. */
const BUTTONS = `[...q("[data-group=keep]").querySelectorAll("button, summary")]
  .filter((each) => each.checkVisibility()).map((each) => each.dataset.button ?? each.localName)`;

export default (visitor, { test, quiet }) => {
  /** A page with one element. */
  const open = async (attributes, inside = "", host = "plain") => {
    visitor.site.put(
      "rules.html",
      `<!doctype html><html lang="en"><meta charset="utf-8"><title>a clinic</title><link rel="icon" href="data:,">
       <link rel="stylesheet" href="fixture.css"><script src="probe.js"></script>
       <script type="module" src="smp-visualizer.js"></script>
       <body><smp-visualizer class="fixed" ${attributes}>${inside}</smp-visualizer>`,
    );
    await visitor.open(host, "rules.html");
  };
  /** The pixels below a saved picture as shown, of 320 px: its strip. */
  const strip = async () => {
    const base64 = await visitor.wait(`
      const bytes = new Uint8Array(await (await e.toBlob()).arrayBuffer());
      let text = "";
      for (const byte of bytes) text += String.fromCharCode(byte);
      return btoa(text);`);
    const { width, height, data } = PNG.sync.read(Buffer.from(base64, "base64"));
    const pixels = [];
    for (let i = 320 * 320 * 4; i < width * height * 4; i += 4) pixels.push([...data.subarray(i, i + 3)].join());
    return { width, height, pixels };
  };

  test("the host's price stands among the facts, in the words of the language, and nowhere else", async () => {
    await open("address norwood=5");
    const bare = await visitor.run("return [e.value, Object.keys(e.getState()).length];");
    assert.equal(await visitor.run(`return ${FACTS}.Price ?? null;`), null, "nothing by default");
    await open(`address norwood=5 price="${quoted(PRICE)}"`);
    const [, sessions, price] = await visitor.until(`
      const facts = ${FACTS};
      const found = facts.Price?.match(/^€([\\d,]+) ?– ?€?([\\d,]+)$/);
      return found && [facts, facts.Sessions, found.slice(1)];`);
    const [from, to] = sessions.split("–").map(Number);
    assert.deepEqual(
      price.map((sum) => Number(sum.replace(",", ""))),
      [from * 300, (to ?? from) * 450],
    );
    assert.equal(await visitor.run("return q('.facts + .hint').innerText;"), "incl. VAT <b>", "as a text");
    await visitor.run("e.setAttribute('lang', 'de');");
    await visitor.until(`return /€$/.test(${FACTS}.Preis);`, "in German");
    await visitor.run("e.norwood = 6;");
    await visitor.until("return /norwood=6/.test(location.search);");
    const [code, states, address, shared] = await visitor.run(`
      e.norwood = 5;
      const values = [e.value, Object.keys(e.getState()).length, location.href];
      return [...values, JSON.stringify([e.settings, seen.events])];`);
    assert.deepEqual([code, states], bare);
    for (const text of [address, shared]) assert.doesNotMatch(text, /price|EUR|VAT|450/);

    assert.deepEqual(await visitor.run("return e.price;"), PRICE);
    await visitor.run("e.price = { currency: 'JPY', total: 150000 };");
    await visitor.until(`return /150\\.000/.test(${FACTS}.Preis);`, "by its property");
    const note = "q('.facts + .hint').checkVisibility()";
    await visitor.run("e.price = { currency: 'EUR', steps: [{ upTo: 900, price: 2000 }], note: 'incl. VAT' };");
    await visitor.until(`return "Preis" in ${FACTS} && ${note};`, "a step that is wide enough");
    await visitor.run("e.price = { currency: 'EUR', steps: [{ upTo: 5, price: 200 }], note: 'incl. VAT' };");
    await visitor.until(`return !("Preis" in ${FACTS}) && !${note};`, "no small print without its price");
    assert.deepEqual(await visitor.warnings(), []);
    await visitor.run("e.price = { currency: 'JPY', total: '150000' };");
    await visitor.until(`return !("Preis" in ${FACTS}) && seen.warnings.length > 0;`);
    await visitor.run("e.lang = 'fr';");
    await visitor.until("return /Séances/.test(q('.facts').innerText);");
    const warnings = await visitor.warnings();
    assert.equal(warnings.length, 1, `${warnings}`);
    assert.match(warnings[0], /^smp-visualizer: price: total "150000" is not allowed; allowed: a number/);
    await visitor.run("e.price = null;");
    assert.equal(await visitor.run("return e.hasAttribute('price') || e.price !== undefined;"), false);
    await quiet();
  });

  test("save: `link` leaves the link alone, `none` no way at all and no dead button; toBlob stays", async () => {
    await open("address save=none");
    await visitor.openGroups();
    assert.deepEqual(await visitor.run(`return ${BUTTONS};`), []);
    assert.equal(
      await visitor.run(`
        return q(".stage canvas").dispatchEvent(new MouseEvent("contextmenu", { bubbles: true, cancelable: true }));`),
      false,
      "nor does the browser's own menu save it",
    );
    assert.equal(await visitor.wait("return (await e.toBlob({ size: 64 })).type;"), "image/png");
    await visitor.run("e.setAttribute('save', 'link');");
    assert.deepEqual(await visitor.run(`return ${BUTTONS};`), ["summary", "share"]);
    assert.equal(await visitor.run("return /Save a picture/.test(q('.keep').innerText);"), false);
    await visitor.run("e.removeAttribute('save');");
    const all = await visitor.run(`return ${BUTTONS};`);
    for (const each of ["summary", "save-both", "share", "print"]) assert.ok(all.includes(each), each);
    assert.deepEqual(await visitor.warnings(), []);
    await visitor.run("e.setAttribute('save', 'nothing'); e.setAttribute('save', 'nothing');");
    assert.deepEqual(await visitor.run(`return ${BUTTONS};`), all);
    assert.deepEqual(await visitor.warnings(), [
      'smp-visualizer: save: "nothing" is not allowed; allowed: all, link, none; ignored',
    ]);
    // Without an address there is no link.
    await open("save=link");
    await visitor.openGroups();
    assert.deepEqual(await visitor.run(`return ${BUTTONS};`), []);
    await quiet();
  });

  /** Puts something into the slot. */
  const put = (inside) => visitor.run("e.innerHTML = arguments[0];", inside);

  test("the host's mark stands beside the caption of a saved picture", every("canvas", "policy"), async () => {
    visitor.site.put("mark.png", mark([255, 0, 255]));
    const dark = (pixels) => pixels.filter((pixel) => pixel.split(",").every((channel) => channel < 90)).length;
    await open("", "", "strict");
    const plain = await strip();
    const marked = async (src) => {
      await put(`<img slot="mark" alt="Clinic" crossorigin src="${src}">`);
      assert.equal(await visitor.run("return e.querySelector('img').checkVisibility();"), false, "not in the page");
      const { pixels } = await strip();
      const found = pixels.filter((pixel) => pixel === "255,0,255").length;
      assert.ok(found > 300, `${src}: ${found} pixels of the mark`);
      assert.ok(dark(pixels) > 0.4 * dark(plain.pixels), `${src}: the caption stays`);
      assert.deepEqual(await visitor.warnings(), [], src);
    };
    await marked("mark.png");
    await marked(`data:image/png;base64,${mark([255, 0, 255]).toString("base64")}`);
    await quiet();
    await open("");
    await marked(visitor.site.away("mark.png"));
    await quiet();
  });

  test(
    "a mark that cannot be used is left out with one warning, and the picture is saved",
    every("policy"),
    async () => {
      visitor.site.put("mark.png", mark([255, 0, 255]));
      visitor.site.put("heavy.png", Buffer.concat([mark([255, 0, 255]), Buffer.alloc(65_537)]));
      visitor.site.put("broken.png", "no image");
      const theirs = visitor.site.away("mark.png").replace("/open/", "/plain/");
      await open("");
      for (const [inside, words] of [
        [`<img slot="mark" src="nowhere.png">`, /nowhere\.png is left out: .*404/],
        [`<img slot="mark" src="${theirs}">`, /mark\.png is left out: /],
        [`<img slot="mark" src="heavy.png">`, /heavy\.png is left out: .*65 kB/],
        [`<img slot="mark" src="broken.png">`, /broken\.png is left out: /],
        [`<p slot="mark">Clinic</p>`, /<p> is left out: .*no <img>/],
      ]) {
        await put(inside);
        await visitor.forget();
        for (let i = 0; i < 2; i++) {
          const { pixels, height } = await strip();
          assert.ok(height > 330 && !pixels.includes("255,0,255"), inside);
          if (!inside.includes("nowhere")) break;
        }
        const warnings = await visitor.warnings();
        assert.equal(warnings.length, 1, `${inside}: ${warnings}`);
        assert.match(warnings[0], words);
        assert.match(warnings[0], /^smp-visualizer: slot mark: .*; allowed: an <img> of up to 64 kB/);
      }
    },
  );

  /** Where the divider or a slider stands, and what is set. */
  const SHOWN = "Number(q('.divider').getAttribute('aria-valuenow'))";

  test("the demonstration moves the divider until a touch, and tells nobody", every("input", "sight"), async () => {
    await open("address demo compare=40");
    const before = await visitor.run("return [e.value, location.search];");
    await visitor.until(`return ${SHOWN} !== 40;`, "it moves");
    const [first] = [await visitor.run(`return ${SHOWN};`)];
    await visitor.until(`return ${SHOWN} !== ${first};`, "and on");
    assert.deepEqual(await visitor.run("return [e.compare, e.value, location.search];"), [40, ...before]);
    await visitor.click("[data-view=top]");
    assert.equal(await visitor.run(`return ${SHOWN};`), 40, "as it was");
    assert.equal(await visitor.value("view"), "top", "and the press has counted");
    await visitor.rest();
    await visitor.stays(`return ${SHOWN} === 40;`, 400);
    const events = await visitor.run("return seen.events.filter(({ detail }) => /compare/.test(detail.name));");
    assert.deepEqual(events, []);
    // Whoever sets it anew begins it anew.
    await visitor.run("e.setAttribute('demo', 'nothing'); document.activeElement.blur();");
    await visitor.until("return seen.warnings.length === 1;");
    assert.match(
      (await visitor.warnings())[0],
      /demo: "nothing" is not allowed; allowed: norwood, .*compare.*; ignored/,
    );
    await quiet();
  });

  test("it stops on a key, the focus, a request for the picture, out of sight, and for its attribute", async () => {
    await open("compare=40");
    for (const stop of [
      "document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));",
      "e.focus(); document.activeElement.blur();",
      "window.got = e.toBlob({ size: 64 });",
      "document.body.style.paddingBlockStart = '4000px'; scrollTo(0, 0);",
      "e.removeAttribute('demo');",
      "document.body.append(e.cloneNode()); e.remove();",
    ]) {
      await visitor.run(
        "document.body.style.paddingBlockStart = ''; e.removeAttribute('demo'); e.setAttribute('demo', '');",
      );
      await visitor.until(`return ${SHOWN} !== 40;`, `it moves before ${stop}`);
      await visitor.run(`window.stage = e.shadowRoot; ${stop}`);
      const at = "Number(stage.querySelector('.divider').getAttribute('aria-valuenow'))";
      await visitor.until(`return ${at} === 40;`, stop);
      await visitor.stays(`return ${at} === 40;`, 200, stop);
    }
    await quiet();
  });

  test("it moves a slider named, three times at most, and returns to the value that is set", async () => {
    // With a clock of the test's own.
    await open("density=100");
    await visitor.run(`
      const real = requestAnimationFrame;
      let now = 0;
      window.requestAnimationFrame = (callback) => real(() => callback((now += 150)));
      window.shown = [];
      new MutationObserver(() => shown.push(Number(q("#in-density").value))).observe(
        q("#in-density"), { attributes: true });
      q("#in-density").scrollIntoView({ block: "end" });
      e.setAttribute("demo", "density");`);
    await visitor.until("return shown.includes(q('#in-density').valueAsNumber) && shown.length > 20;", "it moves");
    await visitor.until("return shown.at(-1) === 100 && shown.length > 60;", "home");
    const shown = await visitor.run("return shown;");
    assert.ok(Math.max(...shown) > 220 && Math.min(...shown) < 60, `${Math.min(...shown)}–${Math.max(...shown)}`);
    await visitor.rest();
    await visitor.stays("return q('#in-density').valueAsNumber === 100;", 300);
    assert.deepEqual(await visitor.events("smp-change"), []);
    assert.deepEqual(await visitor.events("smp-commit"), []);
    await quiet();
  });

  test("a slider moves only where it can be seen beside its picture", async () => {
    await open("density=100 style='block-size: 90rem'");
    const { driver } = visitor;
    const { width, height } = await driver.manage().window().getRect();
    try {
      await driver.manage().window().setRect({ width: 520, height: 700 });
      await visitor.rest();
      await visitor.run("scrollTo(0, 0); e.setAttribute('demo', 'density');");
      const below = "return q('#in-density').getBoundingClientRect().top > innerHeight;";
      assert.ok(await visitor.run(below), "the slider is below the fold");
      await visitor.observed();
      await visitor.stays("return q('#in-density').valueAsNumber === 100;", 400);
      await visitor.run("q('#in-density').scrollIntoView({ block: 'center' });");
      await visitor.until("return q('#in-density').valueAsNumber !== 100;", "it moves in sight");
      await quiet();
    } finally {
      await driver.manage().window().setRect({ width, height });
    }
  });

  test("whoever wants less motion sees none of it", async () => {
    const { driver } = visitor;
    const prefer = (value) =>
      driver.sendDevToolsCommand("Emulation.setEmulatedMedia", {
        features: [{ name: "prefers-reduced-motion", value }],
      });
    try {
      await open("demo compare=40");
      await visitor.until(`return ${SHOWN} !== 40;`, "it moves");
      await prefer("reduce");
      await visitor.until(`return ${SHOWN} === 40;`, "it stops");
      await open("demo compare=40");
      await visitor.stays(`return ${SHOWN} === 40;`, 600);
    } finally {
      await prefer("");
    }
  });

  test("a frame hands these rules on, and a link to it has no price", async () => {
    const query = `norwood=6&save=link&demo&mark=mark.png&price=${encodeURIComponent(JSON.stringify(PRICE))}`;
    visitor.site.put("mark.png", mark([255, 0, 255]));
    visitor.site.put("framing.html", `<title>a clinic</title><iframe src="embed.html?${query}" title="head"></iframe>`);
    await visitor.goto("plain", "framing.html");
    await visitor.driver.switchTo().frame(0);
    try {
      await visitor.until(`return ${FACTS}.Price?.startsWith("€") || q('.facts').textContent.includes("€");`);
      await visitor.openGroups();
      assert.deepEqual(
        await visitor.run(`return [e.getAttribute("save"), e.getAttribute("demo"), e.querySelector("img").slot];`),
        ["link", "", "mark"],
      );
      assert.doesNotMatch(await visitor.run("return location.href;"), /price|demo|EUR/);
    } finally {
      await visitor.driver.switchTo().defaultContent();
    }
    // Whoever writes a link to the frame's own page sets no price there.
    await visitor.load("plain", `embed.html?${query}`);
    assert.deepEqual(await visitor.run(`return ["price", "demo", "save"].map((name) => e.getAttribute(name));`), [
      null,
      null,
      "link",
    ]);
    assert.equal(await visitor.run(`return "Price" in ${FACTS};`), false);
  });

  test("axe finds nothing with a price, a rule and a demonstration", async () => {
    await open(`address save=link demo price="${quoted(PRICE)}"`);
    await visitor.until("return q('.facts').textContent.includes('€');");
    await visitor.openGroups();
    assert.deepEqual(await visitor.violations("smp-visualizer"), []);
  });
};
