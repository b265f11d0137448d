// The plan that assembles itself.

import { chip, receiptAddress } from './chips.js';
import { h, keyed } from './dom.js';

const WORDS = { pending: 'Waiting', in_progress: 'Under way', complete: 'Done', error: 'Failed' };

export function planSection() {
  const count = h('span', { class: 'count' });
  const list = h('ol', { class: 'plan' });
  const element = h('section', { class: 'card', 'aria-labelledby': 'plan' }, h('h2', { id: 'plan' }, 'Plan ', count), list);
  return {
    element,
    draw(doc) {
      const done = doc.plan.filter((step) => step.status === 'complete' || step.status === 'error').length;
      count.textContent = doc.plan.length ? `${done} of ${doc.plan.length}` : '';
      const lines = doc.plan.length ? doc.plan : [{ id: 'planning', title: 'Making a plan', status: 'in_progress', output: '', sources: [] }];
      keyed(list, lines.map((step) => ({ step, asked: asked(doc, step) })), ({ step }) => step.id, (line) => draw(doc, line));
    },
  };
}

function asked(doc, step) {
  return doc.calls.filter((call) => call.step === step.id).map((call) => call.source);
}

function draw(doc, { step, asked }) {
  return h(
    'li',
    { class: 'step', 'data-status': step.status },
    h('span', { class: 'mark', role: 'img', 'aria-label': WORDS[step.status] }),
    h(
      'div',
      {},
      h('p', { class: 'step-title' }, step.title),
      asked.length ? h('p', { class: 'thinking' }, `Asking ${asked.join(', ')}…`) : null,
      step.output ? h('p', { class: 'step-output' }, step.output) : null,
      step.sources.length
        ? h('ul', { class: 'chips', 'aria-label': 'Sources' }, step.sources.map((source) => h('li', {}, chip(source, address(doc, source)))))
        : null,
    ),
  );
}

function address(doc, source) {
  const receipt = doc.receipts.find((each) => each.source === source.source && each.observedAt === source.observedAt);
  return receipt && receiptAddress(doc.id, receipt);
}
