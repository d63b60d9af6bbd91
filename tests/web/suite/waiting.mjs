// Before the element is seen: when the rest is fetched, what stands there until then, and other words for it.

import assert from "node:assert/strict";
import { test } from "node:test";

const fetched = "return performance.getEntriesByType('resource').some(({ name }) => name.includes('inside'));";
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

export default (visitor, { quiet }) => {
  test("lazy waits until it is in sight, auto comes a little before, eager at once", async () => {
    for (const [loading, away, early] of [
      ["lazy", 0.3, false],
      ["auto", 0.3, true],
      ["auto", 1.5, false],
      ["eager", 3, true],
    ]) {
      await visitor.goto("plain", "fixture.html");
      await visitor.run(
        `document.body.innerHTML = '<div></div><smp-visualizer class="fixed" loading="${loading}"></smp-visualizer>'; document.body.firstChild.style.height = (1 + ${away}) * innerHeight + "px";`,
      );
      await pause(700);
      assert.equal(await visitor.run(fetched), early, `${loading}, ${away} windows below`);
      await visitor.run("e.scrollIntoView();");
      await visitor.rest();
    }
  });

  test("with reveal=press nothing is fetched until the poster's button is pressed, by key too", async () => {
    await visitor.goto("plain", "press.html");
    await visitor.until("return e?.shadowRoot && q('button')?.textContent === 'Inizia';");
    await pause(300);
    assert.equal(await visitor.run(fetched), false);
    await visitor.press("button", "\uE007");
    await visitor.rest();
    assert.equal(await visitor.run("return e.shadowRoot.activeElement?.className;"), "stage");
    await quiet();
  });

  test("what has failed to come is asked for again, in words, by key", async () => {
    await visitor.goto("late-inside", "press.html");
    await visitor.until("return e?.shadowRoot && q('button')?.textContent === 'Inizia';");
    await visitor.press("button", "\uE007");
    await visitor.until("return q('button')?.textContent === 'Riprova' && !q('button').disabled;");
    assert.equal((await visitor.events("smp-error"))[0].type, "download");
    // A browser that has failed to load a module need not ask for it again; where it does, it draws.
    await visitor.press("button", "\uE007");
    await visitor.until("return q('.stage') || q('button')?.textContent === 'Riprova';");
  });

  test("a host's small root letters make none of ours small, and where it is asked for its width it has one", async () => {
    visitor.site.put(
      "small.html",
      (await (await fetch(visitor.site.url("plain", "fixture.html"))).text()).replace(
        "<body>",
        `<body><p style="float:left"><smp-visualizer></smp-visualizer></p><dialog open><smp-visualizer controls="none"></smp-visualizer></dialog>`,
      ),
    );
    await visitor.open("plain", "small.html");
    await visitor.run("document.documentElement.style.fontSize = '62.5%';");
    const [letters, button, ...widths] = await visitor.run(
      "return [parseFloat(getComputedStyle(q('label')).fontSize), q('.views button').getBoundingClientRect().height, ...[...document.querySelectorAll('smp-visualizer')].map((each) => each.getBoundingClientRect().width)];",
    );
    assert.ok(letters >= 15 && button >= 43.5, `${letters}, ${button} px`);
    for (const width of widths) assert.ok(width > 300, `${widths} px wide`);
  });

  test("a fresh head has a poster that is its first picture; another head shows none that is not its own", async () => {
    await visitor.open("plain", "fixed.html");
    const [mean, most] = await visitor.wait(`
      const draw = async (source) => { const c = new OffscreenCanvas(130, 130), s = c.getContext("2d"); s.imageSmoothingQuality = "high"; s.drawImage(source, 0, 0, 130, 130); return s.getImageData(0, 0, 130, 130).data; };
      const poster = new Image(); poster.src = q(".poster img").src; await poster.decode();
      const a = await draw(poster), b = await draw(await createImageBitmap(await e.toBlob({ size: 520, caption: false })));
      const off = a.map((value, i) => Math.abs(value - b[i]));
      return [off.reduce((sum, each) => sum + each, 0) / off.length, Math.max(...off)];`);
    assert.ok(mean < 1.5 && most < 40, `off by ${mean} in the mean, ${most} at most, of 255`);
    await visitor.goto("plain", "attributes.html");
    await visitor.until("return e?.shadowRoot && q('slot[name=poster]') && true;");
    assert.equal(await visitor.run("return q('slot[name=poster] img');"), null);
  });

  test("a host's own words take their places, now or later, and another language too; nothing else changes", async () => {
    await visitor.open("plain", "texts.html");
    const said = () =>
      visitor.run(
        "return [q('.caption slot').textContent, q('[data-button=reset]').textContent, q('[data-view=top]').textContent];",
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
    await visitor.rest();
    assert.ok((await visitor.picture()).data.equals(picture.data));
    assert.equal((await visitor.events("smp-ready")).length, 1, "the same start");
    await visitor.run("e.norwood = 7;");
    assert.ok(!(await visitor.picture()).data.equals(picture.data), "and it still answers");
  });
};
