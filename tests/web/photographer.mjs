// A visitor with a photograph: opens it, fits it, keeps it, has it forgotten. The photographs are pictures of our own
// head, drawn by the native program, with a green corner that no head of ours has.

import { createRequire } from "node:module";
import { native } from "./native.mjs";

const require = createRequire(new URL("../../www/package.json", import.meta.url));
const { PNG } = require("pngjs");

/** Side of a photograph, px: enough for every step, and less work than a camera's. */
const SIDE = 640;
/** Side of the green corner, px. */
const CORNER = 40;

/** In the page: `pictured(type, width, height, draw)` is a file; `give(file)` opens it as a choice of the visitor would. */
export const HELPERS = `
  window.pictured = async (type, width, height, draw) => {
    const canvas = Object.assign(document.createElement("canvas"), { width, height });
    draw(canvas.getContext("2d"), width, height);
    return new Promise((done) => canvas.toBlob(done, type, 0.9));
  };
  window.give = (...files) => {
    for (const file of files) {
      const input = document.querySelector("smp-visualizer").shadowRoot.querySelector("input[type=file]");
      const list = new DataTransfer();
      list.items.add(new File([file], "x", { type: file.type }));
      input.files = list.files;
      input.dispatchEvent(new Event("change"));
    }
  };`;

/** What was made already, by its side. */
const portraits = new Map();

/** The head before treatment from the front, as the bytes of a PNG. */
export function portrait(side = SIDE) {
  if (!portraits.has(side)) {
    const { width, height, data } = native("view=front&compare=100", side);
    const picture = Object.assign(new PNG({ width, height }), { data: Buffer.from(data) });
    for (let y = height - CORNER; y < height; y++)
      for (let x = 0; x < CORNER; x++) picture.data.set([0, 255, 0, 255], 4 * (y * width + x));
    portraits.set(side, PNG.sync.write(picture));
  }
  return portraits.get(side);
}

export function photographer(visitor) {
  /** Gives the page a photograph that nobody has opened yet: `photo`. */
  const carry = async () => {
    visitor.site.put("photo.png", portrait());
    await visitor.run(HELPERS);
    await visitor.wait("window.photo = await (await fetch('photo.png')).blob();");
  };
  /** Opens a page and brings a photograph along. */
  const begin = async (host = "plain", path = "index.html?norwood=5") => {
    await visitor.open(host, path);
    await carry();
  };
  const choose = async () => {
    await visitor.click("[data-button=own-photo]");
    await visitor.until("return q('.chooser').checkVisibility();");
  };
  const open = async () => {
    await visitor.run("give(photo);");
    await visitor.until("return q('.photo .handle').checkVisibility() && !q('.photo-bar .main').disabled;", "handles");
    await visitor.until("return q('.photo-bar [role=status]').textContent !== '';", "how well it fits");
  };
  const shown = () => visitor.until("return q('[data-photograph=shown] .photo-bar').checkVisibility();", "at work");
  const accept = async () => {
    await visitor.click("[data-button=fits]");
    await shown();
    await visitor.rest();
  };
  const forget = async () => {
    await visitor.click("[data-button=forget]");
    await visitor.until("return !q('.photo-bar') && !q('[data-photograph]');", "forgotten");
    await visitor.rest();
  };
  /** Presses a key with another one held, on a part. */
  const chord = async (selector, held, key) => {
    await visitor.run("q(arguments[0]).focus();", selector);
    await visitor.driver.actions({ async: true }).keyDown(held).sendKeys(key).keyUp(held).perform();
  };
  const place = (name) =>
    visitor.run(
      "const { left, top } = q('.photo [data-handle=' + arguments[0] + ']').style; return [left, top].map(parseFloat);",
      name,
    );
  /** The picture as the visitor saves it: `{ width, height, data }`. */
  const kept = async (show) => {
    await visitor.run("q('[data-group=keep]').open = true; window.kept = undefined;");
    await visitor.run(
      `// A bar about a download would make the window smaller.
       HTMLAnchorElement.prototype.click = () => {};
       const make = URL.createObjectURL;
       URL.createObjectURL = (blob) => { if (blob.name?.startsWith("smp-")) window.kept = blob; return make(blob); };`,
    );
    await visitor.click(`[data-button=save-${show}]`);
    await visitor.until("return window.kept && true;", "a picture");
    const base64 = await visitor.wait(
      `const bytes = new Uint8Array(await kept.arrayBuffer());
       let text = "";
       for (const byte of bytes) text += String.fromCharCode(byte);
       return btoa(text);`,
    );
    const bytes = Buffer.from(base64, "base64");
    return { bytes, ...PNG.sync.read(bytes) };
  };
  /** The pixels of the photograph. */
  const original = () => PNG.sync.read(portrait());
  return { begin, carry, chord, choose, open, shown, accept, forget, place, kept, original };
}
