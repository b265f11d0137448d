// Source chips ("Billing · 12s ago") and other times; those that tell an age are kept right once a second.

import { h } from './dom.js';

const STATES = { found: '', nothing: ' · nothing found', denied: ' · denied', failed: ' · failed' };

export function age(from, now = Date.now()) {
  const seconds = Math.floor((now - Date.parse(from)) / 1000);
  if (seconds < 1) return 'just now';
  if (seconds < 60) return `${seconds}s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)}m ago`;
  if (seconds < 86400) return `${Math.floor(seconds / 3600)}h ago`;
  return `${Math.floor(seconds / 86400)}d ago`;
}

export function clock(time) {
  return time.slice(11, 16);
}

export function seconds(from, to) {
  const millis = Math.max(0, Date.parse(to) - Date.parse(from));
  return millis < 60_000 ? `${(millis / 1000).toFixed(1)} s` : `${Math.round(millis / 60_000)} min`;
}

export function agingTime(time) {
  return h('time', { datetime: time, title: time, 'data-age': time }, age(time));
}

// `where` is the receipt's address on this page; without one the chip is plain text.
export function chip(source, where) {
  const state = source.cached && source.outcome === 'found' ? ' · cached' : STATES[source.outcome];
  const content = [
    h('span', { class: 'dot', 'aria-hidden': 'true' }),
    h('span', { class: 'chip-source' }, source.source),
    h('span', { class: 'chip-age' }, ' · ', agingTime(source.observedAt), state),
  ];
  const attributes = { class: 'chip', 'data-outcome': source.cached ? 'cached' : source.outcome };
  return where
    ? h('a', { ...attributes, href: where, title: 'Show the receipt' }, content)
    : h('span', attributes, content);
}

export function receiptAddress(session, receipt) {
  return `#/sessions/${session}/receipts/${receipt.seq}`;
}

// The chips of everything that names receipts.
export function chips(doc, ids) {
  const receipts = doc.receipts.filter((receipt) => ids.includes(receipt.id));
  return h(
    'ul',
    { class: 'chips', 'aria-label': 'Sources' },
    receipts.map((receipt) => h('li', {}, chip(receipt, receiptAddress(doc.id, receipt)))),
  );
}

export function keepAging() {
  setInterval(() => {
    const now = Date.now();
    for (const time of document.querySelectorAll('[data-age]')) {
      const text = age(time.dataset.age, now);
      if (time.textContent !== text) time.textContent = text;
    }
  }, 1000);
}
