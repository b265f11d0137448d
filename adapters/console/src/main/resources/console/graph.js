// What needs what, drawn: each step in the column behind all that it needs, lines from left to right.

import { h, svg } from './dom.js';

const BOX = { width: 168, height: 52, gapX: 44, gapY: 18, edge: 2 };
const LINE = 21; // letters that fit into a line of a box

export function graph(steps, label) {
  const columns = columnsOf(steps);
  const rows = Math.max(...columns.map((column) => column.length));
  const width = columns.length * (BOX.width + BOX.gapX) - BOX.gapX + 2 * BOX.edge;
  const height = rows * (BOX.height + BOX.gapY) - BOX.gapY + 2 * BOX.edge;
  const at = new Map();
  columns.forEach((column, x) => column.forEach((step, y) => at.set(step.id, place(x, y, column.length, rows))));
  const lines = steps.flatMap((step) => step.needs.map((id) => line(at.get(id), at.get(step.id))));
  return h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': label },
    svg('svg', { class: 'graph', width, height, viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': label },
      lines, steps.map((step) => box(step, at.get(step.id)))));
}

// The steps by the longest way to them. Each needs only what stands before it in the list.
function columnsOf(steps) {
  const depth = new Map();
  const columns = [];
  for (const step of steps) {
    const mine = Math.max(-1, ...step.needs.map((id) => depth.get(id))) + 1;
    depth.set(step.id, mine);
    (columns[mine] ??= []).push(step);
  }
  return columns;
}

function place(column, row, ofColumn, rows) {
  const step = BOX.height + BOX.gapY;
  return { x: BOX.edge + column * (BOX.width + BOX.gapX), y: BOX.edge + (row + (rows - ofColumn) / 2) * step };
}

function line(from, to) {
  const [x1, y1, x2, y2] = [from.x + BOX.width, from.y + BOX.height / 2, to.x, to.y + BOX.height / 2];
  const bend = Math.min(BOX.gapX, (x2 - x1) / 2);
  return svg('path', { d: `M${x1} ${y1} C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}` });
}

function box(step, { x, y }) {
  const name = step.does.startsWith(step.title) ? step.id : step.title; // one without a title of its own has its words as title
  const words = wrapped(name);
  const top = y + BOX.height / 2 + (words.length === 1 ? 5 : -4);
  return svg('g', { 'data-acts': Boolean(step.undo) },
    svg('title', {}, step.title),
    svg('rect', { x, y, width: BOX.width, height: BOX.height, rx: 10 }),
    words.map((text, n) => svg('text', { x: x + BOX.width / 2, y: top + n * 18, 'text-anchor': 'middle' }, text)));
}

// At most two lines; what does not fit is cut, and stands whole in the title and in the list of steps.
function wrapped(title) {
  if (title.length <= LINE) return [title];
  const cut = title.lastIndexOf(' ', LINE);
  const end = cut > 0 ? cut : LINE;
  const rest = title.slice(end).trim();
  return [title.slice(0, end), rest.length > LINE ? `${rest.slice(0, LINE - 1).trim()}…` : rest];
}
