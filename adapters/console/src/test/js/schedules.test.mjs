// A schedule is changed in a small form: it begins with what is so, says what is wrong, and shows the next times.
// Run by PageSchedulesTest: node schedules.test.mjs (the page's folder) (the folder of this file)

import assert from 'node:assert/strict';
import { pathToFileURL } from 'node:url';

const [page, here] = process.argv.slice(2);
const load = (folder, name) => import(pathToFileURL(`${folder}/${name}`));
const { document } = await load(here, 'document.mjs');
let kept = {
  id: 7, title: 'Morning brief', when: 'weekdays at 08:00', zone: 'Europe/London', exceptHolidays: true, spoken: 'Weekdays at 08:00, Europe/London time, except holidays',
  once: false, state: 'active', reason: '', owner: 'Ana', session: null, next: ['2026-11-27T08:00:00Z'], place: { surface: 'slack', channel: 'C1', label: '#ops' }, last: null,
};
const sent = [];
Object.assign(globalThis, {
  document,
  fetch: async (_, { method = 'GET', body } = {}) => {
    if (method === 'GET') return new Response(JSON.stringify({ schedules: [kept] }));
    const { when } = JSON.parse(body);
    sent.push([method, when]);
    if (when === 'noonish') return new Response(JSON.stringify({ title: 'Not understood', detail: 'Write it as in “daily 12:00”.' }), { status: 422 });
    kept = { ...kept, when: 'daily at 12:00', exceptHolidays: false, spoken: 'Daily at 12:00, Europe/London time', next: ['2026-11-27T12:00:00Z', '2026-11-28T12:00:00Z'] };
    return new Response(JSON.stringify(kept));
  },
});
const { schedules } = await load(page, 'schedules.js');
const { element, refresh } = schedules();
await refresh();
const field = () => element.all().find((each) => each.attributes['aria-label'] === 'When schedule 7 comes');
const submit = async (when) => {
  const input = field();
  input.value = when;
  let form = input;
  while (form.tag !== 'form') form = form.parent;
  await form.dispatch('submit');
  return form;
};

assert.equal(field().value, 'weekdays at 08:00 Europe/London except holidays', 'what is so stands in it, whole');
const form = await submit('noonish');
assert.match(form.read(), /Write it as in “daily 12:00”/);
assert.equal(field().value, 'noonish', 'what was typed stays, to be mended');
await submit('daily 12:00');
assert.deepEqual(sent, [['PATCH', 'noonish'], ['PATCH', 'daily 12:00']]);
assert.equal(field().value, 'daily at 12:00 Europe/London');
assert.match(element.read(), /Next: \nFri,? 27 Nov,? 12:00 GMT, Sat,? 28 Nov,? 12:00 GMT/);
