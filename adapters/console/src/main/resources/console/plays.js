// What is proposed, under which policy, and the way back. Nothing on this page runs a play.

import { chips } from './chips.js';
import { h, keyed } from './dom.js';

export function playsSection() {
  const list = h('ul', { class: 'plays' });
  const element = h(
    'section',
    { 'aria-labelledby': 'plays' },
    h('h2', { id: 'plays' }, 'Plays'),
    h('p', { class: 'section-note' }, 'Proposals. Nothing has been run, and this version runs none.'),
    list,
  );
  return {
    element,
    draw(doc) {
      element.hidden = !doc.plays.length;
      keyed(list, doc.plays, (play) => play.id, (play) => draw(doc, play));
    },
  };
}

function draw(doc, play) {
  return h(
    'li',
    { class: 'card play' },
    h('div', { class: 'play-head' }, h('h3', {}, play.title), h('span', { class: 'badge', 'data-policy': play.policy.type }, policy(play.policy))),
    h('p', {}, play.does),
    h('p', { class: 'because' }, play.because),
    play.policy.type === 'refused' ? h('p', { class: 'because' }, play.policy.because) : null,
    h('p', { class: 'rollback', 'data-type': play.rollback.type }, h('strong', {}, play.rollback.type === 'undo' ? 'Way back: ' : 'No way back: '), play.rollback.how ?? play.rollback.because),
    chips(doc, play.receipts),
  );
}

function policy({ type, people }) {
  if (type === 'allowed') return 'Allowed';
  if (type === 'refused') return 'Not allowed';
  return people === 1 ? 'Needs one approval' : `Needs ${people} approvals`;
}
