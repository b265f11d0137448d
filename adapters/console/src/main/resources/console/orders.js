// What can be ordered, as in chat: an order is words, and what comes of it is a notice with buttons for further orders.

import { post } from './api.js';
import { announce, h } from './dom.js';

export const order = (command) => post('/orders', { command });

// Orders that need words of the person: what is asked, and how the words are put.
const WORDS = {
  'halt on': ['Stop everything that acts? Say why, for the others.', (words) => `halt on${words && `: ${words}`}`],
};

// A notice, and what its buttons lead to in its place. `changed` is called after an order that a button gave.
export function noticeView(notice, changed = () => {}) {
  const element = h('div', { class: 'notice' });
  const trouble = h('p', { class: 'trouble', role: 'alert' });
  const show = ({ title, lines, actions }) => {
    element.replaceChildren(...[
      h('h3', {}, title),
      h('ul', { class: 'notice-lines' }, lines.map((line) =>
        h('li', {}, h('span', { class: 'notice-text' }, line.text), row(line.actions)))),
      row(actions),
      trouble,
    ].filter(Boolean));
  };
  const row = (actions) => (actions.length
    ? h('div', { class: 'notice-acts' }, actions.map((action) =>
      h('button', { type: 'button', class: 'small', onclick: () => press(action) }, action.label)))
    : null);
  const press = async (action) => {
    const command = worded(action);
    if (!command) return;
    trouble.textContent = '';
    try {
      const answer = await order(command);
      show(answer);
      announce(answer.title);
      changed();
    } catch (failure) {
      trouble.textContent = failure.detail || failure.message;
    }
  };
  show(notice);
  return { element, show };
}

// The command of a button once the person is sure; null when not.
export function worded({ label, command, confirm: question }) {
  if (WORDS[command]) {
    const [asked, put] = WORDS[command];
    const words = prompt(asked, '');
    return words === null ? null : put(words.trim());
  }
  return !question || confirm(`${label}? ${question}`) ? command : null;
}
