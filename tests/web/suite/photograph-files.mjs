// Files that a visitor opens as a photograph: what is none, what is an odd one, how it was held, and which comes last.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { inflateRawSync } from "node:zlib";
import { every } from "../engines.mjs";
import { photographer } from "../photographer.mjs";

const require = createRequire(new URL("../../../www/package.json", import.meta.url));
const { PNG } = require("pngjs");

/** A picture of 200 × 200 px of one color in four inks, as JPEG, and one of two moving colors, as GIF; deflated. */
const CMYK =
  "+3/j/zsGPseU/KRUhhQGEPh/m8GZIcDcxs3GKMDN0S0qNCC+4kRTRV5exdf1Oyee+E8cOMAgwsFwguEEi7Mgg68gQ6Qgg7cgw/8jDPIMDIysjGDA" +
  "AAWMTMwsrGzsHJxc3EAFWwUYmBiZmZlYmFlZWViAsrVAeQYWQVYhRUNHNuHARHalQhGjxokLOZSdNh4UDbr4QcU4qaiJk0tMXEJSSlVNXUNTy8TU" +
  "zNzC0srZxdXN3cPTKzgkNCw8IjIqOSU1LT0jM6u4pLSsvKKyqrmlta29o7Nr0uQpU6dNnzFz1qLFS5YuW75i5apNm7ds3bZ9x85dhw4fOXrs+ImT" +
  "py5dvnL12vUbN289fPT4ydNnz1+8fPXx0+cvX799//Hz1/9bDHwszgy+DJEM3gwM9gzbg4KuntJY1DWKRtEoGkWjaBSNIgrR/5sA";
const ANIMATED =
  "c/d0s7BMPMFwgqGRAUgggOJ/bj/XkGBnxwBXIz0DZkaQ0E8WBlYgrQOSB2lh4PjPwMgh47FhwcFmDmGtmBMbFh5uF1D2muOxcdHRbgnjrDsnNi4+" +
  "3q/g3CXjuWnJyckawatiTm5aenq6QfKpOZ6bl52dbVH86s7JzcvPz3do5pL12rLi4mKPyVqxp7asvLw8YLHXXK+tq66ujticdffU1tXX1ycc7pL1" +
  "3rbm5uaMy6tiT29be3t7weNTc723r7u7u+Lzq7unt6+/v7+BmVvOZ8eGh4c7hLXjzuzY+Pj4BGXveT47Nz09PcM4+96ZnZufn1/g3C3nu2vLy8sr" +
  "glfHnd219fX1Dcmn5/nu3vb29o7i1/fO7t7+/v6BZm55vz07Pj4+MVk7/tyenZ+fX1jsPd9v766vr29szr5/bu/u7+8fHO52k/fft+fn5xeXV8ef" +
  "37f39/cPj0/P99+/7+/vH59f3z+/f////wxsGg8aWMQyHjRyqK140MRj9uJBs4CbxsMWkbCMh60SaSsSIxgZQUHLyMrAiAhalNgYDWYqBbM1AA==";

/** What the chooser says, or the places of the handles. */
const ANSWER = `
  const said = q(".chooser [role=status]")?.textContent ?? "";
  if (/cannot be opened|too small/.test(said)) return said;
  return q(".photo .handle") ? "opened" : "";`;

