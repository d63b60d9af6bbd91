// Where there is no browser: environments of unit tests, which have a document of a kind. There the tag does nothing,
// and does not throw.

import assert from "node:assert/strict";
import { mock, test } from "node:test";

/** As little of an element as happy-dom and jsdom have between them: no internals, no observers of sight, no sheets. */
class Node extends EventTarget {
  static readonly ELEMENT_NODE = 1;
  isConnected = true;
  readonly parentNode = null;
  readonly dataset = {};
  shadowRoot: Node | null = null;
  children: Node[] = [];
  readonly localName = "smp-visualizer";
  readonly attributes: { name: string; value: string }[] = [];
  host?: Node;
  ownerDocument = document;
  attachShadow() {
    this.shadowRoot = Object.assign(new Node(), { host: this });
    return this.shadowRoot;
  }
  getAttribute(name: string) {
    return this.attributes.find((each) => each.name === name)?.value ?? null;
  }
  setAttribute(name: string, value: string) {
    this.attributes.push({ name, value });
  }
  hasAttribute(name: string) {
    return this.getAttribute(name) !== null;
  }
  toggleAttribute() {}
  removeAttribute() {}
  append(...more: Node[]) {
    this.children.push(...more);
  }
  replaceChildren(...more: Node[]) {
    this.children = more;
  }
  remove() {}
  closest() {
    return null;
  }
  querySelector() {
    return null;
  }
  querySelectorAll() {
    return [];
  }
  matches() {
    return false;
  }
  focus() {}
  getRootNode() {
    return document;
  }
}
const document: Record<string, unknown> = {
  createElement: () => new Node(),
  addEventListener: () => {},
  documentElement: {},
};
const defined = new Map<string, new () => Node>();
class Observer {
  observe() {}
  disconnect() {}
}
Object.assign(globalThis, {
  HTMLElement: Node,
  Node,
  parent: globalThis,
  innerHeight: 768,
  screen: { height: 0 },
  getComputedStyle: () => ({ overflowY: "" }),
  document,
  window: globalThis,
  location: new URL("http://localhost/"),
  history: {},
  CSSStyleSheet: class {},
  MutationObserver: Observer,
  addEventListener: () => {},
  customElements: {
    get: (name: string) => defined.get(name),
    define: (name: string, made: new () => Node) => defined.set(name, made),
  },
});

test("in an environment without layout, forms and internals the tag keeps its values and does not throw", async () => {
  const said = [mock.method(console, "error"), mock.method(console, "warn")];
  await import("./smp-visualizer");
  mock.timers.enable({ apis: ["setTimeout"] });
  const Element = defined.get("smp-visualizer") as unknown as new () => import("./smp-visualizer").SmpVisualizer;
  for (const name of ["lazy", "press"]) {
    const element = new Element();
    element.setAttribute(name === "press" ? "reveal" : "loading", name);
    for (const attribute of ["address", "norwood"]) element.setAttribute(attribute, "6");
    const heard: string[] = [];
    for (const type of ["smp-change", "smp-error"]) element.addEventListener(type, () => heard.push(type));
    element.connectedCallback();
    assert.equal(element.getState().norwood, 6);
    Object.assign(element, { norwood: 3 });
    element.setState({ tone: 2 });
    assert.deepEqual(heard, ["smp-change", "smp-change"]);
    assert.equal(element.checkValidity(), true);
    element.setCustomValidity("x");
    assert.deepEqual([element.form, element.value.slice(0, 2)], [null, "1."]);
    element.reset();
    element.disconnectedCallback();
    element.connectedCallback();
    element.disconnectedCallback();
  }
  assert.deepEqual(
    said.map((each) => each.mock.callCount()),
    [0, 0],
  );
});
