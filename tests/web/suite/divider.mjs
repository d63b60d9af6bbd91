// The line between before and after.

import assert from "node:assert/strict";
import { every } from "../engines.mjs";
import { Key } from "../visitor.mjs";

export default (visitor, { test, differ }) => {
  test("the line between before and after moves by key and by drag", every("input"), async () => {
    await visitor.open("plain", "low.html");
    const after = await visitor.picture();
    assert.ok(await visitor.run("return q('.before').hidden && q('.after').hidden;"));
    await visitor.click("[data-button=compare]");
    assert.equal(await visitor.value("compare"), 50);
    await visitor.until("return !q('.before').hidden && !q('.after').hidden;");
    differ(await visitor.picture(), after, "half of it is before");
    await visitor.press(".divider", Key.ARROW_LEFT, Key.PAGE_DOWN);
    assert.equal(await visitor.value("compare"), 39);
    await visitor.press(".divider", Key.END);
    assert.equal(await visitor.value("compare"), 100);
    await visitor.press(".divider", Key.HOME);
    assert.equal(await visitor.value("compare"), 0);
    const width = await visitor.run("return q('.stage').clientWidth;");
    await visitor.rest();
    await visitor.drag(".divider", [0.5, 0.3], Math.round(width * 0.4), 0);
    const dragged = await visitor.value("compare");
    assert.ok(dragged > 35 && dragged < 48, `dragged to ${dragged}`);
    await visitor.until(`return q('.divider').getAttribute('aria-valuenow') === '${dragged}';`);
    assert.match(
      await visitor.run("return q('.divider').getAttribute('aria-valuetext');"),
      new RegExp(`${dragged}\\s?% .*before`),
    );
  });

  test("in a right-to-left page the left arrow still moves the line left", every("input"), async () => {
    await visitor.load("plain", "rtl.html");
    await visitor.press(".divider", Key.ARROW_LEFT);
    assert.equal(await visitor.value("compare"), 49);
    await visitor.drag("#in-norwood", [0.9, 0.5]);
    assert.ok((await visitor.value("norwood")) < 2, "sliders run from right to left");
  });
};