export default (visitor, { test, quiet }) => {
  const { begin, choose, forget } = photographer(visitor);

  test(
    "what is no photograph is answered in one calm sentence, and whatever is one opens",
    every("canvas"),
    async () => {
      await begin("plain", "fixed.html");
      await visitor.run("e.removeAttribute('controls');");
      const files = {
        svg: `new Blob(["<svg xmlns='http://www.w3.org/2000/svg' width='500' height='500'/>"], { type: "image/svg+xml" })`,
        empty: `new Blob([], { type: "image/jpeg" })`,
        text: `new Blob(["no picture"], { type: "image/png" })`,
        heic: `new Blob([new Uint8Array([0, 0, 0, 24]), "ftypheic", new Uint8Array(500)], { type: "image/heic" })`,
        dot: `await pictured("image/png", 1, 1, () => {})`,
        ribbon: `await pictured("image/png", 20000, 50, () => {})`,
        "cut off": `photo.slice(0, photo.size / 2)`,
        "cut off JPEG": `(await pictured("image/jpeg", 600, 600, (c) => c.fillRect(9, 9, 99, 99))).slice(0, 900)`,
        "16 bit": `new Blob([Uint8Array.from(atob(given[0].deep), (c) => c.charCodeAt(0))], { type: "image/png" })`,
        cmyk: `new Blob([Uint8Array.from(atob(given[0].cmyk), (c) => c.charCodeAt(0))], { type: "image/jpeg" })`,
        animated: `new Blob([Uint8Array.from(atob(given[0].animated), (c) => c.charCodeAt(0))], { type: "image/gif" })`,
        "48 MP": `await pictured("image/jpeg", 8000, 6000, (c) => c.drawImage(given[0].head ?? new Image(), 0, 0))`,
      };
      const deep = PNG.sync.write({ width: 200, height: 200, data: Buffer.alloc(320_000, 90) }, { bitDepth: 16 });
      const texts = {
        deep: deep.toString("base64"),
        cmyk: inflateRawSync(Buffer.from(CMYK, "base64")).toString("base64"),
        animated: inflateRawSync(Buffer.from(ANIMATED, "base64")).toString("base64"),
      };
      const opens = new Set(["16 bit", "cmyk", "animated", "48 MP"]);
      const refused = new Set(["svg", "empty", "text", "dot", "ribbon"]);
      for (const [name, file] of Object.entries(files)) {
        await choose();
        await visitor.wait(`give(${file});`, texts);
        const answer = await visitor.until(ANSWER, `an answer to ${name}`);
        if (opens.has(name)) assert.equal(answer, "opened", name);
        if (refused.has(name)) assert.notEqual(answer, "opened", name);
        if (answer === "opened") {
          const { width, height } = await visitor.run(
            "const { width, height } = q('.photo canvas'); return { width, height };",
          );
          assert.ok(width * height <= 1.6e6 && Math.min(width, height) >= 160, `${name}: ${width} × ${height}`);
          await forget();
        } else {
          await visitor.click("[data-button=cancel]");
          await visitor.until("return !q('.chooser');");
        }
      }
      await quiet();
    },
  );

  test("a photograph stands upright, whichever way the camera was held", every("canvas"), async () => {
    await begin("plain", "fixed.html");
    await visitor.run("e.removeAttribute('controls');");
    for (let orientation = 1; orientation <= 8; orientation++) {
      await choose();
      // Three corners of an upright picture of 400 × 300 px: red, green, blue; stored as the camera was held.
      await visitor.wait(
        `const orientation = given[0];
         const [w, h] = [400, 300];
         const upended = orientation > 4;
         // From the upright picture to the stored one: the inverse of what Exif says a reader should do.
         const matrix = [, [1, 0, 0, 1, 0, 0], [-1, 0, 0, 1, w, 0], [-1, 0, 0, -1, w, h], [1, 0, 0, -1, 0, h],
           [0, 1, 1, 0, 0, 0], [0, -1, 1, 0, 0, w], [0, -1, -1, 0, h, w], [0, 1, -1, 0, h, 0]][orientation];
         const jpeg = await pictured("image/jpeg", upended ? h : w, upended ? w : h, (context) => {
           context.setTransform(...matrix);
           for (const [color, x, y] of [["#888", 0, 0], ["#f00", 0, 0], ["#0f0", 300, 0], ["#00f", 0, 200]]) {
             context.fillStyle = color;
             context.fillRect(x, y, color === "#888" ? w : 100, color === "#888" ? h : 100);
           }
         });
         const exif = [0xff, 0xe1, 0, 34, 0x45, 0x78, 0x69, 0x66, 0, 0, 0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1,
           0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];
         give(new Blob([jpeg.slice(0, 20), Uint8Array.from(exif), jpeg.slice(20)], { type: "image/jpeg" }));`,
        orientation,
      );
      await visitor.until("return q('.photo .handle') && true;", `${orientation} opens`);
      const seen = await visitor.run(
        `const canvas = q(".photo canvas");
         const at = (x, y) => [...canvas.getContext("2d").getImageData(x, y, 1, 1).data].slice(0, 3)
           .map((value) => (value > 150 ? 1 : 0)).join("");
         return [canvas.width, canvas.height, at(50, 50), at(350, 50), at(50, 250)];`,
      );
      assert.deepEqual(seen, [400, 300, "100", "010", "001"], `orientation ${orientation}`);
      await forget();
    }
    await quiet();
  });

  test(
    "of two photographs at once the later one opens; dropped and pasted ones open too",
    every("canvas"),
    async () => {
      await begin("plain", "fixed.html");
      await visitor.run("e.removeAttribute('controls');");
      const width = "return q('.photo canvas')?.width ?? 0;";
      await choose();
      await visitor.wait(
        `const large = await pictured("image/jpeg", 4000, 3000, () => {});
       const small = await pictured("image/png", 500, 400, () => {});
       give(large, small);`,
      );
      await visitor.until("return q('.photo .handle') && true;");
      await visitor.stays(`${width.replace("return", "return 500 ===")}`, 1500, "the later one stays");
      await forget();
      for (const [type, target] of [
        ["drop", "q('.stage')"],
        ["paste", "document"],
      ]) {
        await choose();
        await visitor.wait(
          `const list = new DataTransfer();
         list.items.add(new File([await pictured("image/png", 510, 400, () => {})], "x.png", { type: "image/png" }));
         const event = given[0] === "drop"
           ? new DragEvent("drop", { dataTransfer: list, bubbles: true, cancelable: true, composed: true })
           : Object.defineProperty(new Event("paste", { bubbles: true, cancelable: true }), "clipboardData", { value: list });
         ${target}.dispatchEvent(event);`,
          type,
        );
        await visitor.until("return q('.photo canvas')?.width === 510;", type);
        await visitor.until("return q('.photo .handle') && true;", type);
        await forget();
      }
      await quiet();
    },
  );
};
