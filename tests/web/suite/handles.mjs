// The hairline, moved by hand: by dragging, by keys, by buttons.

import assert from "node:assert/strict";
import { every } from "../engines.mjs";
import { eventually, Key } from "../visitor.mjs";

const ROWS = [
  "middle-forward",
  "middle-aside",
  "left-corner-forward",
  "left-corner-out",
  "right-corner-forward",
  "right-corner-out",
  "left-temple-forward",
  "left-temple-up",
  "right-temple-forward",
  "right-temple-up",
];
const handle = (name) => `.handle[data-handle=${name}]`;
/** Where a handle is, px in the window. */
const PLACE =
  "const { x, y, width, height } = q(arguments[0]).getBoundingClientRect(); return [x + width / 2, y + height / 2];";
/** How late an answer comes to a hand that moves on within 30 ms, ms. */
const LATE = 200;

export default (visitor, { test, quiet, same, differ }) => {
  const rows = () => visitor.run("const state = e.getState(); return arguments[0].map((name) => state[name]);", ROWS);
  const moved = async () => (await rows()).filter((mm) => mm !== 0).length;
  const begin = async (path = "index.html?norwood=6") => {
    await visitor.open("plain", path);
    await visitor.run("q('[data-group=hairline]').open = true;");
    await visitor.click("[data-button=by-hand]");
    await visitor.until(
      `const handles = [...e.shadowRoot.querySelectorAll(".handle")];
       return handles.filter((handle) => handle.checkVisibility() && handle.style.left).length === 5;`,
      "five handles",
    );
    await visitor.rest();
  };
  const said = () => visitor.run("return q('.pad p').innerText.replaceAll('\\n', ' ');");

  test("a handle is dragged with the hand, and the head does not turn", every("input"), async () => {
    await begin();
    // The hand is quicker than the answers: the last of its places counts all the same.
    await visitor.run(`
      const post = Worker.prototype.postMessage;
      Worker.prototype.postMessage = function (message, ...more) {
        const send = () => post.call(this, message, ...more);
        if (message.type === "handleValues") setTimeout(send, ${LATE});
        else send();
      };`);
    const before = await visitor.picture();
    const [yaw, pitch] = [await visitor.value("yaw"), await visitor.value("pitch")];
    const [x, y] = await visitor.run(PLACE, handle("middle"));
    await visitor.drag(handle("middle"), [0.5, 0.5], 8, 32);
    await visitor.until("return e.getState()['middle-forward'] > 3;", "down is forward");
    await visitor.rest();
    await eventually(async () => {
      const [toX, toY] = await visitor.run(PLACE, handle("middle"));
      assert.ok(Math.hypot(toX - x - 8, toY - y - 32) < 8, `it is where it was let go: ${toX - x}, ${toY - y}`);
    });
    assert.deepEqual((await rows()).slice(2), Array(8).fill(0), "the others stay");
    assert.deepEqual([await visitor.value("yaw"), await visitor.value("pitch")], [yaw, pitch]);
    differ(await visitor.picture(), before, "the line has moved");
    await visitor.until(
      "return /^Middle of the hairline\\s+[\\d.]+ mm forward/.test(q('.pad p').innerText);",
      "said beside it",
    );
    const commits = await visitor.events("smp-commit");
    assert.equal(commits.at(-1).name, "handles");
    await visitor.click("[data-button=drawn]");
    assert.equal(await moved(), 0);
    same(await visitor.picture(), before, "back to the drawn line");
    await quiet();
  });

  test("keys and buttons move a handle by a millimeter, so that nobody must drag", every("focus"), async () => {
    await begin();
    const names = await visitor.run(
      "return [...e.shadowRoot.querySelectorAll('.handle')].map((h) => h.getAttribute('aria-label'));",
    );
    assert.deepEqual(names, ["Middle of the hairline", "Left corner", "Right corner", "Left temple", "Right temple"]);
    await visitor.run("q(arguments[0]).focus();", handle("left-corner"));
    for (const times of [1, 2, 3]) {
      await visitor.driver.actions().sendKeys(Key.ARROW_DOWN).perform();
      await visitor.until(`return e.getState()['left-corner-forward'] > ${times - 0.6};`, `${times} times down`);
      await visitor.rest();
    }
    const [, , forward, out] = await rows();
    const way = Math.hypot(forward, out);
    assert.ok(way > 2.5 && way < 3.5, `three presses, three millimeters: ${way}`);
    await visitor.until("return /^Left corner\\s+[\\d.]+ mm forward/.test(q('.pad p').innerText);", await said());
    assert.match(
      await visitor.run("return q(arguments[0]).getAttribute('aria-description');", handle("left-corner")),
      /mm forward/,
    );
    await visitor.click("[data-button=ArrowUp]");
    await visitor.until(
      `return e.getState()['left-corner-forward'] < ${forward - 0.4};`,
      "a button moves the one chosen last",
    );
    await visitor.run("q(arguments[0]).focus();", handle("right-temple"));
    await visitor.click("[data-button=ArrowRight]");
    await visitor.until(
      "const s = e.getState(); return s['right-temple-forward'] !== 0 || s['right-temple-up'] !== 0;",
      "the other side too",
    );
    await visitor.click("[data-button=done]");
    assert.equal(await visitor.run("return q('.handles').checkVisibility() || q('.pad').checkVisibility();"), false);
    assert.equal(await visitor.run("return e.shadowRoot.activeElement.dataset.button;"), "by-hand");
    await quiet();
  });

  test("handles ride along with the head, and go where they cannot be seen", async () => {
    await begin();
    const [x] = await visitor.run(PLACE, handle("middle"));
    await visitor.press(".stage", Key.ARROW_LEFT, Key.ARROW_LEFT);
    await visitor.rest();
    await visitor.painted();
    const [moved] = await visitor.run(PLACE, handle("middle"));
    assert.ok(Math.abs(moved - x) > 8, `it went with the head: ${moved - x}`);
    await visitor.press(".stage", "6");
    await visitor.until(
      "return ![...e.shadowRoot.querySelectorAll('.handle')].some((h) => h.checkVisibility());",
      "none at the back",
    );
    await visitor.run("e.view = 'front'; e.pattern = 'ludwig';");
    await visitor.until(
      "return !q('[data-button=by-hand]').checkVisibility() && !q('.pad').checkVisibility();",
      "no line to move",
    );
    await quiet();
  });

  test("where its script cannot be had the press says so, and works once it can", async () => {
    await visitor.open("late-parts", "low.html?norwood=6");
    await visitor.run("q('[data-group=hairline]').open = true;");
    await visitor.click("[data-button=by-hand]");
    await visitor.until("return /did not work/.test(q('.row.by-hand:not(.own) .hint').innerText);");
    await visitor.click("[data-button=by-hand]");
    await visitor.until(
      "return q('.handle')?.style.left && /Drag them/.test(q('.row.by-hand:not(.own) .hint').innerText);",
    );
  });

  test("a hairline moved by hand and a time are in the address: a reload shows the same bytes", async () => {
    await begin();
    await visitor.run("q(arguments[0]).focus();", handle("right-corner"));
    for (const key of [Key.ARROW_UP, Key.ARROW_RIGHT]) {
      await visitor.driver.actions().sendKeys(key).perform();
      await visitor.until("return e.getState()['right-corner-forward'] !== 0;");
      await visitor.rest();
    }
    await visitor.run("q('[data-group=time]').open = true;");
    await visitor.press("#in-months", Key.ARROW_RIGHT, Key.ARROW_RIGHT, Key.ARROW_RIGHT);
    const state = await visitor.run("return e.getState();");
    await visitor.until(
      `const written = new URLSearchParams(location.search);
       const names = ["right-corner-forward", "right-corner-out", "months"];
       return names.every((name) => e.getState()[name] === Number(written.get(name)));`,
      "the address says all of it",
    );
    const picture = await visitor.picture();
    await visitor.driver.navigate().refresh();
    await visitor.rest();
    assert.deepEqual(await visitor.run("return e.getState();"), state);
    same(await visitor.picture(), picture, "the same head, the same line, the same day");
  });
};
