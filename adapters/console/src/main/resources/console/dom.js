// Builds elements. Data only ever becomes text nodes and attributes: nothing on this page is parsed as markup.

const SVG = 'http://www.w3.org/2000/svg';

export function h(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

export function svg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else {
      element.setAttribute(name, value === true ? '' : String(value));
    }
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

// Brings a container's children to a list of items. An item that did not change keeps its element, and with it what
// the reader opened or chose in it; an item that is new or changed is drawn.
export function keyed(container, items, key, draw) {
  const before = container.drawn ?? new Map();
  const after = new Map();
  for (const item of items) {
    const id = key(item);
    const mark = JSON.stringify(item);
    const known = before.get(id);
    if (known?.mark === mark) {
      after.set(id, known);
    } else {
      const element = draw(item);
      if (known) carryOver(known.element, element);
      element.classList.add(known ? 'changed' : 'arrived');
      after.set(id, { mark, element });
    }
  }
  container.drawn = after;
  const wanted = [...after.values()].map((each) => each.element);
  for (const child of [...container.children]) {
    if (!wanted.includes(child)) child.remove();
  }
  wanted.forEach((element, place) => {
    if (container.children[place] !== element) container.insertBefore(element, container.children[place] ?? null);
  });
}

// What the reader typed and where the cursor stands are the reader's: they outlive a drawing anew. Fields and buttons are
// known again by their label.
function carryOver(from, to) {
  const label = (each) => each.getAttribute('aria-label') ?? each.getAttribute('data-decision') ?? each.textContent;
  const find = (each) => [...to.querySelectorAll(each.localName)].find((other) => label(other) === label(each));
  for (const field of from.querySelectorAll('input')) {
    const same = find(field);
    if (same && field.value) same.value = field.value;
  }
  const focused = document.activeElement;
  if (focused && from.contains?.(focused)) {
    const same = find(focused);
    // It can be focused only once it stands on the page.
    queueMicrotask(() => (same ?? to).focus());
  }
}

// A link that came from a source is followed only where a browser is safe to go.
export function safeLink(text) {
  try {
    return ['https:', 'http:'].includes(new URL(text).protocol) ? text : null;
  } catch {
    return null;
  }
}

export function copyButton(label, text) {
  const button = h('button', { type: 'button', class: 'small' }, label);
  button.addEventListener('click', async () => {
    const done = await navigator.clipboard.writeText(text()).then(() => true, () => false);
    button.textContent = done ? 'Copied' : 'Copying is not allowed here';
    setTimeout(() => (button.textContent = label), 1800);
  });
  return button;
}

export function announce(text) {
  document.getElementById('announcer').textContent = text;
}
