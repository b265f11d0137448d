// Where the token is typed once; from then on the browser has a cookie.

import { post } from './api.js';
import { h } from './dom.js';

export function signIn(done) {
  const token = h('input', {
    id: 'token', type: 'password', required: true, autocomplete: 'current-password', spellcheck: 'false',
  });
  const trouble = h('p', { class: 'trouble', role: 'alert' });
  const form = h(
    'form',
    { class: 'signin' },
    h('h1', {}, 'Sign in'),
    h('p', { class: 'lead' }, 'Type the API token of this OpsPilot. It is the value of OPSPILOT_API_TOKEN.'),
    h('label', { for: 'token' }, 'Token'),
    token,
    trouble,
    h('button', { class: 'primary' }, 'Sign in'),
  );
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    try {
      await post('/login', { token: token.value });
      done();
    } catch (problem) {
      trouble.textContent = problem.detail || problem.message;
      token.select();
    }
  });
  return form;
}
