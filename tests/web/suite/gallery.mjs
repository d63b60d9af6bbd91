// The gallery: links that work without script and stay in place with it.

import assert from "node:assert/strict";
import { every } from "../engines.mjs";

const LINKS = "[...document.querySelectorAll('.gallery a')]";
/** Longer than the address takes to follow, ms. */
const WRITTEN = 450;

export default (visitor, { test, name, quiet }) => {
  test("every card of the gallery opens its own state in place, in silence", every("history", "focus"), async () => {
    await visitor.console();
    await visitor.open("strict", "low.html");
    // The address soon says the same in fewer words.
    await visitor.run(`
      window.same = true;
      const push = history.pushState;
      history.pushState = function (...given) {
        window.pushed = new URL(given[2], location.href).search;
        return push.apply(this, given);
      };`);
    const links = await visitor.run(
      `return ${LINKS}.map((a) => [a.search, a.querySelector("img").getAttribute("src"), a.innerText.trim()]);`,
    );
    assert.equal(links.length, 17);
    assert.equal(new Set(links.flat()).size, 51, "each its own state, picture and words");
    const fresh = await visitor.run("return e.getState();");
    // What an engine can change is seen at the last two, and on the way back from one to the other.
    const pressed = name === "chromium" ? 0 : links.length - 2;
    for (const [place, [search, , words]] of [...links.entries()].slice(pressed)) {
      const link = await visitor.run(
        `const a = ${LINKS}[arguments[0]]; a.scrollIntoView({ block: "center" }); return a;`,
        place,
      );
      await link.click();
      const state = await visitor.run("return e.getState();");
      const given = new URLSearchParams(search);
      for (const [key, value] of given) assert.equal(String(state[key]), value, `${words}: ${key}`);
      for (const [key, value] of Object.entries(fresh)) {
        if (!given.has(key) && !["yaw", "pitch", "zoom"].includes(key))
          assert.equal(state[key], value, `${words} says nothing of ${key}`);
      }
      assert.equal(await visitor.run("return pushed;"), search);
      assert.equal(
        await visitor.run("return e.shadowRoot.activeElement?.className;"),
        "stage",
        "who pressed it is there",
      );
      assert.ok(
        await visitor.run("const { top } = e.getBoundingClientRect(); return top > -2 && top < 400;"),
        "and sees it",
      );
      await visitor.rest();
      await visitor.painted();
      const [tone, fit] = await visitor.run(
        `const row = q(".row[data-name=tone]");
         return [e.tone, row.hasAttribute("data-match") ? 1 + 4 * row.style.getPropertyValue("--match") : null];`,
      );
      // On the darkest skins practitioners go deeper than the match.
      assert.ok(
        fit === null || Math.abs(tone - fit) < 0.8 || search.includes("skin=9"),
        `${words}: tone ${tone} where ${fit} fits`,
      );
    }
    await visitor.stays(
      `const given = new URLSearchParams(${JSON.stringify(links.at(-1)[0])});
       return [...new URLSearchParams(location.search)].every(([key, value]) => given.get(key) === value);`,
      WRITTEN,
      "an address without other settings",
    );
    assert.equal(await visitor.run("return window.same;"), true, "no reload");
    await visitor.driver.navigate().back();
    await visitor.until(
      `return e.getState().skin === ${new URLSearchParams(links.at(-2)[0]).get("skin")};`,
      "the way back",
    );
    await visitor.run("e.scrollIntoView();");
    await visitor.rest();
    assert.deepEqual(await visitor.warnings(), []);
    await quiet();
    assert.deepEqual(await visitor.console(), []);
  });

  test("a click with a key held, and a link elsewhere, stay the browser's", async () => {
    await visitor.load("plain");
    const taken = await visitor.run(`
      let taken;
      addEventListener("click", (event) => { taken = event.defaultPrevented; event.preventDefault(); });
      const press = (a, held) => {
        a.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, composed: true, ...held }));
        return taken;
      };
      const a = ${LINKS}[0];
      const other = Object.assign(document.createElement("a"), { href: "?theirs=1" });
      document.body.append(other);
      const held = ["ctrlKey", "metaKey", "shiftKey"].map((key) => press(a, { [key]: true }));
      return [...held, press(other, {}), press(a, {})];`);
    assert.deepEqual(taken, [false, false, false, false, true]);
  });

  test("the pictures of the gallery are there", every("canvas"), async () => {
    await visitor.load("plain");
    const sizes = await visitor.wait(`
      const images = ${LINKS}.map((a) => a.querySelector("img"));
      for (const image of images) image.loading = "eager";
      await Promise.all(images.map((image) => image.decode()));
      return images.map((image) => image.naturalWidth);`);
    assert.ok(
      sizes.every((width) => width > 100),
      sizes.join(),
    );
    await quiet();
  });
};
