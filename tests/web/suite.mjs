// The page used as a visitor would, in one browser, which is started once. Each test names a promise of the page.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { start } from "./browser.mjs";
import { testIn } from "./engines.mjs";
import { openSite } from "./site.mjs";
import address from "./suite/address.mjs";
import choosing from "./suite/choosing.mjs";
import clip from "./suite/clip.mjs";
import death from "./suite/death.mjs";
import designs from "./suite/designs.mjs";
import divider from "./suite/divider.mjs";
import form from "./suite/form.mjs";
import frame from "./suite/frame.mjs";
import gallery from "./suite/gallery.mjs";
import handles from "./suite/handles.mjs";
import hostile from "./suite/hostile.mjs";
import refusals from "./suite/hosts.mjs";
import keep from "./suite/keep.mjs";
import learn from "./suite/learn.mjs";
import life from "./suite/life.mjs";
import manners from "./suite/manners.mjs";
import measures from "./suite/measures.mjs";
import mistakes from "./suite/mistakes.mjs";
import neighbors from "./suite/neighbors.mjs";
import origins from "./suite/origins.mjs";
import patterns from "./suite/patterns.mjs";
import photograph from "./suite/photograph.mjs";
import photographFiles from "./suite/photograph-files.mjs";
import photographHosted from "./suite/photograph-hosted.mjs";
import picture from "./suite/picture.mjs";
import rules from "./suite/rules.mjs";
import screens from "./suite/screens.mjs";
import sheet from "./suite/sheet.mjs";
import sliders from "./suite/sliders.mjs";
import styles from "./suite/styles.mjs";
import turning from "./suite/turning.mjs";
import waiting from "./suite/waiting.mjs";
import whole from "./suite/whole.mjs";
import years from "./suite/years.mjs";
import { samePixels, Visitor } from "./visitor.mjs";

const DIST = new URL("../../www/dist", import.meta.url).pathname;

/** On our own page: the head, its panel, photographs. */
const visitors = [
  picture,
  sliders,
  patterns,
  styles,
  choosing,
  handles,
  measures,
  photograph,
  photographFiles,
  photographHosted,
  years,
  mistakes,
  learn,
  gallery,
  turning,
  divider,
  designs,
];

/** Among others: what a host, its page, the browser and other elements do. */
const hosts = [
  address,
  refusals,
  origins,
  life,
  death,
  screens,
  hostile,
  manners,
  waiting,
  neighbors,
  form,
  keep,
  sheet,
  rules,
  clip,
  frame,
  whole,
];

export const halves = { visitors, hosts };
export const parts = [...visitors, ...hosts];

/** These parts in a browser. */
export function suite(name, some = parts) {
  describe(name, () => {
    const visitor = new Visitor(name);
    let browser;
    before(async () => {
      const site = await openSite(DIST);
      visitor.site = site;
      browser = await start(name);
      visitor.driver = browser.driver;
      Object.assign(visitor, { server: browser.server, display: browser.display });
      visitor.memory = browser.memory;
      await visitor.driver.manage().window().setRect({ width: 1280, height: 1000 });
    });
    after(async () => {
      await browser?.close();
      visitor.site?.close();
    });

    const given = {
      name,
      test: testIn(name, test),
      quiet: async () => assert.deepEqual(await visitor.problems(), []),
      same: (a, b, what) => assert.ok(samePixels(a, b), what),
      differ: (a, b, what) => assert.ok(!samePixels(a, b), what),
    };
    for (const part of some) part(visitor, given);
  });
}
