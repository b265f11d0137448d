// Folds the golden events and checks them against the golden session; then breaks the chain and sees it found.
// Run by PageFoldTest: node fold.test.mjs (the page's folder) (the golden folder).

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [page, golden] = process.argv.slice(2);
const module = (name) => import(pathToFileURL(`${page}/${name}`));
const read = (name) => JSON.parse(readFileSync(`${golden}/${name}`, 'utf8'));
const { begin, fold } = await module('fold.js');
const { firstFlaw } = await module('verify.js');

const session = read('session.json');
const { calls, ...folded } = read('events.json').reduce(fold, begin(session.id));
assert.deepEqual(folded, session);
assert.deepEqual(calls, []);

assert.equal(await firstFlaw(session.id, session.receipts), null);
const changed = structuredClone(session.receipts);
changed[3].latencyMs += 1;
assert.equal(await firstFlaw(session.id, changed), 4);
assert.equal(await firstFlaw(session.id, session.receipts.toSpliced(2, 1)), 3);

// What another ritual was asked for instead of can be corrected no more.
const meant = { ...begin(session.id), understood: { words: 'payments look odd', by: 'guess' } };
assert.equal(fold(meant, { type: 'corrected', ritual: 'brief' }).understood, null);
