// What may act, and when nothing may: policies and freezes, as the same orders tell and change them in chat.

import { announce, h } from './dom.js';
import { noticeView, order } from './orders.js';

const TOPICS = [
  ['policy', 'Policies', 'deploys/* two people'],
  ['freeze', 'Freezes', '"quarter end" from 2026-12-28 to 2027-01-03'],
];

export function guards() {
  const parts = TOPICS.map(([topic, title, example]) => part(topic, title, example));
  const element = h('section', { 'aria-labelledby': 'guards' }, h('h2', { id: 'guards' }, 'What may act'),
    h('p', { class: 'section-note' }, 'Everything that changes something is asked about unless a rule says otherwise.'),
    parts);
  return { element };
}

function part(topic, title, example) {
  const box = h('div', { class: 'guard' });
  const view = noticeView({ title, lines: [], actions: [] });
  const words = h('input', { maxlength: '300', required: true, autocomplete: 'off', 'aria-label': `${title}: add or change`, placeholder: example });
  const trouble = h('p', { class: 'trouble', role: 'alert' });
  const form = h('form', { class: 'guard-form' }, words, h('button', { class: 'small' }, 'Set'), trouble);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    trouble.textContent = '';
    try {
      const notice = await order(`${topic} ${words.value}`);
      view.show(notice);
      announce(notice.title);
      words.value = '';
    } catch (failure) {
      trouble.textContent = failure.detail || failure.message;
    }
  });
  const shut = h('details', { class: 'card' }, h('summary', {}, title), box);
  shut.addEventListener('toggle', async () => {
    if (!shut.open || box.childElementCount) return;
    box.replaceChildren(view.element, form);
    try {
      view.show(await order(topic));
    } catch (failure) {
      trouble.textContent = failure.detail || failure.message;
    }
  });
  return shut;
}
