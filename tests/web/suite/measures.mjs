// Millimeters on the head: the report's numbers over the skin, in pictures to keep, on paper.

import assert from "node:assert/strict";
import { every } from "../engines.mjs";
import { nativeReport } from "../native.mjs";
import { Key } from "../visitor.mjs";

const LABELS = "[...e.shadowRoot.querySelectorAll('.measures text')].map((text) => text.textContent)";
const LINES = "[...e.shadowRoot.querySelectorAll('.measures path')].map((path) => path.getAttribute('d')).join()";

export default (visitor, { test, name, quiet, same }) => {
  const labels = () => visitor.run(`return ${LABELS};`);
  const begin = async (path) => {
    await visitor.open("plain", path);
    await visitor.click("[data-button=measures]");
    await visitor.until(`return ${LABELS}.length > 2;`, "numbers over the head");
    await visitor.rest();
  };
  test("numbers over the head are the report's, follow its turn, and go with a press", every("layout"), async () => {
    await visitor.open("plain", "index.html?norwood=6&view=front");
    const before = await visitor.picture();
    assert.equal(await visitor.run("return q('.measures');"), null, "off at first");
    await begin("index.html?norwood=6&view=front");
    const { measures, treated_parts_cm2: areas } = nativeReport("norwood=6&view=front");
    const { brow_to_hairline_mm: brow, corner_to_corner_mm: corners } = measures;
    const angles = [measures.left_temple_deg, measures.right_temple_deg];
    const wanted = [
      `${Math.round(brow)} mm`,
      `${Math.round(corners)} mm`,
      ...angles.map((angle) => `${Math.round(angle)}°`),
      `Hairline ${Math.round(areas.hairline)} cm²`,
    ];
    const seen = await labels();
    for (const text of wanted) assert.ok(seen.includes(text), `${text} is among ${seen}`);
    assert.ok(seen.includes("1 cm"), "a scale");
    const rows = await visitor.run("return q('.measured').innerText;");
    for (const text of [...wanted.slice(0, 4), `${Math.round(measures.hairline_to_vertex_mm)} mm`])
      assert.ok(rows.includes(text), `${text} is in the list: ${rows}`);
    const area = await visitor.run("return q('.facts dd').innerText;");
    const sum = Object.values(areas).reduce((all, cm2) => all + cm2, 0);
    assert.equal(area, `${Math.round(sum)} cm²`, "the parts add up to the treated area");
    same(await visitor.picture(), before, "the picture itself is as it was");

    const lines = await visitor.run(`return ${LINES};`);
    await visitor.run("e.view = 'left';");
    await visitor.rest();
    await visitor.until(`return ${LINES} !== ${JSON.stringify(lines)};`, "the lines have moved");
    const left = await labels();
    assert.ok(!left.includes(`${Math.round(angles[1])}°`) || angles[0] === angles[1], `behind the head: ${left}`);
    await visitor.run("e.view = 'front';");
    await visitor.rest();
    await visitor.until(`return ${LINES} === ${JSON.stringify(lines)};`, "as before the turn");
    await visitor.run("e.hairlineHeight = 6.5;");
    await visitor.until(`return ${LABELS}.some((text) => /^6[456] mm/.test(text));`, "the height that was set");

    await visitor.press("[data-button=measures]", Key.ENTER);
    await visitor.until("return !q('.measures') && !q('.measured');", "gone");
    assert.equal(await visitor.run("return q('[data-button=measures]').getAttribute('aria-pressed');"), "false");
    await quiet();
  });

  test("pictures to keep have it while it is shown, those of the page never", every("canvas"), async () => {
    await visitor.open("plain", "low.html?norwood=6&view=front");
    const page = await visitor.picture();
    await visitor.click("[data-button=measures]");
    await visitor.until(`return ${LABELS}.length > 2;`, "numbers over the head");
    await visitor.rest();
    same(await visitor.picture(), page, "what the page asks for");
    await visitor.run(`
      q('[data-group=keep]').open = true; window.links = [];
      HTMLAnchorElement.prototype.click = function () { links.push(this.href); };`);
    await visitor.click("[data-button=save-after]");
    await visitor.until("return links.length > 0;");
    // The color of the spots along the hairline, which no head has; most of it in the upper half.
    const [above, below] = await visitor.wait(
      `const image = Object.assign(new Image(), { src: links[0] });
       await image.decode();
       const { naturalWidth: width, naturalHeight: height } = image;
       const context = Object.assign(document.createElement("canvas"), { width, height }).getContext("2d");
       context.drawImage(image, 0, 0);
       return [0, height / 2].map((top) => {
         const { data } = context.getImageData(0, Math.round(top), width, Math.round(height / 2));
         let spots = 0;
         for (let i = 0; i < data.length; i += 4) if (data[i] === 255 && data[i + 1] === 209 && data[i + 2] === 102) spots++;
         return spots;
       });`,
    );
    assert.ok(above > 300 && below < 0.05 * above, `${above} px of spots above, ${below} below`);
    await quiet();
  });

  test("the sheet has the numbers while they are shown", async () => {
    await begin("low.html?norwood=6");
    await visitor.catchSheet();
    await visitor.printSheet();
    const text = await visitor.run("return sheet.contentDocument.body.innerText;");
    for (const word of [/Brow to hairline\s+80 mm/, /Corner to corner\s+\d+ mm/, /Crown, treated\s+\d+ cm²/])
      assert.match(text, word);
    await visitor.run("sheet.contentWindow.dispatchEvent(new Event('afterprint'));");
  });

  test("of two designs it is that of the one that is set, on its side; the sheet tells both", async () => {
    const LIST = "[...q('.measured').children].map((row) => row.innerText.replace(/\\s+/g, ' '))";
    await begin("low.html?norwood=6&view=front");
    const a = await visitor.run(`return ${LIST};`);
    await visitor.click("[data-button=designs]");
    await visitor.until("return q('.stage[data-second]') && true;", "a second picture");
    await visitor.run("e.setState({ 'hairline-height': 6.5, zone: 'hairline' });");
    await visitor.until(`return /Brow to hairline 65 mm/.test(${LIST}.join());`, "B as it is set");
    const b = await visitor.run(`return ${LIST};`);
    // The cores are exchanged: numbers and lines go with them.
    await visitor.click("[data-name=design][value=a]");
    await visitor.until(`return ${LIST}.join() === ${JSON.stringify(a.join())};`, "A's own");
    const onSide = async (from, to) => {
      const boxes = await visitor.run(`
        const stage = q(".stage").getBoundingClientRect();
        return [...e.shadowRoot.querySelectorAll(".measures rect")].map((rect) => {
          const { left, right } = rect.getBoundingClientRect();
          return [(left - stage.left) / stage.width, (right - stage.left) / stage.width];
        });`);
      assert.ok(boxes.length > 1, "labels");
      for (const box of boxes) assert.ok(box[0] > from - 0.01 && box[1] < to + 0.01, `${box} in ${from}–${to}`);
    };
    await onSide(0, 0.5);
    const lines = await visitor.run(`return ${LINES};`);
    await visitor.run("e.setState({ yaw: 15 });");
    await visitor.rest();
    await visitor.until(`return ${LINES} !== ${JSON.stringify(lines)};`, "they follow its turn");
    await visitor.click("[data-name=design][value=b]");
    await visitor.until(`return ${LIST}.join() === ${JSON.stringify(b.join())};`, "B's again");
    await onSide(0.5, 1);
    await visitor.catchSheet();
    await visitor.printSheet();
    const [rows, rest] = await visitor.run(`
      const { body } = sheet.contentDocument;
      const cells = (row) => [...row.cells].map((cell) => cell.textContent);
      return [[...body.querySelectorAll("tr")].map(cells), [...body.querySelectorAll(".facts")].map((list) => list.innerText).join()];`);
    const row = (first) =>
      rows
        .find(([name]) => name === first)
        ?.slice(1)
        .join(" | ");
    assert.equal(row("Brow to hairline"), "80 mm | 65 mm");
    assert.match(row("Crown, treated"), /^\d+ cm² \| –$/);
    assert.doesNotMatch(rest, /Brow to hairline|Crown, treated/, "not as if it were of both");
    await visitor.run("sheet.contentWindow.dispatchEvent(new Event('afterprint'));");
    await quiet();
  });

  test("women, heads without treatment and a crown alone have what there is of it", async () => {
    await begin("index.html?build=feminine&pattern=ludwig&hair-length=60&density=0");
    const rows = () => visitor.run("return [...q('.measured').children].map((row) => row.innerText);");
    const hers = await rows();
    assert.equal(hers.length, 5, `${hers}`);
    assert.ok(
      hers.some((row) => /Brow to hairline\s+66 mm/.test(row)),
      `${hers}`,
    );
    assert.ok(!(await labels()).some((text) => text.includes("cm²")), "no treatment, no areas");
    await visitor.run(
      "e.setState({ build: 'masculine', pattern: 'norwood', norwood: 5, density: 180, zone: 'crown' });",
    );
    await visitor.rest();
    await visitor.until("return q('.measured').childElementCount === 1;", "no hairline is drawn");
    assert.match((await rows())[0], /Crown, treated\s+\d+ cm²/);
    await quiet();
  });

  test(
    "at 320 px numbers keep apart in the picture, axe finds nothing, and Tab reaches the button",
    every("layout"),
    async () => {
      visitor.site.put(
        "small-measures.html",
        `<!doctype html><html lang="en"><title>small</title><main><h1>small</h1>
       <smp-visualizer norwood="6" measures="on" style="inline-size: 320px"></smp-visualizer>
       <script type="module" src="smp-visualizer.js"></script></main>`,
      );
      await visitor.open("plain", "small-measures.html");
      await visitor.until(`return ${LABELS}.length > 2;`, "shown at first");
      const boxes = await visitor.run(`
      const stage = q(".stage").getBoundingClientRect();
      return [...e.shadowRoot.querySelectorAll(".measures rect")].map((rect) => {
        const { left, right, top, bottom } = rect.getBoundingClientRect();
        return [left - stage.left, right - stage.left, top - stage.top, bottom - stage.top];
      });`);
      for (const [i, a] of boxes.entries()) {
        assert.ok(a[0] > -1 && a[1] < 321 && a[2] > -1 && a[3] < 321, `in the picture: ${a}`);
        for (const b of boxes.slice(i + 1)) {
          const side = (from) => Math.min(a[from + 1], b[from + 1]) - Math.max(a[from], b[from]);
          assert.ok(side(0) < 3 || side(2) < 3, `apart: ${a} and ${b}`);
        }
      }
      const letters = await visitor.run("return Number(q('.measures text').getAttribute('font-size'));");
      assert.ok(letters >= 11, `${letters} px`);
      const button = await visitor.run(
        "const { width, height } = q('[data-button=measures]').getBoundingClientRect(); return [width, height];",
      );
      assert.ok(
        button.every((px) => px >= 44),
        `${button}`,
      );
      await visitor.press("[data-button=home]", Key.TAB);
      assert.equal(await visitor.run("return e.shadowRoot.activeElement.dataset.button;"), "measures");
      if (name !== "chromium") return;
      assert.deepEqual(await visitor.violations(), []);
      await visitor.run("e.setAttribute('measures', 'off');");
      assert.equal(await visitor.run("return q('[data-button=measures]').checkVisibility();"), false, "taken away");
    },
  );

  test("another language keeps it with its own words; where words cannot be had, that is said", async () => {
    await begin("index.html?norwood=6");
    await visitor.run("document.documentElement.lang = 'de';");
    await visitor.until("return /Braue bis Haarlinie/.test(q('.measured')?.innerText);", "German");
    await visitor.open("plain", "low.html");
    await visitor.run(`
      const get = window.fetch;
      window.fetch = (address, ...more) => /desk/.test(address) ? Promise.reject(new Error("gone")) : get(address, ...more);
      q('[data-button=measures]').click();`);
    await visitor.until("return /did not work/.test(q('[data-button=measures]').title);");
    assert.equal(await visitor.run("return q('[data-button=measures]').getAttribute('aria-pressed');"), "false");
  });
};
