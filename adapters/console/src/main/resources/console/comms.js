// The comms kit: one tab for each audience, by the ARIA tabs pattern (arrow keys move, Tab leaves).

import { chips } from './chips.js';
import { copyButton, h } from './dom.js';

const SAID = { posting: 'is being posted', posted: 'was posted', failed: 'could not be posted' };

// What became of a draft: each time that somebody posted it.
function fate(widget, draft, doc) {
  const sent = (doc.announcements ?? []).filter((each) => each.kit === widget.id && each.audience === draft.audience);
  if (!sent.length) return h('span', { class: 'section-note' }, 'A draft: nothing was sent.');
  return sent.map((each) => h(
    'span',
    { class: 'section-note' },
    `It ${SAID[each.status]} by ${each.name} in ${each.to.surface} ${each.to.channel}`,
    each.because ? `: ${each.because}` : '',
    each.receipt ? chips(doc, [each.receipt]) : null,
  ));
}

export function commsKit(widget, doc) {
  const id = (place) => `${widget.id}-draft-${place}`;
  const tabs = widget.drafts.map((draft, place) =>
    h('button', { type: 'button', role: 'tab', id: `${id(place)}-tab`, 'aria-controls': id(place) }, draft.audience));
  const panels = widget.drafts.map((draft, place) =>
    h(
      'div',
      { role: 'tabpanel', id: id(place), 'aria-labelledby': `${id(place)}-tab`, tabindex: '0' },
      h('p', { class: 'draft-subject' }, draft.subject),
      h('p', { class: 'draft-body' }, draft.body),
      h('p', { class: 'draft-foot' }, copyButton('Copy text', () => `${draft.subject}\n\n${draft.body}`), fate(widget, draft, doc)),
      draft.receipts?.length ? chips(doc, draft.receipts) : null,
    ));
  const choose = (place, focus) => {
    tabs.forEach((tab, each) => {
      tab.setAttribute('aria-selected', String(each === place));
      tab.tabIndex = each === place ? 0 : -1;
      panels[each].hidden = each !== place;
    });
    if (focus) tabs[place].focus();
  };
  tabs.forEach((tab, place) => {
    tab.addEventListener('click', () => choose(place, false));
    tab.addEventListener('keydown', (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (step) choose((place + step + tabs.length) % tabs.length, true);
    });
  });
  choose(0, false);
  return [h('div', { role: 'tablist', class: 'tabs', 'aria-label': 'Audiences' }, tabs), panels];
}
