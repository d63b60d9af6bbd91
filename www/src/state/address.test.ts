// The address as state: what is read of it, what is written into it and when, and which links are ours.

import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { Address, hasAddress, linkTo, readAddress } from "./address";

/** As much of a page as has an address. */
const page = { href: "", pushed: 0, replaced: 0 };
const history = {
  state: null,
  replaceState: (_: unknown, __: string, url: string) => {
    page.replaced++;
    page.href = new URL(url, page.href).href;
  },
  pushState: (_: unknown, __: string, url: string) => {
    page.pushed++;
    page.href = new URL(url, page.href).href;
  },
};
const at = (part: "protocol" | "search" | "pathname" | "hash" | "origin") => new URL(page.href)[part];
const location = {
  get href() {
    return page.href;
  },
  get protocol() {
    return at("protocol");
  },
  get search() {
    return at("search");
  },
  get pathname() {
    return at("pathname");
  },
  get hash() {
    return at("hash");
  },
  get origin() {
    return at("origin");
  },
};
const window = Object.assign(new EventTarget(), { setTimeout: (body: () => void, ms: number) => setTimeout(body, ms) });
const document = new EventTarget();
Object.assign(globalThis, { window, document, location, history });

/** Longer than the address takes to follow, ms. */
const FOLLOWED = 301;

beforeEach(() => {
  Object.assign(page, { href: "https://clinic.example/smp/", pushed: 0, replaced: 0 });
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
});

/** The page is at this address. */
const open = (path: string): void => {
  page.href = new URL(path, page.href).href;
};
const shown = (): string => page.href.replace("https://clinic.example/smp/", "");

test("ours among the keys are read, in their order, and nothing else", () => {
  open("?theirs=1&norwood=6&tone=2&norwood=x&__proto__=1&constructor=2&code=1.q4#place");
  assert.deepEqual(readAddress(), [
    ["norwood", "6"],
    ["tone", "2"],
    ["norwood", "x"],
    ["code", "1.q4"],
  ]);
  open("?norwood=%E0%A4%A&tone=%00");
  assert.equal(readAddress().length, 2, "broken signs break nothing");
  open("?");
  assert.deepEqual(readAddress(), []);
});

test("a state is written beside what is the page's, and without the state before it", () => {
  open("?theirs=1&norwood=6&tone=2&code=1.q4#place");
  const written = (state: Parameters<typeof linkTo>[0]) => linkTo(state).replace("https://clinic.example", "");
  assert.equal(written({ density: 120, view: "front" }), "/smp/?theirs=1&density=120&view=front#place");
  assert.equal(written({}), "/smp/?theirs=1#place");
  open("?norwood=6");
  assert.equal(written({}), "/smp/", "a fresh head needs no words");
  assert.equal(written({ norwood: 6.35, yaw: -31.27 }), "/smp/?norwood=6.35&yaw=-31.27");
  open("?flag&&q=a%20b&sig=%2F%3d&norwood=6&x[]=1&norwood&code#?norwood=6");
  assert.equal(written({ tone: 2 }), "/smp/?flag&q=a%20b&sig=%2F%3d&x[]=1&tone=2#?norwood=6", "letter for letter");
});

test("the address follows a moment behind, once, with the last of many states", () => {
  const address = new Address();
  let tone = 1;
  for (; tone < 5; tone++) {
    address.scheduleWrite(() => ({ tone }));
    mock.timers.tick(FOLLOWED - 2);
  }
  assert.equal(page.replaced, 0, "as long as they come");
  mock.timers.tick(2);
  assert.deepEqual([page.replaced, shown()], [1, "?tone=5"], "as it is by then");
  address.scheduleWrite(() => ({ tone }));
  tone = 2;
  mock.timers.tick(FOLLOWED);
  assert.deepEqual([page.replaced, shown()], [2, "?tone=2"]);
});

