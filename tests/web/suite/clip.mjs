// Clips: made, decoded again, given up, and refused, as whatever each browser can write.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { every } from "../engines.mjs";
import { photographer } from "../photographer.mjs";

const require = createRequire(new URL("../../../www/package.json", import.meta.url));
const { PNG } = require("pngjs");

/** Small and short, so that a clip is made in a moment: px, and seconds. */
const [WIDTH, SECONDS] = [160, 0.5];
/** Height of the picture in a frame of that width, and of what lies below the tags in it. */
const [PICTURE, TAGS] = [148, 20];
/** What a codec may change of a channel, of 255: the mean over a frame, in which all noise of pigment and skin is lost. */
const CODEC_ERROR = 5;

/** As high as the pictures of such a clip are. */
const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>clips</title>
  <link rel="icon" href="data:,"><link rel="stylesheet" href="fixture.css"><script src="probe.js"></script>
  <script type="module" src="smp-visualizer.js"></script>
  <body><smp-visualizer class="fixed" address style="--smp-aspect: ${WIDTH} / ${PICTURE}"></smp-visualizer>`;

/** What files and encoders there are, and what was handed over. */
const WATCH = `
  window.links = [];
  HTMLAnchorElement.prototype.click = function () { links.push([this.download, this.href]); };
  window.open = { urls: 0, encoders: new Set() };
  const [make, revoke] = [URL.createObjectURL, URL.revokeObjectURL];
  URL.createObjectURL = (what) => (open.urls++, make.call(URL, what));
  URL.revokeObjectURL = (url) => (open.urls -= Boolean(url), revoke.call(URL, url));
  if (window.VideoEncoder)
    window.VideoEncoder = class extends VideoEncoder {
      constructor(...given) { super(...given); open.encoders.add(this); }
    };`;
const UNCLOSED = "[...open.encoders].filter(({ state }) => state !== 'closed').length";

/** An animated PNG: how many frames it has, and each as a PNG. */
function framesOf(bytes) {
  const chunks = [];
  for (let at = 8; at < bytes.length; at += 12 + bytes.readUInt32BE(at))
    chunks.push({
      name: bytes.toString("latin1", at + 4, at + 8),
      data: bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at)),
    });
  const frames = [];
  for (const { name, data } of chunks) {
    if (name === "fcTL") frames.push([]);
    if (name === "IDAT") frames.at(-1).push(data);
    if (name === "fdAT") frames.at(-1).push(data.subarray(4));
  }
  const { crc } = { crc: require("node:zlib").crc32 };
  const chunk = (name, data) => {
    const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
    const out = Buffer.alloc(body.length + 8);
    out.writeUInt32BE(data.length);
    body.copy(out, 4);
    out.writeUInt32BE(crc(body), body.length + 4);
    return out;
  };
  const header = chunks.find(({ name }) => name === "IHDR").data;
  return frames.map((data) =>
    PNG.sync.read(
      Buffer.concat([
        bytes.subarray(0, 8),
        chunk("IHDR", header),
        chunk("IDAT", Buffer.concat(data)),
        chunk("IEND", Buffer.alloc(0)),
      ]),
    ),
  );
}

/** A clip that is given up takes longer than the press that ends it, on any machine, s. */
const LONG = 60;

export default (visitor, { test, name, quiet }) => {
  const { carry, choose, open: openPhotograph, accept, forget } = photographer(visitor);
  const settle = (kind, seconds = SECONDS) =>
    visitor.run(
      `const set = (name, value) => {
         const select = q("[data-clip=" + name + "]");
         if (![...select.options].some((option) => option.value === String(value))) select.options[0].value = value;
         select.value = value;
       };
       const [kind, width, seconds] = arguments;
       set("kind", kind), set("width", width), set("seconds", seconds);`,
      kind,
      WIDTH,
      seconds,
    );
  /** Opens the panel of clips, with choices of one that is soon made. */
  const begin = async (kind, { host = "plain", query = "norwood=6", before = "" } = {}) => {
    visitor.site.put("clip.html", PAGE);
    await visitor.open(host, `clip.html?${query}`);
    await visitor.run(`${WATCH} ${before} q("[data-group=keep]").open = true;`);
    await visitor.click("[data-button=save-clip]");
    await visitor.until("return q('.clip')?.checkVisibility() && !q('.keep[data-busy]');", "a panel for clips");
    await settle(kind);
  };
  const made = async () => {
    await visitor.click("[data-button=clip-make]");
    await visitor.until("return links.length > 0 || /did not/.test(q('.clip .hint').textContent);", "a clip");
    const [file, href] = await visitor.run("return links.at(-1) ?? [];");
    assert.ok(file, "a file");
    return { file, href };
  };
  /** All frames of a clip, as RGBA of its size; a video's as the browser shows it at their times. */
  const decoded = async ({ file, href }) => {
    const base64 = (expression) => `
      let text = "";
      const bytes = new Uint8Array(${expression});
      for (let i = 0; i < bytes.length; i += 32768) text += String.fromCharCode(...bytes.subarray(i, i + 32768));
      return btoa(text);`;
    if (file.endsWith(".png"))
      return framesOf(
        Buffer.from(await visitor.wait(base64("await (await fetch(given[0])).arrayBuffer()"), href), "base64"),
      );
    const { size, rate, data } = await visitor.wait(
      `const video = Object.assign(document.createElement("video"), { muted: true, src: given[0] });
       await new Promise((done, failed) => { video.onloadeddata = done; video.onerror = () => failed(video.error.message); });
       const size = [video.videoWidth, video.videoHeight];
       const [width, height] = size;
       const rate = 24;
       const frames = Math.round(video.duration * rate);
       const canvas = Object.assign(document.createElement("canvas"), { width, height: height * frames });
       const context = canvas.getContext("2d", { willReadFrequently: true });
       for (let i = 0; i < frames; i++) {
         const seeked = new Promise((done) => (video.onseeked = done));
         video.currentTime = (i + 0.5) / rate;
         await seeked;
         context.drawImage(video, 0, i * height);
       }
       const data = await (async () => { ${base64("context.getImageData(0, 0, width, height * frames).data.buffer")} })();
       return { size, rate, data };`,
      href,
    );
    const [width, height] = size;
    const all = Buffer.from(data, "base64");
    const length = width * height * 4;
    assert.equal(rate, 24);
    return Array.from({ length: all.length / length }, (_, i) => ({
      width,
      height,
      data: all.subarray(i * length, (i + 1) * length),
    }));
  };
  /** Mean difference of two pictures of one width in some rows, of 255. */
  const apart = (a, b, from = TAGS, to = PICTURE) => {
    let sum = 0;
    const [first, last] = [4 * WIDTH * from, 4 * WIDTH * to];
    for (let i = first; i < last; i++) sum += Math.abs(a.data[i] - b.data[i]);
    return sum / (last - first);
  };
  const still = async (show) => {
    const base64 = await visitor.wait(
      `const bytes = new Uint8Array(await (await e.toBlob({ show: given[0], size: given[1], caption: false })).arrayBuffer());
       let text = "";
       for (const byte of bytes) text += String.fromCharCode(byte);
       return btoa(text);`,
      show,
      WIDTH,
    );
    const picture = PNG.sync.read(Buffer.from(base64, "base64"));
    assert.deepEqual([picture.width, picture.height], [WIDTH, PICTURE]);
    return picture;
  };
  const captioned = ({ data }) => {
    const strip = data.subarray(4 * WIDTH * PICTURE);
    let [darkest, lightest] = [255, 0];
    for (let i = 0; i < strip.length; i += 4) {
      darkest = Math.min(darkest, strip[i]);
      lightest = Math.max(lightest, strip[i]);
    }
    return darkest < 130 && lightest > 225;
  };

  test("a clip of a turn is decoded again: its frames, the still, the caption", every("canvas", "worker"), async () => {
    await begin("turn");
    const state = await visitor.run("return e.getState();");
    const clip = await made();
    const frames = await decoded(clip);
    const count = SECONDS * (clip.file.endsWith(".png") ? 10 : 24);
    assert.equal(frames.length, count);
    const shown = await still("shown");
    assert.ok(apart(frames[0], shown) < CODEC_ERROR, `the first is the still: ${apart(frames[0], shown)}`);
    const steps = frames.map((frame, i) => apart(frame, frames[(i + 1) % count]));
    assert.ok(
      steps.every((step) => step > CODEC_ERROR),
      `each turns on, the last to the first: ${steps.map((step) => step.toFixed(1))}`,
    );
    assert.ok(apart(frames[count / 2], shown) > Math.max(...steps), "half way it is seen from the other side");
    assert.ok(frames.every(captioned), "with the caption");
    assert.deepEqual(await visitor.run("return e.getState();"), state, "and what is shown has not moved");
    await visitor.until("return seen.workers === 1;", "its worker has ended");
    if (name !== "webkit") assert.equal(await visitor.run(`return ${UNCLOSED};`), 0);
    await quiet();
  });

  test("a clip that is given up leaves nothing, and another one can be made", every("worker"), async () => {
    await begin("turn");
    await settle("turn", LONG);
    const before = await visitor.run("return open.urls;");
    for (let i = 0; i < 2; i++) {
      await visitor.click("[data-button=clip-make]");
      await visitor.until("return q('.clip progress').value > 0 && seen.workers === 2;", "it is being made");
      await visitor.click("[data-button=clip-cancel]");
      await visitor.until("return /Nothing was kept/.test(q('.clip .hint').textContent);");
      await visitor.until("return seen.workers === 1;", "its worker has ended");
      assert.ok(await visitor.run("return q('[data-button=clip-make]').checkVisibility();"));
    }
    await visitor.stays(`return links.length === 0 && ${UNCLOSED} === 0 && open.urls === ${before};`, 500, "nothing");
    await settle("compare");
    // And with the host's mark, a wide red one, beside its caption.
    await visitor.run(`
      const mark = Object.assign(document.createElement("canvas"), { width: 60, height: 20 });
      const context = mark.getContext("2d");
      context.fillStyle = "#d00000";
      context.fillRect(0, 0, 60, 20);
      const image = Object.assign(new Image(), { slot: "mark", src: mark.toDataURL(), alt: "" });
      e.append(image);
      q("[data-button=save-clip]").click();`);
    await visitor.until("return !q('.clip').checkVisibility();", "closed");
    await visitor.run("q('[data-button=save-clip]').click();");
    await visitor.until("return q('.clip').checkVisibility();", "open again");
    const [{ data }] = await decoded(await made());
    const reds = [...Array(data.length / 4).keys()].filter((i) => data[4 * i] > 150 && data[4 * i + 1] < 70);
    assert.ok(reds.length > 60, `${reds.length} px of the mark`);
    await quiet();
  });

  test("an element that is removed, a page that is left, and a host that forbids it, end their clips", async () => {
    for (const end of [
      "e.remove();",
      "dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));",
      "e.setAttribute('save', 'link');",
    ]) {
      await begin("turn");
      await settle("turn", LONG);
      await visitor.click("[data-button=clip-make]");
      await visitor.until("return q('.clip progress').value > 0;", "it is being made");
      await visitor.run(`window.e = e; ${end}`);
      await visitor.until(`return seen.workers < 2 && ${UNCLOSED} === 0;`, "its worker has ended");
      await visitor.stays("return links.length === 0;", 300);
    }
  });

  test("a clip of before to after begins and ends with the stills; sessions and years say what they show", async () => {
    // From above, where most of what is treated is below the tags.
    await begin("compare", { query: "norwood=6&view=top&skin=2&hair-color=black" });
    const [before, after] = [await still("before"), await still("after")];
    const frames = await decoded(await made());
    assert.ok(apart(frames[0], before) < CODEC_ERROR && apart(frames.at(-1), after) < CODEC_ERROR);
    assert.ok(apart(frames[0], after) > 2 * apart(frames[0], before), "which differ");
    for (const [kind, last] of [
      ["sessions", { sessions: 3 }],
      ["years", { months: 240 }],
    ]) {
      await settle(kind);
      await visitor.run("links.length = 0;");
      const all = await decoded(await made());
      await visitor.run("e.setState(arguments[0]);", last);
      await visitor.rest();
      assert.ok(apart(all.at(-1), await still("after")) < CODEC_ERROR, kind);
      // The label changes with what is shown.
      assert.ok(apart(all[0], all.at(-1), 0, TAGS) > 1, `${kind}: its label`);
      await visitor.run("e.months = 1.5;");
    }
    await quiet();
  });

  test("without an encoder the recorder writes a clip, without either it is an animated PNG", async () => {
    // An encoder that says it can and cannot is passed over.
    for (const [before, file] of [
      ["VideoEncoder.prototype.encode = () => { throw new Error('no'); };", /^smp-before-after\.(mp4|webm)$/],
      ["delete window.VideoEncoder;", /^smp-before-after\.(mp4|webm)$/],
      ["delete window.VideoEncoder; delete window.MediaRecorder;", /^smp-before-after\.png$/],
    ]) {
      await begin("compare", { before });
      const clip = await made();
      assert.match(clip.file, file);
      const [head, last] = await visitor.wait(
        `const blob = await (await fetch(given[0])).blob();
         return [blob.size, blob.type];`,
        clip.href,
      );
      assert.ok(head > 2000, `${head} bytes of ${last}`);
      if (!clip.file.endsWith(".png")) continue;
      const frames = await decoded(clip);
      assert.ok(frames.length >= 2 && frames.every(captioned));
      assert.equal(apart(frames[0], await still("before")), 0, "without any loss");
    }
    await quiet();
  });

  test("where what is read from a canvas is noise, no clip is made, and that is said", async () => {
    await visitor.open("noised", "index.html");
    await visitor.run("q('[data-group=keep]').open = true; q('[data-button=save-clip]').click();");
    await visitor.until("return /screenshot/.test(q('.keep .hint').textContent);");
    assert.equal(await visitor.run("return q('.clip');"), null);
  });

  test("on a touch device a clip that is ready waits for a press, and is shared with it", async () => {
    // Drawn on the main thread, too.
    await begin("compare", {
      host: "no-worker",
      before: `
        const real = matchMedia;
        window.matchMedia = (query) => (query === "(pointer: coarse)" ? { matches: true } : real(query));
        const put = (name, value) => Object.defineProperty(navigator, name, { configurable: true, value });
        put("canShare", () => true);
        put("share", async ({ files: [file] }) => { window.shared = [file.name, file.size]; });`,
    });
    await visitor.click("[data-button=clip-make]");
    await visitor.until("return q('[data-button=clip-take]').checkVisibility();", "it is ready");
    assert.ok(await visitor.run("return window.shared === undefined;"), "nothing yet");
    await visitor.click("[data-button=clip-take]");
    const [file, size] = await visitor.until("return window.shared;", "shared");
    assert.match(file, /^smp-before-after\./);
    assert.ok(size > 2000);
    assert.deepEqual(await visitor.run("return links;"), []);
  });

  test("a photograph is in its clip, which does not turn, and the picture stays as it is", async () => {
    await begin("turn");
    await carry();
    await choose();
    await openPhotograph();
    await accept();
    // Again, for what there is to choose now.
    await visitor.click("[data-button=save-clip]");
    await visitor.click("[data-button=save-clip]");
    await visitor.until("return q('[data-clip=kind]').value === 'compare';", "no turn");
    const workers = await visitor.run("return seen.workers;");
    const compare = await visitor.value("compare");
    const [frame] = await decoded(await made());
    assert.equal(await visitor.value("compare"), compare);
    await visitor.until(`return seen.workers === ${workers};`, "its worker has ended");
    // The photograph's green corner, at its lower left.
    const at = 4 * (WIDTH * (PICTURE - 4) + Math.round((WIDTH - PICTURE) / 2) + 3);
    const [red, green, blue] = frame.data.subarray(at, at + 3);
    assert.ok(green > 150 && red < 110 && blue < 110, `${red} ${green} ${blue}`);
    await settle("compare", LONG);
    await visitor.run("links.length = 0;");
    await visitor.click("[data-button=clip-make]");
    await visitor.until("return q('.clip progress').value > 0;", "it is being made");
    await forget();
    await visitor.until("return /Nothing was kept/.test(q('.clip .hint').textContent);", "forgotten here too");
    assert.deepEqual(await visitor.run("return links;"), []);
    await quiet();
  });

  test("axe finds nothing in the panel of clips, keys reach it, and 320 px are enough", every("layout"), async () => {
    await visitor.goto("plain", "narrow.html");
    await visitor.driver.switchTo().frame(0);
    try {
      await visitor.rest();
      await visitor.run("q('[data-group=keep]').open = true;");
      await visitor.click("[data-button=save-clip]");
      await visitor.until("return q('.clip')?.checkVisibility() && !q('.keep[data-busy]');");
      assert.deepEqual(await visitor.smallTargets(".clip button, .clip select"), []);
      assert.ok(await visitor.run("return document.documentElement.scrollWidth <= 320;"), "nothing sideways");
      const { TAB } = require("selenium-webdriver").Key;
      const reached = [];
      await visitor.run("q('[data-button=save-clip]').focus();");
      for (let i = 0; i < 5; i++) {
        await visitor.driver.actions({ async: true }).sendKeys(TAB).perform();
        reached.push(
          await visitor.run("const { dataset } = e.shadowRoot.activeElement; return dataset.clip ?? dataset.button;"),
        );
      }
      assert.deepEqual(reached, ["kind", "shape", "width", "seconds", "clip-make"]);
      if (name !== "chromium") return;
      assert.deepEqual(await visitor.violations(), []);
    } finally {
      await visitor.driver.switchTo().defaultContent();
    }
  });
};
