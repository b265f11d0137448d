// What a reader typed, and where the cursor stands, outlive a drawing anew; a line that falls silent is opened again.
// Run by PageRedrawTest: node redraw.test.mjs (the page's folder) (the folder of this file)

import assert from 'node:assert/strict';
import { pathToFileURL } from 'node:url';

const [page, here] = process.argv.slice(2);
const load = (folder, name) => import(pathToFileURL(`${folder}/${name}`));
const { document } = await load(here, 'document.mjs');
Object.assign(globalThis, { document, location: { hash: '' } });
const { h, keyed } = await load(page, 'dom.js');

const list = h('ul', {});
const draw = (play) => h('li', {}, h('input', { 'aria-label': `Reason for ${play.id}` }), h('button', { 'data-decision': 'approve' }, 'Approve'), play.note);
const show = (plays) => keyed(list, plays, (play) => play.id, draw);

show([{ id: 'a', note: 'open' }, { id: 'b', note: 'open' }]);
const typed = list.children[0].children[0];
typed.value = 'customers wait';
typed.focus();
show([{ id: 'a', note: 'approved by ben' }, { id: 'b', note: 'open' }]);
await new Promise((resume) => queueMicrotask(resume));
const anew = list.children[0].children[0];
assert.notEqual(anew, typed, 'the play was drawn anew');
assert.equal(anew.value, 'customers wait');
assert.equal(document.activeElement, anew);
assert.equal(list.children[1].children[0].value, '');

// A line that says nothing for longer than the server ever does is given up, and another is opened.
let now = 1_000_000;
Date.now = () => now;
const timers = [];
globalThis.setInterval = (work) => timers.push(work);
globalThis.clearInterval = () => {};
const realTimeout = globalThis.setTimeout;
globalThis.setTimeout = (work) => realTimeout(work, 0);
const opened = [];
globalThis.fetch = async (_, { signal }) => {
  opened.push(signal);
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(': hello\n\n'));
      signal.addEventListener('abort', () => controller.error(signal.reason));
    },
  });
  return new Response(body, { status: 200 });
};
const states = [];
const { follow } = await load(page, 'stream.js');
const stop = follow('s1', { event() {}, state: (state) => states.push(state), refused: assert.fail });
const settle = () => new Promise((resume) => realTimeout(resume, 50));
await settle();
assert.deepEqual(states, ['live']);
now += 30_000;
timers.forEach((look) => look());
await settle();
assert.equal(opened.length, 1, 'a server that breathes every 15 seconds is believed');
now += 30_000;
timers.forEach((look) => look());
await settle();
assert.deepEqual(states, ['live', 'lost', 'live']);
assert.equal(opened.length, 2);
stop();
process.exit(0);