test("nothing is written once the page has gone elsewhere, and nothing is read there", () => {
  for (const [from, to] of [
    ["/smp/", "/thanks?order=7"],
    ["/smp/#/heads", "/smp/#/thanks"],
    ["/smp/#!/heads/1", "/smp/#!/heads/2"],
  ] as const) {
    open(from);
    const { address, arrived, end } = listening();
    mock.timers.tick(1);
    // A router is quicker than the address.
    address.scheduleWrite(() => ({ norwood: 6 }));
    open(to);
    mock.timers.tick(FOLLOWED);
    // The element is still there: the next page is on its way.
    address.scheduleWrite(() => ({ norwood: 7 }));
    mock.timers.tick(FOLLOWED);
    window.dispatchEvent(new Event("popstate"));
    assert.equal(click("?norwood=3"), false, "a link of the next page is the page's");
    assert.deepEqual(
      [page.href, page.replaced, arrived],
      [new URL(to, page.href).href, 0, { byLink: 0, byWay: 0 }],
      to,
    );
    open(from);
    address.scheduleWrite(() => ({ norwood: 7 }));
    mock.timers.tick(FOLLOWED);
    mock.timers.tick(FOLLOWED);
    assert.match(page.href, /norwood=7/, "back at home it follows again");
    // Taken out of the document, and one that is only moved within it.
    address.scheduleWrite(() => ({ norwood: 2 }));
    end.abort();
    mock.timers.tick(FOLLOWED);
    assert.match(page.href, /norwood=7/);
    address.scheduleWrite(() => ({ norwood: 2 }));
    const again = new AbortController();
    address.listen(again.signal, () => {});
    mock.timers.tick(FOLLOWED);
    assert.match(page.href, /norwood=2/);
    again.abort();
    page.replaced = 0;
  }
});

test("back from another page of a router, by the history or by the router, it follows again, both ways", () => {
  for (const way of ["history", "press", "entry"]) {
    const navigation = way === "entry" ? new EventTarget() : undefined;
    Object.assign(window, { navigation });
    open("/smp/?norwood=6");
    const { address, arrived, end } = listening();
    mock.timers.tick(1);
    const go = (to: string) => {
      if (way === "history") {
        open(to);
        window.dispatchEvent(new Event("popstate"));
      } else {
        // A router hears of a press first, and may write the address before or after it is heard here.
        if (way === "press") click("/somewhere/");
        open(to);
        navigation?.dispatchEvent(new Event("currententrychange"));
      }
      mock.timers.tick(1);
    };
    go("/thanks");
    let norwood = 7;
    address.scheduleWrite(() => ({ norwood }));
    mock.timers.tick(FOLLOWED);
    go("/thanks?order=7#place");
    assert.deepEqual([page.href, page.replaced], ["https://clinic.example/thanks?order=7#place", 0], way);
    go("/smp/?norwood=6");
    assert.deepEqual(arrived, { byLink: 0, byWay: 1 }, `${way}: the address says what is shown`);
    mock.timers.tick(FOLLOWED);
    assert.equal(page.href, "https://clinic.example/smp/?norwood=6");
    go("/thanks");
    go("/smp/");
    mock.timers.tick(FOLLOWED);
    if (way === "history") assert.equal(arrived.byWay, 2, "an entry without a word is the head of the tag");
    else assert.deepEqual([arrived.byWay, page.href], [1, "https://clinic.example/smp/?norwood=7"], way);
    // A slash less is the same page.
    norwood = 2;
    go("/smp");
    address.scheduleWrite(() => ({ norwood }));
    mock.timers.tick(FOLLOWED);
    assert.equal(page.href, "https://clinic.example/smp?norwood=2", way);
    end.abort();
    Object.assign(page, { replaced: 0 });
  }
  Object.assign(window, { navigation: undefined });
});

test("taken out at a press and put back later it keeps what was set meanwhile", () => {
  open("/smp/?norwood=6");
  const { address, arrived, end } = listening();
  mock.timers.tick(1);
  click("/somewhere/");
  end.abort();
  mock.timers.tick(1);
  const again = new AbortController();
  address.listen(again.signal, () => arrived.byWay++);
  mock.timers.tick(1);
  click("/somewhere/");
  mock.timers.tick(1);
  assert.equal(arrived.byWay, 0);
  again.abort();
});

test("a router may write a page's address after it has built the page; a fragment for a place is none", () => {
  const { address, end } = listening();
  open("/other/");
  mock.timers.tick(1);
  address.scheduleWrite(() => ({ norwood: 6 }));
  open("/other/#place");
  mock.timers.tick(FOLLOWED);
  assert.equal(page.href, "https://clinic.example/other/?norwood=6#place");
  end.abort();
});

test("addresses that take no query hold no state", () => {
  for (const [href, holds] of [
    ["about:srcdoc", false],
    ["data:text/html,<p>?norwood=6", false],
    ["blob:https://clinic.example/0", false],
    ["http://clinic.example/", true],
    ["file:///smp/index.html", true],
    ["app://smp/index.html", true],
  ] as const) {
    page.href = href;
    assert.equal(hasAddress(), holds, href);
  }
});

