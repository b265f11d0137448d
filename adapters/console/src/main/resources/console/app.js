// The page's frame: which view the address names, the theme, and what is said when a view cannot be shown.

import { read } from './api.js';
import { keepAging } from './chips.js';
import { h } from './dom.js';
import { killSwitch } from './halt.js';
import { home } from './home.js';
import { sessionView } from './session.js';
import { signIn } from './signin.js';

const main = document.getElementById('main');
const NOTHING = { name: null, close() {} };
const lookAtSwitch = killSwitch(document.getElementById('halt'), document.getElementById('band'));
let current = NOTHING;
let visit = 0;

async function route() {
  const [, place, id, part, seq] = location.hash.split('/');
  if (place === 'sessions' && id) {
    const name = `session ${id}`;
    if (current.name !== name) await show(name, () => sessionView(decodeURIComponent(id), fail));
    current.part?.(part === 'receipts' ? { receipts: true, seq: Number(seq) || null } : { receipts: false });
  } else {
    await show('home', ({ rituals }) => home(rituals));
  }
}

async function show(name, make) {
  const mine = ++visit;
  leave();
  try {
    const known = await read('/rituals'); // also tells whether we may come in at all
    if (mine !== visit) return;
    current = { name, ...make(known) };
    draw(current.element);
  } catch (problem) {
    if (mine === visit) fail(problem);
  }
}

function leave() {
  current.close();
  current = NOTHING;
}

function fail(problem) {
  leave();
  const known = 'status' in problem;
  if (!known) console.error(problem);
  draw(problem.status === 401 ? signIn(() => { lookAtSwitch(); route(); }) : failure(known, problem));
}

function failure(known, problem) {
  return h(
    'section',
    { class: 'failure', role: 'alert' },
    h('h1', {}, known ? problem.message : 'This page failed'),
    h('p', { class: 'lead' }, known ? advice(problem) : 'The browser’s console says why.'),
    h(
      'p',
      { class: 'failure-ways' },
      h('button', { type: 'button', class: 'primary', onclick: route }, 'Try again'),
      h('a', { class: 'quiet', href: '#/' }, 'All sessions'),
    ),
  );
}

// What the API advises is for its callers; a reader of the page has an address bar.
function advice(problem) {
  return problem.status === 404 ? 'The address may be mistyped, or the session is on another OpsPilot.' : problem.detail;
}

// A reader who goes on to another view goes on from its beginning, also by keyboard and by ear.
let drawn = false;
function draw(element) {
  main.replaceChildren(element);
  scrollTo(0, 0);
  if (drawn) main.focus({ preventScroll: true });
  drawn = true;
}

function themeSwitch() {
  const button = document.getElementById('theme');
  const dark = () =>
    (document.documentElement.dataset.theme ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')) === 'dark';
  const label = () => {
    button.textContent = dark() ? 'Light' : 'Dark';
    button.setAttribute('aria-label', dark() ? 'Switch to the light theme' : 'Switch to the dark theme');
  };
  button.addEventListener('click', () => {
    const theme = dark() ? 'light' : 'dark';
    document.documentElement.dataset.theme = theme;
    localStorage.setItem('opspilot-theme', theme);
    label();
  });
  label();
}

document.getElementById('skip').addEventListener('click', (event) => {
  event.preventDefault();
  main.focus();
});
addEventListener('hashchange', route);
themeSwitch();
keepAging();
route();
