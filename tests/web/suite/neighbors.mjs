// Beside what a page has of its own: carousels, shortcuts.

import assert from "node:assert/strict";
import { every } from "../engines.mjs";
import { Key } from "../visitor.mjs";

export default (visitor, { test, quiet }) => {
  test(
    "keys and drags that it uses do not reach the page's shortcuts and carousels; others do",
    every("input"),
    async () => {
      await visitor.load("plain", "neighbors.html");
      const keys = () => visitor.run("return [...new Set(taken.keys.splice(0))];");
      await visitor.openGroups();
      await visitor.press("#in-seed", Key.END, "7", "1", "2", Key.BACK_SPACE, Key.ENTER);
      assert.match(String(await visitor.value("seed")), /^171$|^711$/, "digits are typed");
      await visitor.press("#in-norwood", Key.HOME, Key.ARROW_RIGHT, Key.PAGE_UP);
      const norwood = await visitor.value("norwood");
      assert.ok(norwood > 1 && norwood < 7, `${norwood}`);
      await visitor.press("[data-name=pattern] [value=norwood]", Key.ARROW_DOWN);
      assert.equal(await visitor.value("pattern"), "ludwig");
      await visitor.press("[data-group=skin] summary", Key.SPACE);
      assert.equal(await visitor.run("return q('[data-group=skin]').open;"), false);
      await visitor.press("[data-button=compare]", Key.SPACE);
      assert.equal(await visitor.value("compare"), 0);
      await visitor.press(".divider", Key.END, Key.PAGE_DOWN);
      assert.equal(await visitor.value("compare"), 90);
      await visitor.press(".stage", "2", Key.ARROW_LEFT, "+");
      assert.equal(await visitor.value("yaw"), 5);
      assert.deepEqual(await keys(), [], "none of these is the page's");
      await visitor.press(".stage", "/", "k", Key.PAGE_DOWN);
      await visitor.press("#in-norwood", "j", Key.ESCAPE);
      assert.deepEqual(await keys(), ["/", "k", "PageDown", "j", "Escape"], "what it does not use is the page's");

      await visitor.run("e.compare = 50; taken.drags.length = taken.clicks = 0;");
      const yaw = await visitor.value("yaw");
      await visitor.drag(".stage", [0.2, 0.3], 40, 0);
      assert.notEqual(await visitor.value("yaw"), yaw);
      await visitor.drag("#in-density", [0.5, 0.5], -60, 0);
      await visitor.drag(".divider", [0.5, 0.3], 30, 0);
      assert.ok((await visitor.value("compare")) > 52);
      assert.deepEqual(await visitor.run("return [taken.drags, taken.clicks];"), [[], 0], "drags are its own");
      await visitor.run(
        `for (const part of [".stage canvas", ".divider", "[type=range]", ".views button", ".caption"])
           for (const type of ["touchstart", "touchmove"])
             q(part).dispatchEvent(new Event(type, { bubbles: true, composed: true }));`,
      );
      await visitor.drag(".caption", [0.5, 0.5], 10, 0);
      assert.deepEqual(
        await visitor.run("return taken.drags;"),
        ["touchstart", "touchmove", "pointerdown", "mousedown"],
        "over its words the page is dragged",
      );
      await visitor.click("[data-button=compare]");
      assert.equal(await visitor.run("return taken.clicks;"), 2, "a press is heard");
      const wheel = await visitor.run(
        `const heard = [];
         document.addEventListener("wheel", (event) => heard.push(event.ctrlKey));
         for (const ctrlKey of [true, false])
           q(".stage").dispatchEvent(
             new WheelEvent("wheel", { ctrlKey, deltaY: -50, bubbles: true, composed: true, cancelable: true }));
         return [heard, e.zoom > 1];`,
      );
      assert.deepEqual(wheel, [[false], true], "the page scrolls by the wheel, and does not by what zooms the head");
      await quiet();
    },
  );
};
