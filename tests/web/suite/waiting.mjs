// Before the element is seen: when the rest is fetched, what stands there until then, and other words for it.

import assert from "node:assert/strict";
import { every } from "../engines.mjs";
import { eventually, TIMEOUT } from "../visitor.mjs";

const fetched = "performance.getEntriesByType('resource').some(({ name }) => name.includes('inside'))";

export default (visitor, { test, quiet }) => {
  test("lazy waits until it is in sight, auto comes a little before, eager at once", every("sight"), async () => {
    for (const [loading, away, early] of [
      ["lazy", 0.3, false],
      ["auto", 0.3, true],
      ["auto", 1.5, false],
      ["eager", 3, true],
    ]) {
      await visitor.goto("plain", "fixture.html");
      await visitor.run(
        `const above = Object.assign(document.createElement("div"), { style: "block-size: ${100 + 100 * away}vh" });
         const made = Object.assign(document.createElement("smp-visualizer"), { className: "fixed" });
         made.setAttribute("loading", "${loading}");
         document.body.replaceChildren(above, made);`,
      );
      await visitor.observed();
      const why = `${loading}, ${away} windows below`;
      if (early) await visitor.until(`return ${fetched};`, why);
      else await visitor.stays(`return !${fetched};`, 300, why);
      await visitor.run("e.scrollIntoView();");
      await visitor.until(`return ${fetched};`, `${why}, in sight`);
    }
    await visitor.rest();
  });

  test(
    "with reveal=press nothing is fetched until the poster's button is pressed, by key too",
    every("focus"),
    async () => {
      await visitor.goto("plain", "press.html");
      await visitor.until("return e?.shadowRoot && q('button')?.textContent === 'Inizia';");
      await visitor.observed();
      await visitor.stays(`return !${fetched};`, 300, "nothing is fetched");
      await visitor.press("button", "\uE007");
      await visitor.rest();
      assert.equal(await visitor.run("return e.shadowRoot.activeElement?.className;"), "stage");
      await quiet();
    },
  );

  test("the core comes together with the words, for who saves data only after them", async () => {
    for (const saveData of [false, true]) {
      await visitor.goto("plain", "press.html");
      await visitor.until("return e?.shadowRoot && q('button');");
      await visitor.run(
        `Object.defineProperty(navigator, "connection", { value: { saveData: ${saveData} } });
         const get = window.fetch;
         window.held = new Promise((done) => (window.release = done));
         window.core = false;
         window.fetch = async (address, ...more) => {
           if (/\\.wasm$/.test(address)) core = true;
           if (/locales/.test(address)) { window.words = true; await held; }
           return get(address, ...more);
         };
         q("button").click();`,
      );
      await visitor.until("return window.words;", "the words are on their way");
      if (saveData) await visitor.stays("return !core;", 200);
      else await visitor.until("return core;", "the core too");
      await visitor.run("release();");
      await visitor.rest();
    }
    await quiet();
  });

  test("what has failed to come is asked for again, in words, by key", every("script"), async () => {
    await visitor.goto("late-parts", "press.html");
    await visitor.until("return e?.shadowRoot && q('button')?.textContent === 'Inizia';");
    await visitor.press("button", "\uE007");
    await visitor.until("return q('button')?.textContent === 'Riprova' && !q('button').disabled;");
    assert.equal((await visitor.events("smp-error"))[0].type, "download");
    assert.match(await visitor.run("return q('[role=alert]').innerText;"), /simulazione/);
    await visitor.press("button", "\uE007");
    await visitor.until("return q('.stage');");
    // Saving has its own part, which fails as well, once.
    const save = "return await e.toBlob({ size: 64 }).then(() => 'a picture', () => 'none');";
    assert.deepEqual([await visitor.wait(save), await visitor.wait(save)], ["none", "a picture"]);
  });

  test("whatever is thrown while it is built is said: to the page, in words, once on the console", async () => {
    await visitor.goto("no-numbers", "poster.html");
    await visitor.until("return q('button')?.textContent === 'Try again';");
    const [{ type, message }] = await visitor.events("smp-error");
    assert.equal(type, "core");
    assert.match(message, /undefined|constructor/);
    assert.match(await visitor.run("return q('[role=alert]').innerText;"), /^The simulation stopped/);
    const problems = await visitor.problems();
    assert.equal(problems.length, 1, problems.join());
    await visitor.run("Intl.NumberFormat = numbers;");
    await visitor.click("button");
    await visitor.rest();
  });

  test("where no language can be had there are English words, and a caption, on the page and in files", async () => {
    await visitor.goto("no-words", "fixture.html");
    await visitor.run(
      "document.body.innerHTML = '<smp-visualizer lang=de class=\"fixed low\" compare=40></smp-visualizer>';",
    );
    await visitor.rest();
    assert.match(await visitor.run("return q('.caption').textContent;"), /^Computer simulation/);
    assert.equal(await visitor.run("return q('label[for=in-density]').textContent;"), "Density");
    const note = await visitor.wait("return await (await e.toBlob({ size: 64 })).text();");
    assert.match(note, /Description\0+Computer simulation/);
    assert.deepEqual([(await visitor.warnings()).length, await visitor.problems()], [1, []]);
  });

  test("an unclosed tag is warned of, once; on paper no room is kept for what was not seen", async () => {
    await visitor.goto("plain", "unclosed.html");
    await visitor.until("return e.shadowRoot.querySelector('.waiting') && true;");
    const height = () => visitor.run("return e.getBoundingClientRect().height;");
    const media = (media) => visitor.driver.sendAndGetDevToolsCommand("Emulation.setEmulatedMedia", { media });
    assert.ok((await height()) > 900, "room for the panel");
    await media("print");
    assert.ok((await height()) < 400, "none on paper");
    await media("");
    await visitor.run("e.loading; e.setAttribute('loading', 'eager'); document.body.append(e.cloneNode());");
    await visitor.rest();
    await visitor.wait("await document.body.lastElementChild.rendered;");
    assert.deepEqual(
      (await visitor.warnings()).map((warning) => warning.match(/<(h2)>.*<\/smp-visualizer>/)?.[1]),
      ["h2"],
    );
  });

  test("in documents whose address takes no query it draws, bound or not", every("frame"), async () => {
    await visitor.goto("open", "fixture.html");
    await visitor.driver.executeScript(`
      window.drawn = [];
      addEventListener("message", ({ data }) => drawn.push(data));
      const site = location.href.replace(/[^/]*$/, "");
      const text = (name) => \`<!doctype html><style>smp-visualizer { --smp-max-height: 100px }</style>
        <script>document.addEventListener("smp-ready", () => parent.postMessage("\${name}", "*"));</script>
        <script type="module" src="\${site}smp-visualizer.js"></script>
        <smp-visualizer address controls="none"></smp-visualizer>\`;
      const frames = {
        srcdoc: { srcdoc: text("srcdoc") },
        data: { src: "data:text/html," + encodeURIComponent(text("data")) + "?norwood=2" },
        blob: { src: URL.createObjectURL(new Blob([text("blob")], { type: "text/html" })) },
      };
      for (const each of Object.values(frames))
        document.body.append(Object.assign(document.createElement("iframe"), { height: 120 }, each));`);
    const drawn = () => visitor.driver.executeScript("return drawn.sort().join();");
    await eventually(async () => assert.equal(await drawn(), "blob,data,srcdoc"), 3 * TIMEOUT);
  });

  test(
    "a host's small root letters make none of ours small, and where it is asked for its width it has one",
    every("layout"),
    async () => {
      visitor.site.put(
        "small.html",
        (await (await fetch(visitor.site.url("plain", "fixture.html"))).text()).replace(
          "<body>",
          `<body><p style="float:left"><smp-visualizer></smp-visualizer></p>
           <dialog open><smp-visualizer controls="none"></smp-visualizer></dialog>`,
        ),
      );
      await visitor.goto("plain", "small.html");
      await visitor.until(
        `const all = [...document.querySelectorAll("smp-visualizer")];
         return all.every((each) => each.shadowRoot?.querySelector("canvas")) && all.length === 2;`,
        "two with an inside",
      );
      await visitor.run("document.documentElement.style.fontSize = '62.5%';");
      const [letters, button, ...widths] = await visitor.run(
        `const { height } = q(".views button").getBoundingClientRect();
         const all = [...document.querySelectorAll("smp-visualizer")];
         const widths = all.map((each) => each.getBoundingClientRect().width);
         return [parseFloat(getComputedStyle(q("label")).fontSize), height, ...widths];`,
      );
      assert.ok(letters >= 15 && button >= 43.5, `${letters}, ${button} px`);
      for (const width of widths) assert.ok(width > 300, `${widths} px wide`);
    },
  );

  test("a fresh head has a poster that is its first picture; another head shows none that is not its own", async () => {
    await visitor.open("plain", "fixed.html");
    const [mean, most] = await visitor.wait(`
      const draw = (source) => {
        const surface = new OffscreenCanvas(130, 130).getContext("2d");
        surface.imageSmoothingQuality = "high";
        surface.drawImage(source, 0, 0, 130, 130);
        return surface.getImageData(0, 0, 130, 130).data;
      };
      const poster = Object.assign(new Image(), { src: q(".poster img").src });
      await poster.decode();
      const [a, b] = [poster, await createImageBitmap(await e.toBlob({ size: 520, caption: false }))].map(draw);
      const off = a.map((value, i) => Math.abs(value - b[i]));
      return [off.reduce((sum, each) => sum + each, 0) / off.length, Math.max(...off)];`);
    assert.ok(mean < 1.5 && most < 40, `off by ${mean} in the mean, ${most} at most, of 255`);
    await visitor.goto("plain", "attributes.html");
    await visitor.until("return e?.shadowRoot && q('slot[name=poster]') && true;");
    assert.equal(await visitor.run("return q('slot[name=poster] img');"), null);
  });

  test("a host's own words take their places, now or later, in any language; nothing else changes", async () => {
    await visitor.open("plain", "texts.html");
    const said = () =>
      visitor.run(
        `const parts = [".caption slot", "[data-button=reset]", "[data-view=top]"];
         return parts.map((part) => q(part).textContent);`,
      );
    assert.deepEqual(await said(), ["<b>Our</b> simulation", "Start over", "Top"]);
    assert.equal(await visitor.run("return q('.caption b');"), null, "as text, never as markup");
    assert.deepEqual(
      (await visitor.warnings()).map((warning) => warning.match(/"(.*?)"/)[1]),
      ["no.such.text", "views"],
    );
    await visitor.run("q('[data-group=hair]').open = true;");
    const picture = await visitor.picture();
    await visitor.run("e.texts = { 'button.reset': 'Once more' };");
    await visitor.until("return q('[data-button=reset]').textContent === 'Once more';");
    await visitor.run("e.lang = 'de';");
    await visitor.until("return q('[data-view=top]').textContent === 'Oben';");
    assert.deepEqual(await said(), ["<b>Our</b> simulation", "Once more", "Oben"]);
    assert.equal(await visitor.run("return q('[data-group=hair]').open;"), true);
    // The page's language, as by a button of its own.
    await visitor.run("e.removeAttribute('lang'); document.documentElement.lang = 'es';");
    await visitor.until("return q('[data-view=top]').textContent === 'Arriba';");
    await visitor.rest();
    assert.ok((await visitor.picture()).data.equals(picture.data));
    assert.equal((await visitor.events("smp-ready")).length, 1, "the same start");
    await visitor.run("e.norwood = 7;");
    assert.ok(!(await visitor.picture()).data.equals(picture.data), "and it still answers");
  });
};
