// A document without a browser: as much of the DOM as the form's script and the respondent of these tests use, so that the
// script that ships runs unchanged in an engine that has no DOM. What is asked for and not here is an error, never a guess.
"use strict";

const VOID = new Set(["meta", "link", "input", "br", "hr", "img"]);
const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0" };
const decoded = (text) =>
  text.includes("&")
    ? text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, dec, name) => {
        if (hex || dec) return String.fromCodePoint(hex ? parseInt(hex, 16) : Number(dec));
        if (!(name in ENTITIES)) throw new Error(`entity ${whole}`);
        return ENTITIES[name];
      })
    : text;

/** The tree of an emitted document: `[tag, attributes, children]` and texts. A tag that is not closed as it should be is an error. */
const parsed = (html) => {
  const root = ["#root", {}, []];
  const open = [root];
  const tags = /<!doctype[^>]*>|<\/([a-z0-9]+)>|<([a-z0-9]+)((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*>/gi;
  let at = 0;
  const say = (text) => text && open[open.length - 1][2].push(text);
  for (let found = tags.exec(html); found; found = tags.exec(html)) {
    const [whole, end, start, rest] = found;
    if (html.slice(at, found.index).includes("<")) throw new Error(`markup: ${html.slice(at, found.index)}`);
    say(decoded(html.slice(at, found.index)));
    at = tags.lastIndex;
    if (end) {
      const last = open.pop();
      if (last[0] !== end) throw new Error(`<${last[0]}> is closed by ${whole}`);
    } else if (start) {
      const attributes = {};
      for (const [, name, value] of rest.matchAll(/([a-z-]+)(?:="([^"]*)")?/gi)) attributes[name] = decoded(value ?? "");
      const made = [start, attributes, []];
      open[open.length - 1][2].push(made);
      if (start === "script") {
        const close = html.indexOf("</script>", at);
        made[2].push(html.slice(at, close));
        tags.lastIndex = at = close + 9;
      } else if (!VOID.has(start)) open.push(made);
    }
  }
  if (open.length > 1) throw new Error(`<${open[open.length - 1][0]}> is not closed`);
  return root[2].find((one) => Array.isArray(one));
};

class Node_ {
  constructor() {
    this.parentNode = null;
  }
  get parentElement() {
    return this.parentNode;
  }
  remove() {
    if (!this.parentNode) return;
    const all = this.parentNode.childNodes;
    all.splice(all.indexOf(this), 1);
    this.parentNode = null;
  }
  /** Puts nodes where this one stands, `offset` places on. */
  beside(offset, nodes) {
    for (const node of nodes) if (node instanceof Node_) node.remove();
    const parent = this.parentNode;
    parent.put(parent.childNodes.indexOf(this) + offset, nodes);
  }
  before(...nodes) {
    this.beside(0, nodes);
  }
  after(...nodes) {
    this.beside(1, nodes);
  }
  replaceWith(...nodes) {
    this.beside(0, nodes.filter((node) => node !== this));
    this.remove();
  }
}

class Text_ extends Node_ {
  constructor(data) {
    super();
    this.data = data;
  }
  get textContent() {
    return this.data;
  }
}

class Comment_ extends Node_ {
  get textContent() {
    return "";
  }
}

const reflected = (name, empty = "") => ({
  get() {
    return this.attributes[name] ?? empty;
  },
  set(value) {
    this.attributes[name] = String(value);
  },
});

class Element_ extends Node_ {
  constructor(tag, attributes = {}) {
    super();
    this.localName = tag;
    this.attributes = attributes;
    this.childNodes = [];
  }
  get tagName() {
    return this.localName.toUpperCase();
  }
  get children() {
    return this.childNodes.filter((node) => node instanceof Element_);
  }
  get firstElementChild() {
    return this.childNodes.find((node) => node instanceof Element_) ?? null;
  }
  get nextElementSibling() {
    const all = this.parentNode.children;
    return all[all.indexOf(this) + 1] ?? null;
  }
  get lastElementChild() {
    const all = this.children;
    return all[all.length - 1] ?? null;
  }
  get textContent() {
    return this.childNodes.map((node) => node.textContent).join("");
  }
  set textContent(text) {
    this.replaceChildren(...(text === "" ? [] : [text]));
  }
  get hidden() {
    return "hidden" in this.attributes;
  }
  set hidden(on) {
    if (on) this.attributes.hidden = "";
    else delete this.attributes.hidden;
  }
  get dataset() {
    return { pipe: this.attributes["data-pipe"], code: this.attributes["data-code"] };
  }
  get classList() {
    const all = this.className.split(/\s+/).filter(Boolean);
    return Object.assign(all, { contains: (name) => all.includes(name) });
  }
  get offsetParent() {
    return this.closest("[hidden]") ? null : this.parentNode;
  }
  getAttribute(name) {
    return this.attributes[name] ?? null;
  }
  setAttribute(name, value) {
    this.attributes[name] = String(value);
  }
  removeAttribute(name) {
    delete this.attributes[name];
  }
  hasAttribute(name) {
    return name in this.attributes;
  }
  put(at, nodes) {
    const made = nodes.map((node) => (node instanceof Node_ ? node : new Text_(String(node))));
    for (const node of made) {
      node.remove();
      node.parentNode = this;
    }
    this.childNodes.splice(at, 0, ...made);
  }
  append(...nodes) {
    for (const node of nodes) if (node instanceof Node_) node.remove();
    this.put(this.childNodes.length, nodes);
  }
  prepend(...nodes) {
    for (const node of nodes) if (node instanceof Node_) node.remove();
    this.put(0, nodes);
  }
  replaceChildren(...nodes) {
    for (const node of [...this.childNodes]) node.remove();
    this.append(...nodes);
  }
  contains(other) {
    for (let node = other; node; node = node.parentNode) if (node === this) return true;
    return false;
  }
  compareDocumentPosition(other) {
    const path = (node) => (node.parentNode ? [...path(node.parentNode), node.parentNode.childNodes.indexOf(node)] : []);
    const [mine, theirs] = [path(this), path(other)];
    const at = mine.findIndex((place, n) => place !== theirs[n]);
    return mine[at] < theirs[at] ? 4 : 2;
  }
  matches(selector) {
    return fits(selector, this, this);
  }
  closest(selector) {
    if (selector === "[hidden]") {
      let node = this;
      while (node && !("hidden" in node.attributes)) node = node.parentNode;
      return node;
    }
    for (let node = this; node; node = node.parentNode) if (fits(selector, node, this)) return node;
    return null;
  }
  querySelectorAll(selector) {
    const found = [];
    const visit = (node) => {
      for (const child of node.childNodes) {
        if (child.localName === undefined) continue;
        if (fits(selector, child, this)) found.push(child);
        visit(child);
      }
    };
    visit(this);
    return found;
  }
  querySelector(selector) {
    const visit = (node) => {
      for (const child of node.childNodes) {
        if (child.localName === undefined) continue;
        const found = fits(selector, child, this) ? child : visit(child);
        if (found) return found;
      }
      return null;
    };
    return visit(this);
  }
  focus() {
    document.activeElement = this;
  }
  /** A tap: a link and a button do what they are for. */
  click() {
    const event = { target: this, preventDefault() {} };
    if (this.localName === "button" && this.type === "submit") this.closest("form").onsubmit(event);
    else this.onclick(event);
  }
}
Object.defineProperties(Element_.prototype, {
  id: reflected("id"),
  className: reflected("class"),
  href: reflected("href"),
  type: reflected("type"),
  name: reflected("name"),
});

/** A control that holds what was given. */
class Control extends Element_ {
  constructor(tag, attributes) {
    super(tag, attributes);
    this.value = attributes?.value ?? "";
    this.checked = attributes?.checked !== undefined;
    if (tag === "textarea") this.type = "textarea";
  }
  /** A tap, with what the browser tells of it: nothing where a radio button was on already. */
  click() {
    const form = this.closest("form");
    const before = this.checked;
    if (this.type === "radio") for (const one of form.elements) if (one.name === this.name && one.type === "radio") one.checked = false;
    this.checked = this.type === "radio" || !before;
    if (this.checked !== before) for (const type of ["input", "change"]) this.dispatchEvent({ type });
  }
  /** Only the form listens. */
  dispatchEvent({ type }) {
    this.closest("form")[`on${type}`]?.({ type, target: this });
  }
}

class Form extends Element_ {
  /** Of the document as it came: what a script adds to it has no name. */
  get elements() {
    return (this.controls ??= this.querySelectorAll("input, textarea, button"));
  }
  get action() {
    return this.attributes.action;
  }
}

// Selectors: each is read once.
const read = new Map();
const simple = (text) => {
  const tests = [];
  let rest = text;
  const take = (pattern, test) => {
    const found = pattern.exec(rest);
    if (!found) return false;
    rest = rest.slice(found[0].length);
    tests.push(test(found));
    return true;
  };
  while (rest)
    if (
      !take(/^:scope/, () => (node, scope) => node === scope) &&
      !take(/^:is\(([^)]*)\)/, ([, inner]) => (node, scope) => fits(inner, node, scope)) &&
      !take(/^\.([\w-]+)/, ([, name]) => (node) => hasClass(node.attributes.class, name)) &&
      !take(/^#([\w-]+)/, ([, id]) => (node) => node.attributes.id === id) &&
      !take(/^\[([\w-]+)="([^"]*)"\]/, ([, name, value]) => (node) => node.attributes[name] === value) &&
      !take(/^\[([\w-]+)\]/, ([, name]) => (node) => name in node.attributes) &&
      !take(/^\w+/, ([tag]) => (node) => node.localName === tag)
    )
      throw new Error(`selector ${text}`);
  return tests.length === 1 ? tests[0] : (node, scope) => tests.every((test) => test(node, scope));
};
const hasClass = (all, name) => all !== undefined && (all === name || ` ${all} `.includes(` ${name} `));
const chain = (text) => {
  const tight = text.trim().replace(/\([^)]*\)/g, (inside) => inside.replace(/\s+/g, ""));
  const steps = tight.replace(/\s*>\s*/g, " > ").split(/\s+/);
  const last = simple(steps.pop());
  const up = (at, node, scope) => {
    if (at < 0) return true;
    if (steps[at] === ">") return node.parentNode && tests[at - 1](node.parentNode, scope) && up(at - 2, node.parentNode, scope);
    for (let one = node.parentNode; one; one = one.parentNode) if (tests[at](one, scope) && up(at - 1, one, scope)) return true;
    return false;
  };
  if (!steps.length) return last;
  const tests = steps.map((step) => (step === ">" ? undefined : simple(step)));
  return (node, scope) => last(node, scope) && up(steps.length - 1, node, scope);
};
const fits = (selector, node, scope) => {
  let found = read.get(selector);
  if (!found) {
    const all = selector.split(/,(?![^(]*\))/).map(chain);
    found = all.length === 1 ? all[0] : (one, from) => all.some((test) => test(one, from));
    read.set(selector, found);
  }
  return found(node, scope);
};

const KINDS = { input: Control, textarea: Control, form: Form };

class Document {
  constructor(tree) {
    this.ids = new Map();
    this.spare = new Map();
    this.documentElement = this.grow(tree, this.ids);
    this.activeElement = null;
    this.listeners = [];
    this.title = this.querySelector("title").textContent;
    this.body = this.querySelector("body");
  }
  /** Elements of a parsed tree; what a template holds is apart from the document. */
  grow([tag, attributes, children], ids) {
    const made = new (KINDS[tag] ?? Element_)(tag, { ...attributes });
    if (attributes.id) ids.set(attributes.id, made);
    const apart = tag === "template" ? this.spare : ids;
    const inside = children.map((child) => (typeof child === "string" ? new Text_(child) : this.grow(child, apart)));
    if (tag === "template") made.content = { getElementById: (id) => apart.get(id) ?? null };
    else {
      for (const child of inside) child.parentNode = made;
      made.childNodes = inside;
    }
    return made;
  }
  getElementById(id) {
    const found = this.ids.get(id) ?? this.spare.get(id);
    return found && this.documentElement.contains(found) ? found : null;
  }
  querySelector(selector) {
    return fits(selector, this.documentElement) ? this.documentElement : this.documentElement.querySelector(selector);
  }
  querySelectorAll(selector) {
    return this.documentElement.querySelectorAll(selector);
  }
  createElement(tag) {
    return new (KINDS[tag] ?? Element_)(tag);
  }
  createComment() {
    return new Comment_();
  }
  addEventListener(type, listener) {
    this.listeners.push([type, listener]);
  }
  dispatchEvent(event) {
    for (const [type, listener] of this.listeners) if (type === event.type) listener(event);
  }
}

class Store {
  constructor(entries) {
    Object.assign(this, entries);
  }
  getItem(name) {
    return Object.prototype.hasOwnProperty.call(this, name) ? this[name] : null;
  }
  setItem(name, value) {
    this[name] = String(value);
  }
  removeItem(name) {
    delete this[name];
  }
}

globalThis.CustomEvent = class {
  constructor(type, { detail }) {
    Object.assign(this, { type, detail });
  }
};
globalThis.Event = class {
  constructor(type) {
    this.type = type;
  }
};
globalThis.URLSearchParams = class {
  constructor(text) {
    const pairs = text.split("&").filter(Boolean).map((pair) => pair.split("="));
    this.all = new Map(pairs.map((pair) => pair.map((part) => decodeURIComponent(part.replace(/\+/g, " ")))));
  }
  get(name) {
    return this.all.get(name) ?? null;
  }
};
globalThis.scrollTo = () => {};
globalThis.addEventListener = () => {};
// What waits for nothing is done at once after each act; what waits longer never comes.
const soon = [];
globalThis.setTimeout = (work, ms, ...given) => {
  if (!ms) soon.push(() => work(...given));
  return soon.length;
};
globalThis.clearTimeout = () => {};
globalThis.settle = () => {
  while (soon.length) soon.shift()();
};

let tree;
let script;
globalThis.loadPage = (html) => (tree = parsed(html));
globalThis.loadScript = (source) => (script = new Function(source));

/** Opens the page afresh: its own document, the part of the address behind #, what the browser kept, the entry it was at. */
globalThis.openPage = ({ hash, kept, at, draw }) => {
  const entries = [at ? { id: at } : null];
  soon.length = 0;
  Object.assign(globalThis, {
    document: new Document(tree),
    location: { hash, reload() {} },
    localStorage: new Store(kept),
    history: {
      get state() {
        return entries[entries.length - 1];
      },
      replaceState: (state) => (entries[entries.length - 1] = state),
      pushState: (state) => entries.push(state),
      back() {
        entries.pop();
        onpopstate({ state: this.state });
      },
    },
    crypto: { getRandomValues: (bytes) => bytes.map(draw) },
    onpagehide: null,
    onpopstate: null,
    onhashchange: null,
    ononline: null,
    fetch: () => new Promise(() => {}),
  });
};
globalThis.startScript = () => script();
