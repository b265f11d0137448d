// A session, assembling itself as its events come in.

import { read } from './api.js';
import { clock, seconds } from './chips.js';
import { documentSection } from './document.js';
import { announce, h } from './dom.js';
import { findingsSection, verdictSection } from './findings.js';
import { begin, fold, isOpen } from './fold.js';
import { laterSection, workflowSection } from './later.js';
import { planSection } from './plan.js';
import { playsSection } from './plays.js';
import { meantSection, ratingSection, stopButton } from './presses.js';
import { receiptsDrawer } from './receipts.js';
import { follow } from './stream.js';
import { suspectsSection } from './suspects.js';
import { questionsSection, tellingSection } from './telling.js';
import { widgetsSection } from './widgets.js';

const RITUAL = { incident: 'Incident Drill', brief: 'Morning Brief', experiment: 'Revenue Experiment' };
const SURFACE = { slack: 'Slack', teams: 'Teams', console: 'this page' };
const STATUS = { running: 'Running', waiting: 'Waiting', done: 'Done', failed: 'Failed', cancelled: 'Cancelled' };

export function sessionView(id, fail) {
  let doc = begin(id);
  let waiting = false;
  let said = '';
  let next = null;
  const head = sessionHead(id);
  const sections = [tellingSection(), verdictSection(), playsSection(), suspectsSection(), findingsSection(),
    widgetsSection(), workflowSection(), laterSection(), questionsSection(id), documentSection(id), ratingSection(id)];
  const plan = planSection();
  const count = h('span', { class: 'count' }, '0');
  const drawer = receiptsDrawer(id, () => {
    if (location.hash.includes('/receipts')) location.hash = `#/sessions/${id}`;
  });
  const rail = h('aside', { class: 'rail', 'aria-label': 'Plan and receipts' }, plan.element,
    h('a', { class: 'card receipts-link', href: `#/sessions/${id}/receipts` }, h('span', {}, 'Receipts'), count));
  const element = h('article', { class: 'session' }, head.element,
    h('div', { class: 'columns' }, h('div', { class: 'story' }, sections.map((section) => section.element)), rail),
    drawer.element);

  const draw = () => {
    waiting = false;
    element.dataset.status = doc.status;
    element.classList.toggle('has-findings', doc.findings.length > 0);
    document.title = doc.intent ? `${doc.intent} · OpsPilot` : 'OpsPilot';
    head.draw({ ...doc, corrected: next });
    plan.draw(doc);
    sections.forEach((section) => section.draw(doc));
    count.textContent = `${doc.receipts.length}`;
    const first = doc.findings[0]?.text ?? '';
    if (first !== said) announce((said = first));
  };
  // Events come in bursts; one drawing for a burst is enough.
  const later = () => {
    if (!waiting) {
      waiting = true;
      setTimeout(draw, 30);
    }
  };
  draw();
  // A session that was just launched has no events yet, but what was asked is known.
  read(`/sessions/${id}`).then(({ ritual, intent }) => {
    if (!doc.startedAt) doc = { ...doc, ritual, intent };
    later();
  }, () => {}); // the stream tells what is wrong
  const stop = follow(id, {
    event(event) {
      doc = fold(doc, event);
      if (event.type === 'corrected') next = event.next;
      later();
    },
    state(state) {
      head.connection(state);
      later();
    },
    refused: fail,
  });
  return {
    element,
    close: stop,
    part: ({ receipts, seq }) => {
      if (receipts) drawer.open(seq);
      else if (drawer.element.open) drawer.element.close();
    },
  };
}

function sessionHead(id) {
  const eyebrow = h('p', { class: 'eyebrow' });
  const title = h('h1', { tabindex: '-1' });
  const status = h('span', { class: 'state' });
  const timing = h('span', { class: 'timing' });
  const stop = stopButton(id);
  const meant = meantSection(id);
  const connection = h('span', { class: 'connection', role: 'status' });
  return {
    element: h('header', { class: 'session-head' }, eyebrow, title, h('p', { class: 'status-line' }, status, timing, connection, stop.element), meant.element),
    draw(doc) {
      stop.draw(doc);
      meant.draw(doc);
      const from = SURFACE[doc.place?.surface] ?? doc.place?.surface;
      const link = doc.place?.link;
      eyebrow.replaceChildren(...(doc.startedAt
        ? [`${RITUAL[doc.ritual] ?? doc.ritual} · ${doc.startedAt.slice(0, 10)} ${clock(doc.startedAt)} UTC · from `,
          link ? h('a', { href: link, target: '_blank', rel: 'noopener noreferrer' }, `${from}: open the conversation`) : from]
        : ['About to begin']));
      title.textContent = doc.intent || '…';
      status.dataset.status = doc.status;
      status.textContent = STATUS[doc.status];
      connection.hidden = !isOpen(doc) && connection.dataset.state === 'live';
      timing.textContent = [
        doc.finishedAt && `in ${seconds(doc.startedAt, doc.finishedAt)}`,
        doc.firstInsightAt && `first insight after ${seconds(doc.startedAt, doc.firstInsightAt)}`,
      ].filter(Boolean).join(' · ');
    },
    connection(state) {
      connection.dataset.state = state;
      connection.hidden = false;
      connection.textContent = state === 'lost' ? 'Connection lost. Trying again; nothing is missed.' : state === 'live' ? 'Live' : '';
    },
  };
}
