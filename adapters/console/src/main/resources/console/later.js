// What comes after the session: what will be looked at again, and the draft of an automation.

import { chips } from './chips.js';
import { h, keyed } from './dom.js';

const UNITS = [['D', 'day'], ['H', 'hour'], ['M', 'minute'], ['S', 'second']];

export function laterSection() {
  const list = h('ol', { class: 'later' });
  const element = h('section', { 'aria-labelledby': 'later' }, h('h2', { id: 'later' }, 'Follow-ups'), list);
  return {
    element,
    draw(doc) {
      element.hidden = !doc.followUps.length;
      keyed(list, doc.followUps, (each) => each.id, (each) => followUp(doc, each));
    },
  };
}

function followUp(doc, each) {
  return h(
    'li',
    { class: 'card' },
    h('p', { class: 'due' }, `${length(each.after)} after ${each.anchor}`),
    h('h3', {}, each.title),
    h('p', { class: 'because' }, each.because),
    chips(doc, each.receipts),
  );
}

// A length of time as ISO 8601 writes it, in words: whole weeks and days where it is made of them.
export function length(iso) {
  const parts = Object.fromEntries([...iso.matchAll(/(\d+(?:\.\d+)?)([DHMS])/g)].map(([, n, unit]) => [unit, Number(n)]));
  const hours = parts.H ?? 0;
  const told = { ...parts, D: (parts.D ?? 0) + Math.floor(hours / 24), H: hours % 24 };
  return UNITS.filter(([unit]) => told[unit])
    .map(([unit, noun]) => `${told[unit]} ${noun}${told[unit] === 1 ? '' : 's'}`)
    .join(' ') || 'right';
}

export function workflowSection() {
  const title = h('p', { class: 'section-note' });
  const list = h('ol', { class: 'workflow' });
  const foot = h('div');
  const element = h('section', { 'aria-labelledby': 'workflow' }, h('h2', { id: 'workflow' }, 'Workflow draft'), title, list, foot);
  return {
    element,
    draw(doc) {
      element.hidden = !doc.workflow;
      if (!doc.workflow) return;
      title.textContent = `${doc.workflow.title}. A draft runs nothing.`;
      const steps = doc.workflow.steps;
      keyed(list, steps, (step) => step.id, (step) => workflowStep(step, steps));
      foot.replaceChildren(chips(doc, doc.workflow.receipts));
    },
  };
}

function workflowStep(step, steps) {
  const before = step.needs.map((id) => steps.find((each) => each.id === id)?.title ?? id);
  return h(
    'li',
    { class: 'card' },
    h('h3', {}, step.title),
    h('p', {}, step.does),
    before.length ? h('p', { class: 'because' }, h('strong', {}, 'After: '), before.join(', ')) : null,
    step.waits ? h('p', { class: 'because' }, h('strong', {}, 'Waits for: '), step.waits) : null,
    step.undo ? h('p', { class: 'because' }, h('strong', {}, 'Way back: '), step.undo) : null,
  );
}
