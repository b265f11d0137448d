// What can be taken along of a drill: the draft of a post-incident report, in Markdown, as of the moment it is asked for.

import { problem, send } from './api.js';
import { copyButton, h } from './dom.js';

export function documentSection(session) {
  const state = h('p', { class: 'section-note', role: 'status' });
  const text = h('pre', { tabindex: '0', 'aria-label': 'The draft, in Markdown' });
  const file = h('a', { class: 'button small', download: `post-incident-${session}.md` }, 'Download');
  const shown = h('div', { hidden: true }, text, h('p', { class: 'actions' }, copyButton('Copy', () => text.textContent), file));
  const ask = h('button', { type: 'button', class: 'small', onclick: () => show() }, 'Write the draft');
  const element = h(
    'section',
    { 'aria-labelledby': 'document', hidden: true },
    h('h2', { id: 'document' }, 'Post-incident draft'),
    h('p', { class: 'section-note' }, 'Written from this session’s log; every statement keeps its receipts.'),
    ask,
    state,
    shown,
  );

  async function show() {
    state.textContent = 'Writing…';
    try {
      const answer = await send(`/sessions/${session}/document`);
      if (!answer.ok) throw await problem(answer);
      const markdown = await answer.text();
      URL.revokeObjectURL(file.href);
      file.href = URL.createObjectURL(new Blob([markdown], { type: 'text/markdown' }));
      text.textContent = markdown;
      shown.hidden = false;
      ask.textContent = 'Write it anew';
      state.textContent = '';
    } catch (failure) {
      state.textContent = `${failure.message}. ${failure.detail ?? ''}`;
    }
  }

  return {
    element,
    draw(doc) {
      element.hidden = doc.ritual !== 'incident' || !doc.findings.some((each) => each.id === 'verdict');
    },
  };
}
