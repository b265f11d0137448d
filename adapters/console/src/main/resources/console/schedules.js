// What runs by itself: a list with the next times, and a line to add one.

import { post, problem, read, send } from './api.js';
import { announce, h, keyed } from './dom.js';

const WORDS = { active: 'Active', paused: 'Paused', disabled: 'Disabled', done: 'Done' };
const RITUALS = { brief: 'Morning brief', incident: 'Incident drill', experiment: 'Experiment' };
const LAST = { failed: 'failed', retried: 'failed, tried again', missed: 'missed', delivered: 'delivered' };

export function schedules() {
  const list = h('ul', { class: 'schedules' });
  const note = h('p', { class: 'empty', role: 'status' });
  const refresh = async () => {
    try {
      const { schedules: all } = await read('/schedules');
      const ofSessions = all.filter((each) => each.session);
      keyed(list, all.filter((each) => !each.session), (each) => String(each.id), (each) => line(each, refresh));
      keyed(once, ofSessions, (each) => String(each.id), (each) => line(each, refresh));
      followUps.hidden = !ofSessions.length;
      count.textContent = ofSessions.length === 1 ? '1 follow-up of a session' : `${ofSessions.length} follow-ups of sessions`;
      note.textContent = all.length ? '' : 'Nothing yet. A brief that comes by itself is one line away.';
    } catch (trouble) {
      note.textContent = `${trouble.message}. ${trouble.detail ?? ''}`;
    }
  };
  const count = h('summary');
  const once = h('ul', { class: 'schedules' });
  const followUps = h('details', { class: 'more' }, count, once);
  const element = h('section', { 'aria-labelledby': 'schedules' }, h('h2', { id: 'schedules' }, 'Schedules'), note, list, followUps, form(refresh));
  return { element, refresh };
}

function line(schedule, refresh) {
  const trouble = h('p', { class: 'trouble', role: 'alert' });
  const act = (label, work, confirmation) =>
    h('button', {
      type: 'button', class: 'small', 'aria-label': `${label}: ${schedule.title}, ${schedule.id}`,
      onclick: async () => {
        if (confirmation && !confirm(confirmation)) return;
        trouble.textContent = '';
        try {
          await work();
          announce(`${label}: ${schedule.title}`);
          await refresh();
        } catch (failure) {
          trouble.textContent = failure.detail || failure.message;
        }
      },
    }, label);
  const path = `/schedules/${schedule.id}`;
  const active = schedule.state === 'active';
  return h(
    'li',
    {},
    h('span', { class: 'state', 'data-status': schedule.state }, WORDS[schedule.state]),
    h('div', { class: 'schedule' },
      h('p', { class: 'recent-intent' }, schedule.title, ` (${schedule.id})`, where(schedule.place)),
      h('p', { class: 'recent-meta' }, schedule.once && schedule.next.length ? '' : `${schedule.spoken} · `, 'by ', schedule.owner,
        schedule.session ? h('span', {}, ' · of ', h('a', { href: `#/sessions/${schedule.session}` }, 'this session')) : null),
      schedule.next.length ? h('p', { class: 'recent-meta' }, schedule.once ? '' : 'Next: ', schedule.next.map((each) => time(each, schedule.zone)).join(', ')) : null,
      schedule.reason ? h('p', { class: 'recent-meta' }, schedule.reason) : null,
      last(schedule),
      trouble),
    h('div', { class: 'schedule-acts' },
      act('Run now', () => post(`${path}/runs`, {})),
      active ? act('Pause', () => change('PATCH', path, { state: 'paused' })) : act('Resume', () => change('PATCH', path, { state: 'active' })),
      act('Delete', () => change('DELETE', path), `Delete schedule ${schedule.id} (${schedule.title})?`)),
    changeForm(schedule, path, refresh),
  );
}

// When it comes, as it is now in words; a mistake stands below the field, and what is right shows its next times.
function changeForm(schedule, path, refresh) {
  const when = h('input', {
    name: 'when', required: true, maxlength: '300', autocomplete: 'off', value: words(schedule), 'aria-label': `When schedule ${schedule.id} comes`,
    placeholder: 'every Monday 9am Europe/London',
  });
  const save = h('button', { class: 'primary small' }, 'Save');
  const trouble = h('p', { class: 'trouble', role: 'alert' });
  const form = h('form', { class: 'schedule-form' }, when, save, trouble);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    save.disabled = true;
    trouble.textContent = '';
    try {
      const changed = await change('PATCH', path, { when: when.value });
      when.value = words(changed);
      unfolding.open = false;
      announce(`Changed: ${changed.spoken}. Next: ${changed.next.map((each) => time(each, changed.zone)).join(', ')}`);
      await refresh();
    } catch (failure) {
      trouble.textContent = failure.detail || failure.message;
    } finally {
      save.disabled = false;
    }
  });
  const unfolding = h('details', { class: 'schedule-change' }, h('summary', { 'aria-label': `Change: ${schedule.title}, ${schedule.id}` }, 'Change'), form);
  return unfolding;
}

function words(schedule) {
  return `${schedule.when} ${schedule.zone}${schedule.exceptHolidays ? ' except holidays' : ''}`;
}

function where({ surface, channel, label }) {
  if (surface === 'console') return '';
  return ` in ${label || channel}, ${surface[0].toUpperCase()}${surface.slice(1)}`;
}

function last(schedule) {
  const was = schedule.last;
  if (!was || !LAST[was.state]) return null;
  const words = `Last: ${time(was.due, schedule.zone)}, ${LAST[was.state]}${was.detail ? `: ${was.detail}` : ''}`;
  const linked = was.session && was.state !== 'missed';
  return h('p', { class: 'recent-meta' }, linked ? h('a', { href: `#/sessions/${was.session}` }, words) : words);
}

async function change(method, path, body) {
  const answer = await send(path, {
    method,
    headers: body ? { 'Content-Type': 'application/json' } : {},
    body: body ? JSON.stringify(body) : undefined,
  });
  if (!answer.ok) throw await problem(answer);
  return answer.status === 204 ? null : answer.json();
}

function time(iso, zone) {
  return new Intl.DateTimeFormat('en-GB', {
    weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', timeZone: zone, timeZoneName: 'short',
  }).format(new Date(iso));
}

function form(refresh) {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const ritual = h('select', { name: 'ritual', 'aria-label': 'Ritual' }, Object.entries(RITUALS).map(([value, label]) => h('option', { value }, label)));
  const when = h('input', { name: 'when', required: true, maxlength: '300', autocomplete: 'off', 'aria-label': 'When', placeholder: `weekdays at 08:00 ${here}` });
  const intent = h('input', { name: 'intent', maxlength: '400', autocomplete: 'off', 'aria-label': 'What to ask', placeholder: 'What to ask, if anything' });
  const add = h('button', { class: 'primary' }, 'Schedule');
  const trouble = h('p', { class: 'trouble', role: 'alert' });
  const element = h('form', { class: 'schedule-form' }, ritual, when, intent, add, trouble);
  element.addEventListener('submit', async (event) => {
    event.preventDefault();
    add.disabled = true;
    trouble.textContent = '';
    try {
      const named = /\/|\bUTC\b/.test(when.value);
      const made = await post('/schedules', { ritual: ritual.value, when: when.value, intent: intent.value, ...(named ? {} : { zone: here }) });
      when.value = '';
      intent.value = '';
      announce(`Scheduled: ${made.spoken}`);
      await refresh();
    } catch (failure) {
      trouble.textContent = failure.detail || failure.message;
    } finally {
      add.disabled = false;
    }
  });
  return element;
}