test("a base for what is relative on the page does not lead the address away", () => {
  const usual = history.replaceState;
  history.replaceState = (_, __, url) => (page.href = new URL(url, "https://cdn.example/").href);
  try {
    open("?norwood=6#place");
    new Address().scheduleWrite(() => ({ norwood: 7 }));
    mock.timers.tick(FOLLOWED);
    assert.equal(shown(), "?norwood=7#place");
  } finally {
    history.replaceState = usual;
  }
});

test("a page without an address of its own is left alone", () => {
  const usual = history.replaceState;
  history.replaceState = () => {
    throw new Error("SecurityError");
  };
  try {
    new Address().scheduleWrite(() => ({ norwood: 6 }));
    mock.timers.tick(FOLLOWED);
    assert.equal(shown(), "");
  } finally {
    history.replaceState = usual;
  }
});

/** A click on a link as a document hears of it; whether it was taken. */
function click(href: string, more: { held?: object; link?: object; prevented?: boolean } = {}): boolean {
  const { href: whole, search, hash, pathname, origin } = new URL(href, page.href);
  const link = { href: whole, search, hash, pathname, origin, target: "", download: "", ...more.link };
  const event = new Event("click", { cancelable: true });
  const held = { button: 0, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...more.held };
  for (const [name, value] of Object.entries(held)) Object.defineProperty(event, name, { value });
  Object.defineProperty(event, "target", { value: { closest: () => link } });
  if (more.prevented) event.preventDefault();
  document.dispatchEvent(event);
  return !more.prevented && event.defaultPrevented;
}

/** An address that is listened to, and how often something has arrived: by a link, and by the way back. */
function listening() {
  const arrived = { byLink: 0, byWay: 0 };
  const end = new AbortController();
  const address = new Address();
  address.listen(end.signal, (byLink) => arrived[byLink ? "byLink" : "byWay"]++);
  return { address, arrived, end };
}

test("a plain click on other settings of this page is taken in place, as an entry of the history", () => {
  const { arrived, end } = listening();
  assert.ok(click("?norwood=3&tone=2"));
  assert.deepEqual([arrived.byLink, page.pushed, shown()], [1, 1, "?norwood=3&tone=2"]);
  assert.ok(click("?code=1.q4"));
  end.abort();
  assert.equal(click("?norwood=4"), false, "no longer heard");
});

test("every other click stays the browser's", () => {
  const { arrived, end } = listening();
  open("?norwood=3");
  for (const key of ["ctrlKey", "metaKey", "shiftKey", "altKey"])
    assert.equal(click("?norwood=4", { held: { [key]: true } }), false, key);
  assert.equal(click("?norwood=4", { held: { button: 1 } }), false, "another button");
  assert.equal(click("?norwood=4", { link: { target: "_blank" } }), false, "another window");
  assert.equal(click("?norwood=4", { link: { download: "x" } }), false, "a download");
  assert.equal(click("?norwood=4", { prevented: true }), false, "a click that the page has taken");
  assert.equal(click("https://elsewhere.example/smp/?norwood=4"), false, "another host");
  assert.equal(click("/other/?norwood=4"), false, "another page");
  assert.equal(click("?theirs=1"), false, "the page's own words");
  assert.equal(click("?norwood=4&theirs=1"), false, "theirs among ours");
  assert.equal(click("/smp/"), false, "no settings at all");
  assert.equal(click("?norwood=3#place"), false, "another place with the same settings");
  assert.deepEqual([arrived.byLink, page.pushed], [0, 0]);
  assert.ok(click("?norwood=4#place"), "another place with other settings");
  end.abort();
});

test("before a link is followed, the entry that is left says what was shown there", () => {
  const { address, end } = listening();
  address.scheduleWrite(() => ({ norwood: 6 }));
  click("?norwood=3");
  assert.deepEqual([page.replaced, page.pushed, shown()], [1, 1, "?norwood=3"]);
  mock.timers.tick(FOLLOWED);
  assert.equal(page.replaced, 1, "and not again");
  end.abort();
});

test("the way back takes another state, a place of the same page takes none", () => {
  const { address, arrived, end } = listening();
  const back = (to: string) => {
    open(to);
    window.dispatchEvent(new Event("popstate"));
  };
  click("?norwood=3");
  back("/smp/");
  assert.equal(arrived.byWay, 1);
  back("#place");
  back("/smp/");
  assert.equal(arrived.byWay, 1, "a place");
  // What was about to be written belongs to the entry that was left.
  address.scheduleWrite(() => ({ norwood: 7 }));
  back("?norwood=3");
  mock.timers.tick(FOLLOWED);
  assert.deepEqual([arrived.byWay, page.replaced, shown()], [2, 0, "?norwood=3"]);
  end.abort();
});
