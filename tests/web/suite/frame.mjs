// On other people's pages: the code that our page writes, and the element in a frame.

import assert from "node:assert/strict";
import { every } from "../engines.mjs";
import { eventually } from "../visitor.mjs";

/** The codes of the page's four ways in, for a state. */
async function codes(visitor, path) {
  await visitor.driver.get(visitor.site.away(path));
  await visitor.until("return e?.getState && document.querySelector('.ways pre code')?.textContent && true;", "a code");
  return visitor.run(`
    const ways = {};
    for (const choice of document.querySelectorAll("[name=way]")) {
      choice.click();
      ways[choice.value] = document.querySelector(".ways pre code").textContent;
    }
    return ways;`);
}

const framed = (body) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>a clinic</title>
   <link rel="icon" href="data:,"><script src="probe.js"></script><body>${body}</body></html>`;
const LONG =
  "index.html?norwood=6.35&tone=2.7&density=212&hair-color=black&skin=8" +
  "&yaw=-31.5&pitch=40.25&zoom=1.5&compare=50&seed=77";

export default (visitor, { test, quiet }) => {
  test("a frame takes its language, its panel and its colors from its address, and shares none of them", async () => {
    const query = "norwood=6&lang=ar&controls=compact&theme=dark&host=http%3A%2F%2Fclinic.example";
    const address = `${visitor.site.url("plain", "embed.html")}?${query}`;
    visitor.site.put("framed.html", framed(`<iframe src="${address}" title="head" width="400" height="900"></iframe>`));
    await visitor.goto("plain", "framed.html");
    await visitor.driver.switchTo().frame(0);
    await visitor.rest();
    assert.deepEqual(
      await visitor.run(
        `const { display } = getComputedStyle(q(".groups"));
         const { colorScheme } = getComputedStyle(document.documentElement);
         return [document.dir, display, colorScheme, new URLSearchParams(location.search).has("host")];`,
      ),
      ["rtl", "none", "dark", false],
    );
    assert.match(await visitor.run("return q('[data-view=top]').textContent;"), /\p{Script=Arabic}/u);
    await visitor.driver.switchTo().defaultContent();
  });

  test("the page writes four ways in, each for the head in view and short, and copies them", async () => {
    const ways = await codes(visitor, LONG);
    assert.ok(
      await visitor.run(
        `const code = document.querySelector(".ways pre");
         return code.checkVisibility() && code.getBoundingClientRect().height > 60;`,
      ),
      "in sight",
    );
    for (const [way, code] of Object.entries(ways)) assert.ok(code.length < 1000, `${way}: ${code.length} letters`);
    const [script, tag] = ways.tag.split("\n");
    assert.match(
      script,
      /^<script type="module" src="http:[^"]+\/smp-visualizer\.\w{10}\.js" integrity="sha384-[^"]{64}" /,
    );
    assert.match(script, / crossorigin><\/script>$/);
    assert.match(tag, /^<smp-visualizer norwood="6.35" [^>]*seed="77"/);
    const answer = JSON.parse(ways.oembed);
    assert.deepEqual([answer.version, answer.type], ["1.0", "rich"]);
    assert.ok(answer.html.startsWith("<iframe ") && ways.frame.startsWith(answer.html));
    assert.match(ways.npm, /^npm install http:\S+\.tgz/);
    const packed = await fetch(ways.npm.match(/http:\S+/)[0]);
    assert.ok(packed.ok && (await packed.arrayBuffer()).byteLength > 100_000, "there is a package to install");
    await visitor.run(`
      document.querySelector("[value=frame]").click();
      const value = { writeText: async (text) => { window.copied = text; } };
      Object.defineProperty(navigator, "clipboard", { configurable: true, value });
      document.querySelector(".ways button").click();`);
    await visitor.until("return document.querySelector('.ways [role=status]').textContent === 'Copied.';");
    assert.equal(await visitor.run("return copied;"), ways.frame);
    await visitor.run("e.norwood = 7;");
    await visitor.until("return /norwood=7/.test(document.querySelector('.ways pre code').textContent);");
  });

  test("whatever has been moved, the code stays short", async () => {
    await visitor.load("plain", "index.html");
    const moved = await visitor.run(`
      for (const [name, value] of Object.entries(e.getState()))
        if (typeof value === "number") for (const by of [0.37, 1, -0.37, -1]) e.setState({ [name]: value + by });
      e.setState({ "hair-color": "light-brown", "skin-state": "inflamed", scar: "trauma", hairline: "receded" });
      e.setState({ zone: "between-hairs", "norwood-type": "vertex", seed: 4000000000 });
      return Object.keys(e.settings).length;`);
    assert.ok(moved > 35, `${moved} settings moved`);
    await visitor.run("document.querySelector('[value=frame]').click();");
    await visitor.until("return /[?]code=/.test(document.querySelector('.ways pre code').textContent);");
    for (const way of ["tag", "frame", "npm", "oembed"]) {
      const code = await visitor.run(
        `document.querySelector("[value=${way}]").click();
         return document.querySelector(".ways pre code").textContent;`,
      );
      assert.ok(code.length < 1000, `${way}: ${code.length}`);
    }
  });

  test("pasted into a page of another origin, the tag draws that head", every("policy"), async () => {
    const { tag } = await codes(visitor, LONG);
    const state = await visitor.run("return e.getState();");
    visitor.site.put("pasted.html", framed(tag.replace("<smp-visualizer", '<smp-visualizer class="fixed"')));
    await visitor.open("plain", "pasted.html");
    assert.deepEqual(await visitor.run("return e.getState();"), state);
    const [ready] = await visitor.events("smp-ready");
    assert.equal(ready.where, "worker");
    await quiet();
  });

  test(
    "frames that have moved, are named otherwise or stand in a shadow tree grow; else a warning says why",
    every("frame"),
    async () => {
      const { site } = visitor;
      site.put("simulator.html", site.text("embed.html"));
      const frame = (src) => `<iframe src="${src}" title="head" height="300" referrerpolicy="origin"></iframe>`;
      const open = async (body, script) => {
        site.put("framed.html", framed(`${body}<script type="module" src="${script}"></script>`));
        await visitor.goto("plain", "framed.html");
      };
      const grown = (frame) => visitor.driver.executeScript(`return ${frame}.getBoundingClientRect().height > 500;`);
      const query = "?reveal=press";
      await open(
        `${frame(site.url("moved", `embed.html${query}`))}${frame(site.away(`simulator.html${query}`))}<div id="host"></div>
       <script>
         host.attachShadow({ mode: "open" }).innerHTML =
           '<p><iframe src="${site.away(`simulator.html${query}`)}" height="300" referrerpolicy="origin"></iframe></p>';
       </script>`,
        site.url("moved", "smp-frame.js"),
      );
      for (const each of [
        "document.querySelectorAll('iframe')[0]",
        "document.querySelectorAll('iframe')[1]",
        "host.shadowRoot.querySelector('iframe')",
      ])
        await eventually(async () => assert.ok(await grown(each), each));
      assert.deepEqual(await visitor.problems(), []);
      assert.deepEqual(await visitor.warnings(), []);

      // As a consent banner puts it in again: the frame had no address, the script has no type, and there are two.
      const unconsented = frame("").replace(" src=", " data-src=");
      await open(`${unconsented}<script src="${site.away("smp-frame.js")}"></script>`, site.away("smp-frame.js"));
      await visitor.driver.executeScript(
        `window.told = 0;
         document.addEventListener("smp-ready", () => window.told++);
         document.querySelector("iframe").src = arguments[0];`,
        site.away("embed.html"),
      );
      await eventually(async () => assert.ok(await grown("document.querySelector('iframe')"), "let in later"));
      await visitor.until("return window.told === 1;", "one event, once");
      assert.deepEqual(await visitor.problems(), []);

      // The frame has moved, the script has not.
      await open(frame(site.url("moved", "embed.html")), site.url("plain", "smp-frame.js"));
      await visitor.until("return seen.warnings.length > 0;");
      const { origin } = new URL(site.other);
      assert.match(
        (await visitor.warnings()).join(),
        new RegExp(`from ${origin}, this script from ${new URL(site.url("plain")).origin}$`),
      );
      // The frame was told of another page.
      site.put("told.html", site.text("embed.html").replace("<script", '<script src="probe.js"></script><script'));
      await open(frame(`${site.away("told.html")}?host=http://elsewhere.example`), site.away("smp-frame.js"));
      await visitor.driver.switchTo().frame(0);
      await visitor.until("return seen.warnings.length > 0;");
      assert.match(
        (await visitor.warnings()).join(),
        /^smp-visualizer: this frame trusts http:..elsewhere.example, not http:..localhost:\d+; [^,]*$/,
      );
      await visitor.driver.switchTo().defaultContent();
    },
  );

  for (const [where, url] of [
    ["of another origin", (file) => visitor.site.away(file)],
    ["of the same origin", (file) => visitor.site.url("plain", file)],
  ]) {
    test(
      `a frame ${where} grows with its content, tells what happens, and takes a state from its page alone`,
      every("frame"),
      async () => {
        visitor.site.put(
          "framed.html",
          framed(
            `<iframe src="${url("embed.html")}?norwood=6" title="head" width="100%" height="300" style="border: 0"
               referrerpolicy="origin"></iframe><script type="module" src="${url("smp-frame.js")}"></script>`,
          ),
        );
        await visitor.goto("plain", "framed.html");
        await visitor.until("return seen.events.some(({ type }) => type === 'smp-ready');");
        assert.equal(await visitor.run("return seen.events[0].detail.state.norwood;"), 6);
        const heights = () => visitor.run("return document.querySelector('iframe').getBoundingClientRect().height;");
        const first = await visitor.until(
          "const { height } = document.querySelector('iframe').getBoundingClientRect(); return height > 700 && height;",
          "a frame that has grown",
        );
        const inside = async (body) => {
          await visitor.driver.switchTo().frame(0);
          const value = await visitor.run(body);
          await visitor.driver.switchTo().defaultContent();
          return value;
        };
        assert.equal(
          await inside("return Math.ceil(document.body.getBoundingClientRect().height);"),
          first,
          "as high as its content",
        );
        assert.ok(
          await inside("return document.documentElement.clientWidth === innerWidth;"),
          "without a bar of its own",
        );
        // What opens is scrolled to within the element: the picture stays, and so does the frame.
        await inside("q('[data-group=hair]').open = true;");
        assert.ok(
          await inside("const panel = q('.panel'); return panel.scrollHeight > panel.clientHeight + 100;"),
          "the panel scrolls",
        );
        await inside("e.setAttribute('controls', 'none');");
        await visitor.until(
          `return document.querySelector('iframe').getBoundingClientRect().height > ${first + 100};`,
          "a picture as wide as the frame, which grows",
        );
        await inside("e.removeAttribute('controls');");
        await visitor.until(
          `return document.querySelector('iframe').getBoundingClientRect().height === ${first};`,
          "and back",
        );
        // A state by message, from the page that frames it.
        const [origin] = [new URL(url("embed.html")).origin];
        await visitor.run(
          `const state = { norwood: 3, nonsense: 1, tone: "<b>", __proto__: { x: 1 } };
           document.querySelector("iframe").contentWindow.postMessage({ smp: "state", state }, "${origin}");`,
        );
        await eventually(async () => assert.equal(await inside("return e.norwood;"), 3));
        assert.equal(await inside("return e.tone;"), 3.6);
        // From anybody else: neither side listens.
        await inside(
          `const data = { smp: "state", state: { norwood: 2 } };
           for (const origin of ["http://elsewhere.example", "null", ""])
             dispatchEvent(new MessageEvent("message", { source: window, origin, data }));`,
        );
        assert.equal(await inside("return e.norwood;"), 3);
        await visitor.run(`
          const frame = document.querySelector("iframe");
          const tell = (origin, data) => dispatchEvent(new MessageEvent("message", { source: window, origin, data }));
          tell("http://elsewhere.example", { smp: "height", height: 77, frame: 0 });
          for (const data of [
            { smp: "height", height: 77, frame: 9 },
            { smp: "height", height: 77, frame: "find" },
            { smp: "height", height: "77", frame: 0 },
            { smp: "height", height: -Infinity, frame: 0 },
            null,
            undefined,
            7,
            "smp",
            { smp: "event", type: "click", frame: 0 },
            { smp: "event", type: "smp-<b>", frame: 0 },
          ])
            tell("${origin}", data);`);
        assert.equal(await heights(), first);
        await quiet();
      },
    );
  }
};
