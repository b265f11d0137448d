// What was found, each statement with its chips and an "Ask why" that unfolds what it stands on.

import { read } from './api.js';
import { chips } from './chips.js';
import { h, keyed } from './dom.js';
import { isOpen } from './fold.js';
import { result } from './receipts.js';

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
      const running = isOpen(doc);
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

// Three depths, one press each: what the claim stands on, how it was computed, and what the sources answered.
const DEEPER = ['How was it computed?', 'What did the sources answer?'];

async function toggle(doc, finding, ask, why) {
  const open = why.hidden;
  ask.setAttribute('aria-expanded', String(open));
  ask.textContent = open ? 'Close' : 'Ask why';
  why.hidden = !open;
  if (!open || why.dataset.loaded) return;
  why.replaceChildren(h('p', { class: 'thinking' }, 'Following the receipts…'));
  try {
    const answer = await read(`/sessions/${doc.id}/why/${encodeURIComponent(finding.id)}`);
    const known = { ...doc, receipts: answer.receipts };
    const depths = [() => claim(known, answer), () => calculation(known, answer), () => readings(doc, answer)]
      .filter((_, depth) => depth !== 1 || answer.calculations.length);
    why.replaceChildren(...depths[0](), deeper(why, depths, 1));
    why.dataset.loaded = 'true';
  } catch (problem) {
    why.replaceChildren(h('p', { class: 'trouble', role: 'alert' }, `${problem.message}. ${problem.detail ?? ''}`));
  }
}

function deeper(why, depths, depth) {
  const words = DEEPER[depth - 1 + (DEEPER.length + 1 - depths.length)];
  const button = h('button', { type: 'button', class: 'small deeper' }, words);
  button.addEventListener('click', async () => {
    button.disabled = true;
    try {
      const more = await depths[depth]();
      button.replaceWith(...more, ...(depth + 1 < depths.length ? [deeper(why, depths, depth + 1)] : []));
    } catch (problem) {
      button.replaceWith(h('p', { class: 'trouble', role: 'alert' }, `${problem.message}. ${problem.detail ?? ''}`));
    }
  });
  return button;
}

function claim(doc, { considered, receipts }) {
  return [
    h('h3', {}, receipts.length === 1 ? 'It stands on one receipt' : `It stands on ${receipts.length} receipts`),
    chips(doc, receipts.map((receipt) => receipt.id)),
    ...(considered.length
      ? [h('h3', {}, 'What else was considered'), h('ul', { class: 'considered' }, considered.map((each) => alternative(doc, each)))]
      : []),
  ];
}

function calculation(doc, { calculations }) {
  return [h('h3', {}, 'The figures'), h('ul', { class: 'figures' }, calculations.map((each) => figure(doc, each)))];
}

async function readings(doc, answer) {
  const { receipts } = await read(`/sessions/${doc.id}/receipts`);
  const named = answer.receipts.map((receipt) => receipt.id);
  return [
    h('h3', {}, 'What the sources answered'),
    ...receipts
      .filter((receipt) => named.includes(receipt.id))
      .map((receipt) =>
        h('details', { class: 'reading' }, h('summary', {}, `${receipt.source} · ${receipt.tool}`), result(receipt.result))),
  ];
}

function figure(doc, each) {
  return h(
    'li',
    {},
    h('p', { class: 'figure-name' }, each.figure),
    h('p', { class: 'figure-value' }, h('strong', {}, each.value), each.expected ? h('span', {}, ` against ${each.expected}`) : null),
    h('p', { class: 'method' }, each.method),
    chips(doc, each.receipts),
  );
}

function alternative(doc, each) {
  return h('li', {}, h('p', {}, h('strong', {}, each.what), ' — ', each.because), chips(doc, each.receipts));
}
