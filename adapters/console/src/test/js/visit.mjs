// Visits the page as a person would: reads it, presses every button, and says what was sent.
// Run by ConsoleDriver: node visit.mjs (the page's folder) (the folder of this file), with the visit as JSON on standard input.

import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [page, here] = process.argv.slice(2);
const load = (folder, name) => import(pathToFileURL(`${folder}/${name}`));
const { document, FormData } = await load(here, 'document.mjs');
const visit = JSON.parse(readFileSync(0, 'utf8'));
const sent = [];

const reply = (body) => new Response(typeof body === 'string' ? body : JSON.stringify(body), { status: 200 });
Object.assign(globalThis, {
  document,
  FormData,
  location: { hash: '' },
  ResizeObserver: class {
    constructor(resized) {
      this.resized = resized;
    }
    observe() {
      this.resized([{ contentRect: { width: 640 } }]);
    }
  },
  confirm: () => true,
  prompt: (_, value) => value,
  fetch: async (address, { method = 'GET', body } = {}) => {
    const path = address.replace('/api/v1', '').replace(/\?.*/, '');
    sent.push({ method, path, body: body ? JSON.parse(body) : {} });
    if (method !== 'GET') return reply(visit.replies[path] ?? { title: '', lines: [], actions: [] });
    if (path.endsWith('/events')) return reply(events(visit.session).map((each) => `data: ${JSON.stringify(each)}\n\n`).join(''));
    return path in visit.replies ? reply(visit.replies[path]) : new Response('{}', { status: 404 });
  },
});
// Newer versions of Node have one of their own, which cannot be assigned to.
Object.defineProperty(globalThis, 'navigator', { value: { clipboard: { writeText: async () => {} } }, configurable: true });

// The events that fold into the session.
function events(session) {
  const { telling } = session;
  const all = [
    { ...session, type: 'started', status: 'running' },
    { type: 'planned', plan: session.plan },
    ...session.receipts.map((receipt) => ({ type: 'call_answered', receipt })),
    ...session.findings.map((finding) => ({ type: 'finding_made', finding })),
    ...session.widgets.map((widget) => ({ type: 'widget_drawn', widget })),
    ...(session.verdict ? [{ type: 'diagnosed', verdict: session.verdict, suspects: session.suspects }] : []),
    ...session.plays.map((play) => ({ type: 'play_proposed', play })),
    ...(telling.asked ? [{ type: 'mind_asked', question: null, mind: telling.asked }] : []),
    ...(telling.narrative ? [{ type: 'narrated', narrative: telling.narrative }] : []),
    ...(session.workflow ? [{ type: 'workflow_drafted', workflow: session.workflow }] : []),
    ...session.followUps.map((followUp) => ({ type: 'follow_up_planned', followUp })),
    ...session.questions.flatMap((each) => [
      { ...each, type: 'question_asked', at: each.askedAt },
      { ...each, type: 'question_answered' },
    ]),
    ...(['running', 'waiting'].includes(session.status) ? [] : [{ ...session, type: 'finished' }]),
  ];
  return all.map((event, place) => ({ at: session.startedAt, ...event, seq: place + 1 }));
}

const pause = (millis) => new Promise((resume) => setTimeout(resume, millis));
const view = visit.session
  ? (await load(page, 'session.js')).sessionView(visit.session.id, (trouble) => { throw trouble; })
  : (await load(page, 'home.js')).home(visit.replies['/rituals'].rituals);
await pause(100);
const { element } = view;
if (visit.receipts) view.part({ receipts: true });

// A form is filled in by the ids and names of its fields, and sent.
if (visit.form) {
  const field = (name) => element.all().find((each) => each.id === name || each.attributes.name === name);
  for (const [name, value] of Object.entries(visit.form)) {
    const choice = element.all().filter((each) => each.attributes.type === 'radio');
    if (name === 'ritual') {
      choice.forEach((each) => delete each.attributes.checked);
      choice.find((each) => each.value === value).attributes.checked = '';
    } else {
      field(name).value = value;
    }
  }
  let form = field(Object.keys(visit.form).at(-1));
  while (form.tag !== 'form') form = form.parent;
  await form.dispatch('submit');
}

// What unfolds is unfolded.
for (const each of element.all().filter(({ tag, open }) => tag === 'details' && !open)) {
  each.open = true;
  await each.dispatch('toggle');
}

const text = [element.read()];
const pressed = new Set();
const again = new Set();
for (let next; !visit.form && (next = button()); ) {
  pressed.add(next);
  if (inNotice(next)) again.add(next.read());
  await next.dispatch('click');
  await pause(5);
  text.push(element.read());
}

// Those that send a form are no buttons of their own.
function button() {
  return element.all().find((each) => each.tag === 'button' && each.attributes.type === 'button' && !each.hidden && !pressed.has(each)
    && !(inNotice(each) && again.has(each.read())));
}

// A notice draws its buttons anew after each press.
function inNotice(element) {
  for (let each = element; each; each = each.parent) if (each.attributes.class === 'notice') return true;
  return false;
}

process.stdout.write(JSON.stringify({ text: text.join('\n'), sent }), () => process.exit(0));
