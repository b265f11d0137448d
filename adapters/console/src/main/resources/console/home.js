// The first view: start a ritual, find an earlier session.

import { post, read } from './api.js';
import { automations } from './automations.js';
import { agingTime } from './chips.js';
import { h, keyed } from './dom.js';
import { guards } from './guards.js';
import { schedules } from './schedules.js';

const REFRESH_MS = 5000;
const WORDS = { running: 'Running', waiting: 'Waiting', done: 'Done', failed: 'Failed', cancelled: 'Cancelled' };
const EXAMPLES = ['payments just failed', 'checkout is slow', 'sign-ups dropped overnight'];

export function home(rituals) {
  document.title = 'OpsPilot';
  const timetable = schedules();
  const mesh = automations();
  const recent = h('ul', { class: 'recent' });
  const note = h('p', { class: 'empty', role: 'status' }, 'Loading…');
  const element = h(
    'div',
    { class: 'home' },
    h('h1', {}, 'What needs looking at?'),
    h('p', { class: 'lead' }, 'Say it in your own words. OpsPilot asks your sources side by side and shows what it finds, each statement with its receipt.'),
    h('div', { class: 'launcher' }, form(rituals)),
    h('section', { 'aria-labelledby': 'recent' }, h('h2', { id: 'recent' }, 'Recent sessions'), note, recent),
    timetable.element,
    mesh.element,
    guards().element,
  );
  const refresh = () => {
    if (document.visibilityState !== 'visible') return;
    list(recent, note);
    timetable.refresh();
    mesh.refresh();
  };
  refresh();
  const timer = setInterval(refresh, REFRESH_MS);
  return { element, close: () => clearInterval(timer) };
}

async function list(recent, note) {
  try {
    const { sessions } = await read('/sessions?limit=20');
    keyed(recent, sessions, (session) => session.id, line);
    note.textContent = sessions.length ? '' : 'None yet. The first one takes a few seconds.';
  } catch (problem) {
    note.textContent = `${problem.message}. ${problem.detail ?? ''}`;
  }
}

function line(session) {
  return h(
    'li',
    {},
    h(
      'a',
      { href: `#/sessions/${session.id}` },
      h('span', { class: 'state', 'data-status': session.status }, WORDS[session.status]),
      h('span', { class: 'recent-intent' }, session.intent),
      h('span', { class: 'recent-meta' }, session.ritual, ' · ', agingTime(session.startedAt)),
    ),
  );
}

function form(rituals) {
  const intent = h('input', {
    id: 'intent', name: 'intent', maxlength: '500', required: true, autocomplete: 'off',
    placeholder: rituals.find((ritual) => ritual.available)?.example ?? '',
  });
  const trouble = h('p', { class: 'trouble', role: 'alert' });
  const start = h('button', { class: 'primary' }, 'Start');
  const element = h(
    'form',
    {},
    h('fieldset', {}, h('legend', { class: 'unseen' }, 'Ritual'), rituals.map((ritual) => card(ritual, ritual === rituals.find((each) => each.available)))),
    h('div', { class: 'ask' }, h('label', { for: 'intent', class: 'unseen' }, 'What happened?'), intent, start),
    trouble,
    h('p', { class: 'examples' }, 'For example ', EXAMPLES.map((text) =>
      h('button', { type: 'button', class: 'example', onclick: () => { intent.value = text; intent.focus(); } }, text))),
  );
  // The key is kept until the launch succeeds: a second try after a lost answer starts no second session.
  let key = crypto.getRandomValues(new Uint32Array(4)).join('-');
  intent.addEventListener('input', () => (key = crypto.getRandomValues(new Uint32Array(4)).join('-')));
  element.addEventListener('submit', async (event) => {
    event.preventDefault();
    start.disabled = true;
    trouble.textContent = '';
    try {
      const ritual = new FormData(element).get('ritual');
      const session = await post('/sessions', { ritual, intent: intent.value }, { 'Idempotency-Key': key });
      location.hash = `#/sessions/${session.id}`;
    } catch (problem) {
      trouble.textContent = problem.detail || problem.message;
      start.disabled = false;
    }
  });
  return element;
}

function card(ritual, first) {
  const id = `ritual-${ritual.name}`;
  return h(
    'div',
    { class: 'ritual', 'data-available': String(ritual.available) },
    h('input', { type: 'radio', name: 'ritual', id, value: ritual.name, checked: first, disabled: !ritual.available }),
    h(
      'label',
      { for: id },
      h('span', { class: 'ritual-title' }, ritual.title),
      h('span', { class: 'ritual-text' }, ritual.description),
      ritual.available ? null : h('span', { class: 'badge' }, 'Not available yet'),
    ),
  );
}
