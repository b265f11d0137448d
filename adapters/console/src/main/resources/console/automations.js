// The automations: what begins each, how the last run went, what needs what, and buttons that give the same orders as chat.

import { read } from './api.js';
import { agingTime } from './chips.js';
import { announce, h, keyed } from './dom.js';
import { graph } from './graph.js';
import { noticeView, order, worded } from './orders.js';

const ENDS = { done: 'done', failed: 'failed', cancelled: 'stopped', running: 'running', waiting: 'waiting' };

export function automations() {
  const list = h('ul', { class: 'automations' });
  const flaws = h('ul', { class: 'trouble' });
  const note = h('p', { class: 'empty', role: 'status' });
  const told = noticeView({ title: '', lines: [], actions: [] }, () => refresh());
  told.element.hidden = true;
  const refresh = async () => {
    try {
      const found = await read('/automations');
      keyed(list, found.automations, (each) => each.name, (each) => card(each, told, refresh));
      keyed(flaws, found.flaws, (flaw) => flaw, (flaw) => h('li', {}, flaw));
      note.textContent = found.automations.length || found.flaws.length
        ? '' : 'None yet. Name your workflow files under “automations” in opspilot.yml.';
    } catch (trouble) {
      note.textContent = `${trouble.message}. ${trouble.detail ?? ''}`;
    }
  };
  const element = h('section', { 'aria-labelledby': 'automations' }, h('h2', { id: 'automations' }, 'Automations'), note, flaws, told.element, list);
  return { element, refresh };
}

function card(each, told, refresh) {
  const trouble = h('p', { class: 'trouble', role: 'alert' });
  const press = (label, words, confirm) =>
    h('button', {
      type: 'button', class: 'small', 'aria-label': `${label}: ${each.title}`, disabled: words === 'run' && each.flaws.length > 0,
      onclick: async () => {
        const command = worded({ label, command: `automation ${words} ${each.name}`, confirm });
        if (!command) return;
        trouble.textContent = '';
        try {
          const notice = await order(command);
          told.element.hidden = false;
          told.show(notice);
          announce(notice.title);
          await refresh();
        } catch (failure) {
          trouble.textContent = failure.detail || failure.message;
        }
      },
    }, label);
  const state = each.flaws.length ? 'failed' : each.running ? 'running' : each.waiting ? 'waiting' : each.enabled ? 'active' : 'paused';
  const word = each.flaws.length ? 'Cannot run' : each.running ? 'Running' : each.waiting ? 'Waiting' : each.enabled ? 'Enabled' : 'Disabled';
  return h('li', { class: 'card' },
    h('div', { class: 'automation' },
      h('span', { class: 'state', 'data-status': state }, word),
      h('div', {},
        h('h3', {}, each.title),
        h('p', { class: 'recent-meta' }, each.triggers.length ? `Begins: ${each.triggers.join('; ')}` : 'Begins when somebody runs it', last(each)),
        each.runs.filter((run) => run.status !== 'queued').map((run) =>
          h('p', { class: 'recent-meta' }, h('a', { href: `#/sessions/${run.session}` }, `${run.status === 'waiting' ? 'Waiting' : 'Running'}: ${run.cause}`), ' ', agingTime(run.at))),
        each.queued ? h('p', { class: 'recent-meta' }, `${each.queued} waiting for their turn`) : null,
        each.next ? h('p', { class: 'recent-meta' }, 'Next ', time(each.next)) : null,
        each.flaws.map((flaw) => h('p', { class: 'trouble' }, flaw))),
      h('div', { class: 'schedule-acts' },
        press('Run', 'run', 'It runs now; what acts in it asks as its policies say.'),
        press('Dry run', 'dry-run', ''),
        each.enabled
          ? press('Disable', 'disable', 'Nothing begins it by itself any more.')
          : press('Enable', 'enable', 'Its triggers begin it by themselves.'))),
    trouble,
    h('details', {}, h('summary', {}, each.steps.length === 1 ? '1 step' : `${each.steps.length} steps`), graph(each.steps, each.flow), h('ol', { class: 'steps' }, each.steps.map(step))));
}

function last({ last: was }) {
  if (!was) return '';
  return h('span', {}, ' · ', h('a', { href: `#/sessions/${was.session}` }, `last run ${ENDS[was.status] ?? was.status}`), ' ', agingTime(was.at));
}

function step(each) {
  return h('li', {},
    h('code', {}, each.id), ' ',
    each.does.startsWith(each.title) ? each.does : [h('span', { class: 'step-title' }, each.title), each.does ? `: ${each.does}` : ''],
    each.waits ? h('span', { class: 'step-more' }, `Waits: ${each.waits}`) : null,
    each.undo ? h('span', { class: 'step-more' }, `Taken back: ${each.undo}`) : null);
}

const time = (iso) => new Intl.DateTimeFormat('en-GB', {
  weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', timeZoneName: 'short',
}).format(new Date(iso));
