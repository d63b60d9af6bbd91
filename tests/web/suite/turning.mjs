// Turning and zooming the head.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { every } from "../engines.mjs";
import { Key } from "../visitor.mjs";

const require = createRequire(new URL("../../../www/package.json", import.meta.url));

export default (visitor, { test, name, quiet, same, differ }) => {
  test("a drag turns the head with the hand; the keys do the same", every("input"), async () => {
    await visitor.open("plain");
    const before = await visitor.picture();
    const [yaw, pitch] = [await visitor.value("yaw"), await visitor.value("pitch")];
    await visitor.drag(".stage", [0.5, 0.4], 80, 40);
    assert.ok((await visitor.value("yaw")) < yaw - 5, "to the right, the near side goes right");
    assert.ok((await visitor.value("pitch")) > pitch + 2, "down, the crown comes forward");
    const dragged = await visitor.picture();
    differ(dragged, before, "the picture turned");
    assert.equal(`${dragged.width}×${dragged.height}`, `${before.width}×${before.height}`, "full size again at rest");
    const stage = await visitor.run("return q('.stage').clientWidth + '×' + q('.stage').clientHeight;");
    assert.equal(`${dragged.width}×${dragged.height}`, stage, "one pixel for each of the screen");

    await visitor.press(".stage", "0");
    assert.equal(await visitor.value("yaw"), yaw);
    same(await visitor.picture(), before, "0 brings the first view back");
    await visitor.press(".stage", Key.ARROW_LEFT, Key.ARROW_LEFT, Key.ARROW_DOWN);
    assert.equal(await visitor.value("yaw"), yaw + 10);
    assert.equal(await visitor.value("pitch"), pitch + 5);
    await visitor.press(".stage", Key.HOME);
    assert.equal(await visitor.value("yaw"), yaw);
    await quiet();
  });

  test("turning never ends at the back", async () => {
    await visitor.load("plain", "low.html?view=back");
    await visitor.press(".stage", Key.ARROW_LEFT);
    assert.equal(await visitor.value("yaw"), -175);
  });

  test("plus, minus, ctrl + wheel and the buttons zoom, within the range", async () => {
    await visitor.load("plain", "low.html");
    await visitor.press(".stage", "+", "+");
    assert.ok(Math.abs((await visitor.value("zoom")) - 1.56) < 1e-6);
    await visitor.press(".stage", "-", "-", "-", "-");
    assert.equal(await visitor.value("zoom"), 1);
    const wheel = (given) =>
      visitor.run(
        `const wheel = new WheelEvent("wheel", { ...arguments[0], bubbles: true, cancelable: true });
         q(".stage").dispatchEvent(wheel);
         return wheel.defaultPrevented;`,
        given,
      );
    await wheel({ deltaY: -100, ctrlKey: true });
    const pinched = await visitor.value("zoom");
    assert.ok(pinched > 1.2, `wheel: ${pinched}`);
    assert.equal(await wheel({ deltaY: 100 }), false, "a bare wheel is the page's");
    for (let i = 0; i < 15; i++) await visitor.run("q('[data-button=in]').click();");
    assert.equal(await visitor.value("zoom"), 12);
    await visitor.click("[data-button=home]");
    assert.equal(await visitor.value("zoom"), 1);
    const yaw = await visitor.value("yaw");
    await visitor.click("[data-button=left]");
    assert.equal(await visitor.value("yaw"), yaw + 30);
  });

  // WebKitGTK's driver knows one pointer only.
  test("two fingers zoom", { ...every("input"), skip: name === "webkit" && "the driver has one pointer" }, async () => {
    await visitor.load("plain");
    await visitor.part(".stage");
    const box = await visitor.run(
      `const { x, y, width, height } = q(".stage").getBoundingClientRect();
       return { x: x + width / 2, y: y + height / 2 };`,
    );
    const finger = (id, from, to) => ({
      type: "pointer",
      id,
      parameters: { pointerType: "touch" },
      actions: [
        { type: "pointerMove", duration: 0, x: Math.round(box.x + from), y: Math.round(box.y) },
        { type: "pointerDown", button: 0 },
        { type: "pointerMove", duration: 120, x: Math.round(box.x + to), y: Math.round(box.y) },
        { type: "pointerUp", button: 0 },
      ],
    });
    const { Command } = require("selenium-webdriver/lib/command");
    await visitor.driver.execute(
      new Command("actions").setParameter("actions", [finger("a", -40, -120), finger("b", 40, 120)]),
    );
    const zoom = await visitor.value("zoom");
    assert.ok(zoom > 2 && zoom < 4, `three times as far apart: ${zoom}`);
  });

  test("each view has a button and a digit", async () => {
    await visitor.load("plain", "low.html");
    const views = await visitor.run(
      "return [...e.shadowRoot.querySelectorAll('[data-view]')].map((b) => b.dataset.view);",
    );
    assert.equal(views.length, 8);
    for (const [place, view] of views.entries()) {
      await visitor.click(`[data-view=${view}]`);
      assert.equal(await visitor.value("view"), view);
      await visitor.until(`return q('[data-view=${view}]').getAttribute('aria-pressed') === 'true';`);
      const yaw = await visitor.value("yaw");
      await visitor.press(".stage", "0", String(place + 1));
      assert.equal(await visitor.value("view"), view);
      assert.equal(await visitor.value("yaw"), yaw);
    }
    await visitor.press(".stage", Key.ARROW_LEFT);
    await visitor.until("return !q('[data-view][aria-pressed=true]');", "a turned head is none of the views");
  });
};
