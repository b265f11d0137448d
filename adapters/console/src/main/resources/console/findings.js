// What was found, each statement with its chips and an "Ask why" that unfolds what it stands on.

import { read } from './api.js';
import { chips } from './chips.js';
import { h, keyed } from './dom.js';

const LONG = 160;
const CONFIDENCE = { low: 'Low confidence', medium: 'Medium confidence', high: 'High confidence' };

// The verdict, and until there is one, who is being asked.
export function verdictSection() {
  const list = h('div', { class: 'findings' });
  const words = h('span');
  const waiting = h('p', { class: 'waiting' }, words);
  const element = h('section', { 'aria-labelledby': 'verdict' }, h('h2', { id: 'verdict' }, 'Verdict'), waiting, list);
  return {
    element,
    draw(doc) {
      const verdict = doc.findings.filter((finding) => finding.id === 'verdict');
      const running = doc.status === 'running';
      waiting.hidden = verdict.length > 0;
      words.classList.toggle('thinking', running);
      words.textContent = running ? underWay(doc) : doc.reason || 'The session ended without one.';
      list.dataset.verdict = doc.verdict ?? '';
      keyed(list, verdict, (finding) => finding.id, (finding) => findingCard(doc, finding));
    },
  };
}

function underWay(doc) {
  const sources = [...new Set(doc.calls.map((call) => call.source))];
  if (sources.length) return `Asking ${sources.join(', ')}…`;
  return doc.plan.length ? 'Weighing what was found…' : 'Making a plan…';
}

// Everything else that was found.
export function findingsSection() {
  const list = h('div', { class: 'findings' });
  const element = h('section', { 'aria-labelledby': 'findings' }, h('h2', { id: 'findings' }, 'Findings'), list);
  return {
    element,
    draw(doc) {
      const findings = doc.findings.filter((finding) => finding.id !== 'verdict');
      element.hidden = !findings.length;
      keyed(list, findings, (finding) => finding.id, (finding) => findingCard(doc, finding));
    },
  };
}

export function findingCard(doc, finding) {
  const why = h('div', { class: 'why', id: `why-${finding.id}`, hidden: true });
  const ask = h('button', { type: 'button', class: 'small', 'aria-expanded': 'false', 'aria-controls': why.id }, 'Ask why');
  ask.addEventListener('click', () => toggle(doc, finding, ask, why));
  return h(
    'article',
    { class: finding.id === 'verdict' ? 'finding verdict' : 'finding', 'data-long': finding.text.length > LONG },
    h('p', { class: 'finding-text' }, finding.text),
    h(
      'div',
      { class: 'finding-foot' },
      ask,
      h('span', { class: 'confidence', 'data-confidence': finding.confidence }, CONFIDENCE[finding.confidence]),
      chips(doc, finding.receipts),
    ),
    why,
  );
}

async function toggle(doc, finding, ask, why) {
  const open = why.hidden;
  ask.setAttribute('aria-expanded', String(open));
  ask.textContent = open ? 'Close' : 'Ask why';
  why.hidden = !open;
  if (!open || why.dataset.loaded) return;
  why.replaceChildren(h('p', { class: 'thinking' }, 'Following the receipts…'));
  try {
    const answer = await read(`/sessions/${doc.id}/why/${encodeURIComponent(finding.id)}`);
    why.replaceChildren(...explanation({ ...doc, receipts: answer.receipts }, answer));
    why.dataset.loaded = 'true';
  } catch (problem) {
    why.replaceChildren(h('p', { class: 'trouble', role: 'alert' }, `${problem.message}. ${problem.detail ?? ''}`));
  }
}

function explanation(doc, { calculations, considered, receipts }) {
  return [
    calculations.length ? h('h3', {}, 'The figures') : null,
    calculations.length ? h('ul', { class: 'figures' }, calculations.map((each) => figure(doc, each))) : null,
    considered.length ? h('h3', {}, 'What else was considered') : null,
    considered.length ? h('ul', { class: 'considered' }, considered.map((each) => alternative(doc, each))) : null,
    h('h3', {}, receipts.length === 1 ? 'The receipt below it' : `The ${receipts.length} receipts below it`),
    chips(doc, receipts.map((receipt) => receipt.id)),
  ].filter(Boolean);
}

function figure(doc, each) {
  return h(
    'li',
    {},
    h('p', { class: 'figure-name' }, each.figure),
    h('p', { class: 'figure-value' }, h('strong', {}, each.value), ' against ', h('span', {}, each.expected)),
    h('p', { class: 'method' }, each.method),
    chips(doc, each.receipts),
  );
}

function alternative(doc, each) {
  return h('li', {}, h('p', {}, h('strong', {}, each.what), ' — ', each.because), chips(doc, each.receipts));
}
