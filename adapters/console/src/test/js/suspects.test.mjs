// Draws more suspects than stand open, and reads how the folded ones are numbered.
// Run by PageFoldTest: node suspects.test.mjs (the page's folder) (the folder of this file).

import assert from 'node:assert/strict';
import { pathToFileURL } from 'node:url';

const [page, here] = process.argv.slice(2);
const load = (folder, name) => import(pathToFileURL(`${folder}/${name}`));
const { document } = await load(here, 'document.mjs');
Object.assign(globalThis, { document, location: { hash: '' }, ResizeObserver: class { observe() {} } });
const { suspectsSection } = await load(page, 'suspects.js');

const suspects = [1, 2, 3, 4, 5].map((rank) => ({
  kind: 'change', name: `deploy-${rank}`, title: `Deploy ${rank}`, status: 'weakened', score: 0.5, evidence: [],
}));
const section = suspectsSection();
section.draw({ id: 's1', verdict: 'suspects', suspects, receipts: [], widgets: [], plays: [], announcements: [] });
const [open, folded] = section.element.querySelectorAll('ol');
assert.equal(open.children.length, 3);
assert.equal(open.getAttribute('start'), null);
assert.match(folded.children[0].textContent, /Deploy 4/);
assert.equal(folded.getAttribute('start'), '4');
assert.equal(folded.style.counterReset, 'suspect 3');
