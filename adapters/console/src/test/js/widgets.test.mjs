// Draws widgets twice, as a live page does, and reads what stands there then.
// Run by PageFoldTest: node widgets.test.mjs (the page's folder) (the folder of this file).

import assert from 'node:assert/strict';
import { pathToFileURL } from 'node:url';

const [page, here] = process.argv.slice(2);
const load = (folder, name) => import(pathToFileURL(`${folder}/${name}`));
const { document } = await load(here, 'document.mjs');
Object.assign(globalThis, { document, location: { hash: '' }, ResizeObserver: class { observe() {} } });
const { widgetsSection } = await load(page, 'widgets.js');

const kit = {
  type: 'comms_kit', id: 'comms', title: 'Drafts to send', template: 'incident/comms', receipts: [],
  drafts: [{ audience: 'Internal', subject: 'Trouble', body: 'Cards fail.', receipts: [] }],
};
const doc = { id: 's1', receipts: [], widgets: [kit], announcements: [] };
const posted = {
  kit: 'comms', audience: 'Internal', status: 'posted', name: 'Ana', to: { surface: 'slack', channel: 'C1' }, because: '',
};
const section = widgetsSection();
section.draw(doc);
assert.match(section.element.textContent, /nothing was sent/);
section.draw({ ...doc, announcements: [posted] });
assert.doesNotMatch(section.element.textContent, /nothing was sent/);
assert.match(section.element.textContent, /It was posted by Ana in slack C1/);

const { fillsRow } = await load(page, 'widgets.js');
const narrow = { type: 'note' };
const wide = { type: 'chart' };
const rows = (...cards) => cards.map((_, place) => fillsRow(cards, place));
assert.deepEqual(rows(narrow), [true]);
assert.deepEqual(rows(narrow, narrow), [false, false]);
assert.deepEqual(rows(narrow, narrow, narrow), [false, false, true]);
assert.deepEqual(rows(narrow, wide, narrow, narrow), [true, true, false, false]);
