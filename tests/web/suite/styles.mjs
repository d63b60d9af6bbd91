// Hair as it is worn: its pictures, its words, and every style drawn.

import assert from "node:assert/strict";
import { every } from "../engines.mjs";
import { Key } from "../visitor.mjs";

const STYLES = ["cut", "forward", "back", "left-parting", "middle-parting", "right-parting", "tied"];
const TEXTURES = ["straight", "wavy", "curly", "coiled"];
/** Beyond this hair is worn, mm. */
const STUBBLE = 10;
const LONGEST = 300;

const CANVASES = `[...e.shadowRoot.querySelectorAll("[data-name=hair-style] canvas")]`;
const SUM = "const sum = (bytes) => bytes.reduce((sum, byte) => (sum * 31 + byte) >>> 0, 7);";
/** What the pictures of styles show: one number for each, 0 while there is none. */
const PICTURES = `${SUM}
  const data = (c) => c.getContext("2d").getImageData(0, 0, c.width, c.height).data;
  return ${CANVASES}.map((c) => c.dataset.drawn ? sum(data(c)) : 0);`;
/** Once all are drawn with this among what they show. */
const drawn = (part = "") => `return ${CANVASES}.every((c) => c.dataset.drawn?.includes("${part}"));`;

export default (visitor, { test, quiet, differ }) => {
  const row = () => visitor.run("return q('.row[data-name=hair-style]').checkVisibility();");
  const none = async (why) => assert.deepEqual([...new Set(await visitor.run(PICTURES))], [0], why);

  for (const host of ["strict", "no-worker"]) {
    test(`${host}: styles are chosen from pictures of the visitor's own head, where hair is long enough`, async () => {
      await visitor.open(host, "low.html");
      await visitor.run("q('[data-group=hair]').open = true;");
      assert.equal(await row(), false, "not on a shaved head");
      await visitor.run(`e.hairLength = ${STUBBLE};`);
      await visitor.painted();
      assert.equal(await row(), false, "nor on a clipped one");
      await visitor.run("e.hairLength = 240; e.pattern = 'totalis';");
      await visitor.painted();
      assert.equal(await row(), false, "nor where no hair is");
      await visitor.rest();
      await none("and none is drawn");
      await visitor.run("e.pattern = 'norwood';");
      await visitor.until("return q('.row[data-name=hair-style]').checkVisibility();");
      const height = "return q('[data-name=hair-style]').getBoundingClientRect().height;";
      const empty = await visitor.run(height);
      await visitor.until(drawn(), "pictures");
      const first = await visitor.run(PICTURES);
      assert.equal(new Set(first).size, STYLES.length, "each another one");
      assert.equal(await visitor.run(height), empty, "nothing jumps");
      // Whatever they show, they are drawn anew with it.
      let last = first;
      for (const [name, value] of [
        ["hair-texture", "coiled"],
        ["hair-color", "blond"],
        ["norwood", 7],
        ["hair-length", 40],
      ]) {
        await visitor.run("e.setState({ [arguments[0]]: arguments[1] });", name, value);
        await visitor.until(drawn(`,${value},`), name);
        const now = await visitor.run(PICTURES);
        assert.ok(
          now.every((picture, i) => picture !== last[i]),
          name,
        );
        last = now;
      }
      assert.deepEqual(
        (await visitor.problems()).filter((problem) => !problem.startsWith("csp: worker-src")),
        [],
      );
    });
  }

  test("a style is chosen by pointer and by keys, said in words, and shown", async () => {
    await visitor.open("plain", "low.html?hair-length=60&norwood=3");
    await visitor.run("q('[data-group=hair]').open = true;");
    const options = await visitor.run(`
      const options = [...e.shadowRoot.querySelectorAll("input[name=hair-style]")];
      return options.map((input) => [input.value, input.closest("label").textContent]);`);
    assert.deepEqual(
      options.map(([value]) => value),
      STYLES,
    );
    assert.equal(new Set(options.map(([, words]) => words)).size, STYLES.length);
    await visitor.click("input[name=hair-style][value=back]");
    assert.equal(await visitor.value("hair-style"), "back");
    const back = await visitor.picture();
    await visitor.press("input[name=hair-style][value=back]", Key.ARROW_DOWN);
    assert.equal(await visitor.value("hair-style"), "left-parting");
    differ(await visitor.picture(), back, "another picture");
    await visitor.click("input[name=hair-texture][value=curly]");
    assert.equal(await visitor.value("hair-texture"), "curly");
    assert.deepEqual(
      new Set((await visitor.events("smp-commit")).map(({ name }) => name)),
      new Set(["hair-style", "hair-texture"]),
    );
    assert.equal(await visitor.run("return q('[data-group=hair] .said').textContent;"), "Dark brown, 6 cm");
    await visitor.until("return /Norwood III, hair: 6 cm,/.test(q('canvas').getAttribute('aria-label'));");
    // Cut short, whoever was there is near.
    await visitor.run("q('input[name=hair-style]:checked').focus(); e.hairLength = 3;");
    await visitor.until("return e.shadowRoot.activeElement?.localName === 'summary';");
    assert.equal(await visitor.value("hair-style"), "left-parting", "and the style is kept");
    await quiet();
  });

  test("pictures that nobody sees any more are not drawn, and are when they are seen again", async () => {
    await visitor.open("plain", "low.html?hair-length=170&build=feminine");
    // Sooner than a hand has rested.
    await visitor.run(
      "q('[data-group=hair]').open = true; setTimeout(() => (q('[data-group=hair]').open = false), 60);",
    );
    await visitor.until("return !q('[data-group=hair]').open;");
    await visitor.stays(`return ${CANVASES}.every((c) => !c.dataset.drawn);`, 1000, "closed at once, none is drawn");
    await visitor.run("q('[data-group=loss]').open = q('[data-group=hair]').open = true;");
    await visitor.until(drawn(), "pictures");
    await visitor.until(
      "return [...e.shadowRoot.querySelectorAll('[data-name=pattern] canvas')].every((c) => c.dataset.drawn);",
      "charts",
    );
    // All hair is lost, though the pattern might leave some: there is nothing to show, and nobody waits for it.
    await visitor.run("e.setState({ pattern: 'patchy', extent: 100 });");
    await visitor.until(drawn(",patchy,"), "an answer for each");
    await visitor.rest();
    await quiet();
  });

  test("whoever presses the word for a length gets that length", every("layout"), async () => {
    await visitor.load("plain", "low.html");
    await visitor.run("q('[data-group=hair]').open = true; e.hairLength = 240;");
    await visitor.until("return q('output[for=in-hair-length]').value === '24 cm, to the chin';");
    const missed = await visitor.run(`
      const marks = [...e.shadowRoot.querySelectorAll("[data-name=hair-length] .mark")];
      marks[0].scrollIntoView({ block: "center" });
      return marks.filter((mark) => {
        const words = document.createRange();
        words.selectNodeContents(mark);
        const { left, top, width, height } = words.getBoundingClientRect();
        const at = (share) => e.shadowRoot.elementFromPoint(left + share * width, top + height / 2)?.closest("button");
        return [0.1, 0.5, 0.9].some((share) => at(share) !== mark);
      }).map((mark) => mark.textContent);`);
    assert.deepEqual(missed, [], "whoever presses a word gets that stop");
  });

  test("every style and texture is drawn at both ends of every length, in silence", async () => {
    await visitor.console();
    await visitor.open("plain", "fixed.html?norwood=3");
    // Small: that each is another picture is seen there too.
    await visitor.run("e.style.inlineSize = '80px';");
    const lengths = [0, 0.5, STUBBLE, STUBBLE + 0.01, LONGEST];
    for (const build of ["masculine", "feminine"]) {
      const shown = new Set();
      for (const length of lengths) {
        for (const texture of TEXTURES) {
          // Stubble is worn in no style.
          for (const style of length > STUBBLE ? STYLES : ["tied"]) {
            const state = { build, "hair-length": length, "hair-style": style, "hair-texture": texture };
            await visitor.wait("e.setState(given[0]); await e.rendered;", state);
            const kept = `${SUM} return sum(new Uint8Array(await (await e.toBlob({ caption: false })).arrayBuffer()));`;
            if (length === LONGEST) shown.add(await visitor.wait(kept));
          }
        }
      }
      assert.equal(shown.size, STYLES.length * TEXTURES.length, `${build}: each its own picture`);
    }
    await quiet();
    assert.deepEqual(await visitor.warnings(), []);
    assert.deepEqual(await visitor.console(), []);
  });
};
