// The drawer of receipts: every call with its proof, and the chain checked in this browser.

import { read } from './api.js';
import { agingTime } from './chips.js';
import { copyButton, h, safeLink } from './dom.js';
import { firstFlaw } from './verify.js';

const LONGEST = 4000;
const OUTCOME = { found: 'Found', nothing: 'Nothing found', denied: 'Denied', failed: 'Failed' };

export function receiptsDrawer(session, close) {
  const list = h('ol', { class: 'receipts' });
  const state = h('p', { class: 'chain-state', role: 'status' });
  const element = h(
    'dialog',
    { class: 'drawer', 'aria-labelledby': 'receipts' },
    h('header', {}, h('h2', { id: 'receipts' }, 'Receipts'), h('button', { type: 'button', class: 'quiet', onclick: () => element.close() }, 'Close')),
    h('p', { class: 'section-note' }, 'Every call, in order. Each receipt carries the hash of the one before it, so that a later change shows.'),
    state,
    list,
  );
  element.addEventListener('close', close);
  element.addEventListener('click', (event) => {
    if (event.target === element) element.close();
  });
  return {
    element,
    async open(seq) {
      if (!element.open) element.showModal();
      if (!list.children.length) state.textContent = 'Loading…';
      try {
        const { receipts } = await read(`/sessions/${session}/receipts`);
        list.replaceChildren(...receipts.map((receipt) => draw(receipt, receipt.seq === seq)));
        list.querySelector('[open]')?.parentElement.scrollIntoView({ block: 'nearest' });
        await check(session, receipts, state);
      } catch (problem) {
        state.dataset.state = 'bad';
        state.textContent = `${problem.message}. ${problem.detail ?? ''}`;
      }
    },
  };
}

async function check(session, receipts, state) {
  if (!receipts.length) {
    state.textContent = 'No source has answered yet.';
    return;
  }
  if (!globalThis.crypto?.subtle) {
    state.textContent = 'Browsers check hashes over https or on the same machine only; “opspilot audit verify” does it here.';
    return;
  }
  const flaw = await firstFlaw(session, receipts);
  state.dataset.state = flaw ? 'bad' : 'good';
  state.textContent = flaw
    ? `Receipt ${flaw} was changed or does not follow the one before it.`
    : `Chain of ${receipts.length} checked in this browser: unbroken.`;
}

function draw(receipt, open) {
  return h(
    'li',
    {},
    h(
      'details',
      { open, class: 'receipt' },
      h(
        'summary',
        {},
        h('span', { class: 'seq' }, `${receipt.seq}`),
        h('span', { class: 'receipt-source' }, receipt.source, h('span', { class: 'receipt-tool' }, receipt.tool)),
        h('span', { class: 'outcome', 'data-outcome': receipt.outcome }, OUTCOME[receipt.outcome]),
        h('span', { class: 'latency' }, `${receipt.latencyMs} ms`),
      ),
      facts(receipt),
      h('h3', {}, 'What came back'),
      result(receipt.result),
    ),
  );
}

function facts(receipt) {
  const link = receipt.link && safeLink(receipt.link);
  return h(
    'dl',
    {},
    row('Asked', moment(receipt.at)),
    row('Observed', moment(receipt.observedAt), ' · ', agingTime(receipt.observedAt), receipt.cached ? ' · cached' : ''),
    row('Asked by', receipt.actor),
    link ? row('Link', h('a', { href: link, target: '_blank', rel: 'noreferrer noopener' }, `Open in ${receipt.source}`)) : null,
    receipt.rollback ? row('Way back', receipt.rollback) : null,
    row('Arguments', hash(receipt.arguments)),
    row('Result', hash(receipt.digest)),
    row('Chain', h('span', { class: 'chain' }, hash(receipt.prev), h('span', { 'aria-label': 'then' }, '→'), hash(receipt.hash))),
  );
}

function row(name, ...value) {
  return h('div', {}, h('dt', {}, name), h('dd', {}, value));
}

function moment(time) {
  return h('time', { datetime: time }, time.replace('T', ' ').replace('Z', ' UTC'));
}

function hash(hex) {
  return h('code', { title: hex }, /^0+$/.test(hex) ? 'beginning' : `${hex.slice(0, 8)}…${hex.slice(-6)}`);
}

export function result(text) {
  const shown = h('pre', { tabindex: '0' }, text.slice(0, LONGEST) || '(empty)');
  const more = text.length > LONGEST &&
    h('button', { type: 'button', class: 'small', onclick: (event) => { shown.textContent = text; event.target.remove(); } }, `Show all ${text.length} characters`);
  return h('div', {}, shown, h('p', { class: 'draft-foot' }, copyButton('Copy', () => text), more));
}
