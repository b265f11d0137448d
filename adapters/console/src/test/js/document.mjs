// As much of a browser's document as the page needs to be read and pressed without one.

class Node {
  parent = null;
  remove() {
    if (this.parent) this.parent.childNodes = this.parent.childNodes.filter((each) => each !== this);
    this.parent = null;
  }
  replaceWith(...nodes) {
    const { parent } = this;
    const place = parent.childNodes.indexOf(this);
    this.remove();
    parent.childNodes.splice(place, 0, ...nodes.map((node) => adopted(node, parent)));
  }
  get parentElement() {
    return this.parent;
  }
}

class Text extends Node {
  constructor(text) {
    super();
    this.textContent = text;
  }
}

function adopted(node, parent) {
  const child = node instanceof Node ? node : new Text(String(node));
  child.remove();
  child.parent = parent;
  return child;
}

export class Element extends Node {
  childNodes = [];
  attributes = {};
  listeners = {};
  style = {};
  dataset = {};
  hidden = false;
  open = false;
  disabled = false;
  value = '';
  classes = new Set();
  classList = {
    add: (name) => this.classes.add(name),
    toggle: (name, on) => (on ? this.classes.add(name) : this.classes.delete(name)),
  };

  constructor(tag) {
    super();
    this.tag = tag;
  }
  get children() {
    return this.childNodes.filter((each) => each instanceof Element);
  }
  get id() {
    return this.attributes.id ?? '';
  }
  get textContent() {
    return this.childNodes.map((each) => each.textContent).join('');
  }
  set textContent(text) {
    this.replaceChildren(String(text));
  }
  get localName() {
    return this.tag;
  }
  getAttribute(name) {
    return this.attributes[name] ?? null;
  }
  contains(other) {
    return other === this || this.all().includes(other);
  }
  setAttribute(name, value) {
    this.attributes[name] = value;
    if (['hidden', 'open', 'disabled'].includes(name)) this[name] = true;
    if (name === 'value') this.value = value;
    if (name.startsWith('data-')) this.dataset[name.slice(5)] = value;
  }
  append(...nodes) {
    this.childNodes.push(...nodes.map((node) => adopted(node, this)));
  }
  insertBefore(node, before) {
    const child = adopted(node, this);
    const place = before ? this.childNodes.indexOf(before) : this.childNodes.length;
    this.childNodes.splice(place, 0, child);
  }
  replaceChildren(...nodes) {
    this.childNodes.forEach((each) => (each.parent = null));
    this.childNodes = [];
    this.append(...nodes);
  }
  addEventListener(type, listener) {
    (this.listeners[type] ??= []).push(listener);
  }
  async dispatch(type) {
    for (const listener of this.listeners[type] ?? []) await listener({ type, target: this, preventDefault() {} });
  }
  all() {
    return this.children.flatMap((each) => [each, ...each.all()]);
  }
  querySelectorAll(selector) {
    return this.all().filter((each) => (selector === '[open]' ? each.open : each.tag === selector));
  }
  querySelector(selector) {
    return this.querySelectorAll(selector)[0] ?? null;
  }
  focus() {
    document.activeElement = this;
  }
  scrollIntoView() {}
  showModal() {
    this.open = true;
  }
  close() {
    this.open = false;
  }
  // What a person can read there, and a screen reader says.
  read() {
    if (this.hidden || (this.tag === 'dialog' && !this.open)) return '';
    const labels = [this.attributes['aria-label'], this.attributes.placeholder].filter(Boolean);
    return [...labels, ...this.childNodes.map((each) => (each instanceof Element ? each.read() : each.textContent))].join('\n');
  }
}

export const document = {
  title: '',
  visibilityState: 'visible',
  activeElement: null,
  announcer: new Element('div'),
  createElement: (tag) => new Element(tag),
  createElementNS: (_, tag) => new Element(tag),
  getElementById: () => document.announcer,
  querySelectorAll: () => [],
};

export class FormData {
  constructor(form) {
    this.form = form;
  }
  get(name) {
    const fields = this.form.all().filter((each) => each.attributes.name === name);
    return (fields.find((each) => 'checked' in each.attributes) ?? fields[0])?.value ?? null;
  }
}
