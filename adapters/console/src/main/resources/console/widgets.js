// Every kind of widget.

import { chart, sparkline } from './chart.js';
import { chips, clock } from './chips.js';
import { commsKit } from './comms.js';
import { h, keyed } from './dom.js';

const KINDS = { metric, table, timeline, chart, plan, comms_kit: commsKit, toggle, note };
const WIDE = ['chart', 'comms_kit', 'timeline'];
// A headline longer than this is set smaller.
const HEADLINE = 16;

// How the suspicions moved stands beside the suspects.
export const MOVES = 'incident/hypotheses';

// These have a section of their own on this page.
const ELSEWHERE = [MOVES, 'incident/suspects', 'experiment/scaffold', 'experiment/follow-ups'];

export function widgetsSection() {
  const tiles = h('div', { class: 'tiles' });
  const grid = h('div', { class: 'widgets' });
  const element = h('section', { 'aria-labelledby': 'widgets' }, h('h2', { id: 'widgets' }, 'Evidence'), tiles, grid);
  return {
    element,
    draw(doc) {
      const widgets = doc.widgets.filter((widget) => !ELSEWHERE.includes(widget.template));
      element.hidden = !widgets.length;
      // what became of a draft stands on its card, and comes after it
      const sent = (widget) => (doc.announcements ?? []).filter((each) => each.kit === widget.id);
      const draw = (container, items) => keyed(container, items, ({ widget }) => widget.id, ({ widget, wide }) => widgetCard(doc, widget, wide));
      draw(tiles, widgets.filter(isTile).map((widget) => ({ widget, wide: false })));
      const cards = widgets.filter((widget) => !isTile(widget));
      draw(grid, cards.map((widget, place) => ({ widget, wide: fillsRow(cards, place), sent: sent(widget) })));
    },
  };
}

const isTile = (widget) => widget.type === 'metric';

const isWide = (widget) => WIDE.includes(widget.type) || widget.columns?.length > 3;

// Whether a card takes the whole row: it is wide, or the last of an odd number of narrow ones, with nobody beside it.
export function fillsRow(cards, place) {
  if (isWide(cards[place])) return true;
  let first = place;
  while (first > 0 && !isWide(cards[first - 1])) first--;
  const next = cards[place + 1];
  return (place - first) % 2 === 0 && (!next || isWide(next));
}

export function widgetCard(doc, widget, wide = isWide(widget)) {
  const content = KINDS[widget.type]?.(widget, doc) ?? [h('p', {}, 'This page cannot draw this widget.')];
  const title = `widget-${widget.id}`;
  return h(
    'article',
    { class: `card widget widget-${widget.type}${wide ? ' wide' : ''}`, 'aria-labelledby': title },
    h('h3', { id: title }, widget.title),
    content,
    chips(doc, widget.receipts),
  );
}

function metric(widget) {
  return [
    h('div', { class: 'metric-row' }, h('p', { class: 'metric-value', 'data-tone': widget.tone, 'data-long': widget.value.length > HEADLINE }, widget.value), sparkline(widget.trend, widget.tone)),
    widget.expected ? h('p', { class: 'metric-expected' }, 'usually ', widget.expected) : null,
  ];
}

const FIGURE = /^[-+−$€£]?[\d.,\s]+\s?\S{0,4}$/;

function table(widget) {
  const figures = widget.columns.map((_, place) => widget.rows.every((row) => FIGURE.test(row[place])));
  const attributes = (place) => (figures[place] ? { class: 'figure' } : {});
  return h(
    'div',
    { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': widget.title },
    h(
      'table',
      {},
      h('thead', {}, h('tr', {}, widget.columns.map((name, place) => h('th', { scope: 'col', ...attributes(place) }, name)))),
      h('tbody', {}, widget.rows.map((row) => h('tr', {}, row.map((cell, place) => h('td', attributes(place), cell))))),
    ),
  );
}

function timeline(widget, doc) {
  return h(
    'ol',
    { class: 'timeline' },
    widget.entries.map((entry) =>
      h(
        'li',
        { 'data-inferred': String(entry.inferred) },
        h('time', { datetime: entry.at, title: entry.at }, clock(entry.at)),
        h('div', {}, h('p', {}, entry.text, h('span', { class: 'inferred' }, origin(doc, widget, entry)))),
      ),
    ),
    h('li', { class: 'zone' }, 'Times in UTC'),
  );
}

// Who told of it, or that it was computed from what they told.
function origin(doc, widget, entry) {
  const sources = [...new Set(doc.receipts.filter((each) => entry.receipts?.includes(each.id)).map((each) => each.source))];
  const told = widget.template === MOVES ? '' : sources.join(', ');
  return [told, entry.inferred && widget.template !== MOVES ? 'computed' : ''].filter(Boolean).join(' · ');
}

function plan(widget) {
  return h('ol', { class: 'todo' }, widget.steps.map((step) => h('li', {}, step)));
}

function toggle(widget) {
  return h(
    'div',
    { class: 'toggle' },
    h('span', { class: 'switch', 'data-on': String(widget.on), 'aria-hidden': 'true' }),
    h('div', {}, h('p', {}, h('strong', {}, widget.label), ' ', h('span', { class: 'badge' }, widget.on ? 'On' : 'Off')), h('p', { class: 'because' }, widget.meaning)),
  );
}

function note(widget) {
  return h('p', { class: 'note' }, widget.text);
}
