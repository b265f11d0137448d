// What a person does about a session as a whole, as in chat: stop it, say that another ritual was meant, say whether it helped.

import { post } from './api.js';
import { h } from './dom.js';
import { isOpen } from './fold.js';

const MEANT = { incident: 'an incident drill', brief: 'a brief', experiment: 'an experiment' };
const BY = { rules: 'Understood as', model: 'Understood by the language mind as', guess: 'Not sure what was meant; taken as' };

// Buttons that send, with what went wrong beside them.
function presser(id) {
  const trouble = h('span', { class: 'trouble', role: 'alert' });
  const button = (label, path, body = {}, sure = () => true) => {
    const element = h('button', { type: 'button', class: 'small' }, label);
    element.addEventListener('click', async () => {
      if (!sure()) return;
      element.disabled = true;
      trouble.textContent = '';
      try {
        await post(`/sessions/${id}/${path}`, body);
      } catch (failure) {
        trouble.textContent = failure.detail || failure.message;
      }
      element.disabled = false;
    });
    return element;
  };
  return { button, trouble };
}

export function stopButton(id) {
  const { button, trouble } = presser(id);
  const stop = button('Stop', 'stop', {}, () => confirm('Stop the session? It ends now, with what it has found so far.'));
  return {
    element: h('span', { class: 'stop' }, stop, trouble),
    draw(doc) {
      stop.hidden = !doc.startedAt || !isOpen(doc);
    },
  };
}

// How plain words were taken, and a button for each other ritual; once one was pressed, the way to the session that it began.
export function meantSection(id) {
  const { button, trouble } = presser(id);
  const line = h('span', {});
  const others = Object.entries(MEANT).map(([ritual, name]) => [ritual, button(`I meant ${name}`, 'corrections', { ritual })]);
  const next = h('a', {}, 'Go to the session that was meant');
  const element = h('p', { class: 'meant' }, line, others.map(([, each]) => each), next, trouble);
  return {
    element,
    draw(doc) {
      element.hidden = !doc.understood;
      line.textContent = doc.understood ? `${BY[doc.understood.by] ?? BY.rules} ${MEANT[doc.ritual] ?? doc.ritual}.` : '';
      others.forEach(([ritual, each]) => {
        each.hidden = ritual === doc.ritual || doc.status === 'cancelled' || Boolean(doc.corrected);
      });
      next.hidden = !doc.corrected;
      if (doc.corrected) next.setAttribute('href', `#/sessions/${doc.corrected}`);
    },
  };
}

export function ratingSection(id) {
  const { button, trouble } = presser(id);
  const said = h('span', { class: 'section-note', role: 'status' });
  const element = h('p', { class: 'rating' }, h('span', {}, 'Did this help?'),
    button('Helpful', 'ratings', { helpful: true }), button('Not helpful', 'ratings', { helpful: false }), said, trouble);
  return {
    element,
    draw(doc) {
      element.hidden = doc.status !== 'done';
      const helpful = doc.ratings.filter((each) => each.helpful).length;
      said.textContent = doc.ratings.length ? `${helpful} of ${doc.ratings.length} found it helpful.` : '';
    },
  };
}
