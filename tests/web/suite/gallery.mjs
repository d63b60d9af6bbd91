// The gallery: links that work without script and stay in place with it.

import assert from "node:assert/strict";
import { test } from "node:test";

const LINKS = "[...document.querySelectorAll('.gallery a')]";

export default (visitor, { quiet }) => {
  test("every card of the gallery opens its own state in place, in silence", async () => {
    await visitor.console();
    await visitor.open("strict");
    await visitor.run("window.same = true;");
    const links = await visitor.run(
      `return ${LINKS}.map((a) => [a.search, a.querySelector("img").getAttribute("src"), a.innerText.trim()]);`,
    );
    assert.equal(links.length, 16);
    assert.equal(new Set(links.flat()).size, 48, "each its own state, picture and words");
    const fresh = await visitor.run("return e.getState();");
    for (const [place, [search, , words]] of links.entries()) {
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
      assert.equal(await visitor.run("return location.search;"), search);
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
      await visitor.until(
        "return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))));",
      );
      const [tone, fit] = await visitor.run(
        "const row = q('.row[data-name=tone]'); return [e.tone, row.hasAttribute('data-match') ? 1 + 4 * row.style.getPropertyValue('--match') : null];",
      );
      // On the darkest skins practitioners go deeper than the match.
      assert.ok(
        fit === null || Math.abs(tone - fit) < 0.8 || search.includes("skin=9"),
        `${words}: tone ${tone} where ${fit} fits`,
      );
    }
    await new Promise((done) => setTimeout(done, 350));
    const written = new URLSearchParams(await visitor.run("return location.search;"));
    for (const [key, value] of written)
      assert.equal(new URLSearchParams(links.at(-1)[0]).get(key), value, `adds no ${key}`);
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
      const press = (a, held) => (a.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, composed: true, ...held })), taken);
      const a = ${LINKS}[0];
      const other = Object.assign(document.createElement("a"), { href: "?theirs=1" });
      document.body.append(other);
      return [press(a, { ctrlKey: true }), press(a, { metaKey: true }), press(a, { shiftKey: true }), press(other, {}), press(a, {})];`);
    assert.deepEqual(taken, [false, false, false, false, true]);
  });

  test("the pictures of the gallery are there", async () => {
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
