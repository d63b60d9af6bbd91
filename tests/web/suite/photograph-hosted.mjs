// A host's own photograph: fitted once by hand, then shown to every visitor by its code, and a model's head where it
// cannot be.

import assert from "node:assert/strict";
import { every } from "../engines.mjs";
import { nativePhotograph } from "../native.mjs";
import { photographer, portrait } from "../photographer.mjs";

/** The green of the photograph's corner in what a host is given of the picture. */
const GREEN = `
  const picture = await createImageBitmap(await e.toBlob({ show: "before", caption: false }));
  const canvas = Object.assign(document.createElement("canvas"), { width: picture.width, height: picture.height });
  const context = canvas.getContext("2d");
  context.drawImage(picture, 0, 0);
  return [...context.getImageData(5, picture.height - 6, 1, 1).data].slice(0, 3).join();`;

/** The pixels after treatment, as base64: of what the element gives, so that nothing compresses or converts them. */
const AFTER = `
  const picture = await createImageBitmap(await e.toBlob({ show: "after", caption: false }));
  const canvas = Object.assign(document.createElement("canvas"), { width: picture.width, height: picture.height });
  const context = canvas.getContext("2d");
  context.drawImage(picture, 0, 0);
  let text = "";
  for (const byte of context.getImageData(0, 0, picture.width, picture.height).data) text += String.fromCharCode(byte);
  return { width: picture.width, height: picture.height, data: btoa(text) };`;

export default (visitor, { test, name, quiet, same }) => {
  const { carry, choose, open, accept } = photographer(visitor);
  /** A page with a photograph of the host's. */
  const page = async (attributes, host = "plain") => {
    const tag = `<smp-visualizer class="fixed" ${attributes}></smp-visualizer>`;
    visitor.site.put(
      "hosted.html",
      `<!doctype html><html lang="en"><meta charset="utf-8"><title>hosted</title><link rel="icon" href="data:,">
       <link rel="stylesheet" href="fixture.css"><script src="probe.js"></script>
       <script type="module" src="smp-visualizer.js"></script><body>${tag}</body></html>`,
    );
    await visitor.goto(host, "hosted.html");
    await visitor.rest();
  };

  test("a host's photograph is fitted once, and shown by its code", every("policy"), async () => {
    const file = portrait();
    visitor.site.put("model.png", file);
    await page(`photo="model.png" photo-fit="make"`);
    await visitor.until("return q('.photo .handle') && !q('.photo-bar .main').disabled;", "handles for the host");
    await visitor.click("[data-button=fits]");
    const written = await visitor.until("return q('input[aria-label=photo-fit]')?.value;");
    const [, code] = written.match(/^photo-fit="(.+)"$/);
    for (const host of ["strict", "no-worker"]) {
      await page(`photo="model.png" photo-fit="${code}"`, host);
      await visitor.until("return q('[data-photograph=hosted]') && true;");
      assert.equal(await visitor.wait(GREEN), "0,255,0", `${host}: the host's picture is of the photograph`);
      assert.match(await visitor.run("return q('.caption').innerText;"), /On a photograph/);
      assert.deepEqual(await visitor.warnings(), [], host);
      assert.equal(await visitor.run("return q('.photo-bar') === null;"), true, "nothing of it is to be set");
    }
    const after = await visitor.wait(AFTER);
    const drawn = { ...after, data: Buffer.from(after.data, "base64") };
    same(drawn, nativePhotograph(file, code), "the native picture of the same photograph");
    // A visitor's own comes in its place, and goes again: rules of ours.
    if (name !== "chromium") return;
    await page(`photo="model.png" photo-fit="${code}"`);
    await carry();
    await choose();
    await open();
    await accept();
    assert.notEqual(await visitor.wait(GREEN), "0,255,0", "a host has nothing of the visitor's");
    await visitor.click("[data-button=forget]");
    await visitor.until("return q('[data-photograph=hosted]') && !q('.photo-bar');", "the host's again");
    assert.equal(await visitor.wait(GREEN), "0,255,0");
    await quiet();
  });

  test("a photograph that is missing, broken or another one leaves the model's head, with one warning", async () => {
    visitor.site.put("model.png", portrait());
    visitor.site.put("other.png", Buffer.from("no picture"));
    for (const attributes of [
      `photo="nowhere.png" photo-fit="1.x"`,
      `photo="other.png" photo-fit="1.x"`,
      `photo="model.png" photo-fit="1.x"`,
      `photo="model.png"`,
    ]) {
      await page(attributes);
      await visitor.until("return seen.warnings.length > 0 && !q('[data-photograph]');", attributes);
      await visitor.rest();
      assert.equal((await visitor.warnings()).length, 1, attributes);
      assert.notEqual(await visitor.wait(GREEN), "0,255,0", attributes);
    }
  });
};
