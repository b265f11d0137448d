// Who may have done it, best first, with the evidence on both sides. Those ruled out stay, so that nobody has to ask.

import { chips } from './chips.js';
import { h, keyed } from './dom.js';
import { MOVES, widgetCard } from './widgets.js';

const STANDING = { leading: 'Leading', weakened: 'Weakened', refuted: 'Ruled out' };
const KIND = { change: 'Change', service: 'Service', provider: 'Provider', business: 'Business' };
const FIRST = 3;
const VERDICT = {
  healthy: 'Nothing is out of its usual range.',
  inconclusive: 'The evidence does not carry a suspect.',
};

export function suspectsSection() {
  const list = h('ol', { class: 'suspects' });
  const count = h('summary');
  const others = h('ol', { class: 'suspects', start: FIRST + 1 });
  others.style.counterReset = `suspect ${FIRST}`;
  const moves = h('div', { class: 'moves' });
  const more = h('details', { class: 'more' }, count, others, moves);
  const verdict = h('p', { class: 'verdict-note' });
  const element = h('section', { 'aria-labelledby': 'suspects' }, h('h2', { id: 'suspects' }, 'Suspects'), verdict, list, more);
  return {
    element,
    draw(doc) {
      const moved = doc.widgets.filter((widget) => widget.template === MOVES);
      element.hidden = !doc.verdict && !moved.length;
      keyed(moves, moved, (widget) => widget.id, (widget) => widgetCard(doc, widget));
      verdict.textContent = VERDICT[doc.verdict] ?? '';
      verdict.hidden = !VERDICT[doc.verdict];
      const key = (suspect) => `${suspect.kind} ${suspect.name}`;
      const rest = doc.suspects.slice(FIRST);
      keyed(list, doc.suspects.slice(0, FIRST), key, (suspect) => draw(doc, suspect));
      keyed(others, rest, key, (suspect) => draw(doc, suspect));
      more.hidden = !rest.length && !moved.length;
      count.textContent = [rest.length && `${rest.length} more suspects`, moved.length && 'How the suspicions moved'].filter(Boolean).join(' · ').replace(/^1 more suspects/, '1 more suspect');
    },
  };
}

function draw(doc, suspect) {
  return h(
    'li',
    { class: 'suspect', 'data-status': suspect.status },
    h(
      'div',
      { class: 'suspect-head' },
      h('h3', {}, suspect.title),
      h('span', { class: 'standing', 'data-status': suspect.status }, STANDING[suspect.status]),
    ),
    h(
      'div',
      { class: 'suspect-score' },
      h('span', { class: 'kind' }, KIND[suspect.kind]),
      meter(suspect.score),
      h('span', { class: 'score' }, h('span', { class: 'unseen' }, 'Score '), suspect.score.toFixed(2)),
    ),
    h('ul', { class: 'evidence' }, suspect.evidence.map((each) => evidence(doc, each))),
  );
}

function meter(score) {
  const bar = h('span');
  bar.style.inlineSize = `${Math.round(score * 100)}%`;
  return h('div', { class: 'meter', 'aria-hidden': 'true' }, bar);
}

function evidence(doc, each) {
  return h(
    'li',
    { 'data-for': String(each.speaksFor) },
    h('span', { class: 'side' }, each.speaksFor ? 'For' : 'Against'),
    h('div', {}, h('p', {}, each.text), chips(doc, each.receipts)),
  );
}
