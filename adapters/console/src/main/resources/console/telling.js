// What a language mind told, and what people ask in plain words, each answer with its chips.

import { post } from './api.js';
import { chips } from './chips.js';
import { h, keyed } from './dom.js';
import { findingCard } from './findings.js';

const MOST = 500;

export function tellingSection() {
  const text = h('p', { class: 'finding-text' });
  const foot = h('div', { class: 'finding-foot' });
  const note = h('p', { class: 'empty' });
  const card = h('article', { class: 'finding' }, text, foot);
  const title = h('h2', { id: 'told' }, 'In short');
  const element = h('section', { 'aria-labelledby': 'told' }, title, card, note);
  return {
    element,
    draw(doc) {
      const { asked, silence, narrative } = doc.telling;
      const sentences = narrative?.sentences ?? [];
      element.hidden = !asked;
      title.hidden = !sentences.length;
      card.hidden = !sentences.length;
      text.textContent = sentences.map((each) => each.text).join(' ');
      foot.replaceChildren(chips(doc, [...new Set(sentences.flatMap((each) => each.receipts))]));
      const dropped = narrative?.dropped.length ?? 0;
      note.textContent = silence
        ? `Told by Playbook. ${asked} was not heard: ${silence}`
        : sentences.length
          ? `Told by ${narrative.mind}.${dropped ? ` ${dropped} of its sentences could not be proven and were left out.` : ''}`
          : `${asked ?? ''} is thinking…`;
    },
  };
}

export function questionsSection(id) {
  const list = h('div', { class: 'findings' });
  const input = h('input', {
    id: 'question', maxlength: String(MOST), required: true, autocomplete: 'off', placeholder: 'what is behind this?',
  });
  const trouble = h('p', { class: 'trouble', role: 'alert' });
  const button = h('button', { class: 'primary' }, 'Ask');
  const form = h('form', { class: 'ask' }, h('label', { for: 'question', class: 'unseen' }, 'Your question'), input, button);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    button.disabled = true;
    trouble.textContent = '';
    try {
      await post(`/sessions/${id}/questions`, { question: input.value });
      input.value = '';
    } catch (problem) {
      trouble.textContent = problem.detail || problem.message;
    }
    button.disabled = false;
  });
  const element = h('section', { 'aria-labelledby': 'questions' }, h('h2', { id: 'questions' }, 'Ask about this'), list, form, trouble);
  return {
    element,
    draw(doc) {
      element.hidden = !doc.receipts.length;
      keyed(list, doc.questions, (each) => each.key, (each) => answer(doc, each));
    },
  };
}

function answer(doc, { question, mind, answer: finding }) {
  return h(
    'div',
    {},
    h('p', { class: 'question' }, h('strong', {}, question), mind ? ` · answered by ${mind}` : ' · reading…'),
    finding ? findingCard(doc, finding) : null,
  );
}
