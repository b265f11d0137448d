// What is proposed, under which policy, what was decided, and the way back. A decision names the digest of the call that
// is shown, so that nothing else can be let run by it.

import { post } from './api.js';
import { chips, clock } from './chips.js';
import { announce, h, keyed } from './dom.js';
import { awaitsDecision } from './fold.js';
import { noticeView, order } from './orders.js';

const STATUS = {
  proposed: 'Proposed', approved: 'Waits for its window', running: 'Running', verifying: 'Done, being watched',
  done: 'Done', unverified: 'Done, not recovered', failed: 'Not done', dismissed: 'Dismissed', expired: 'Expired',
  by_hand: 'Done by hand', rolling_back: 'Being taken back', rolled_back: 'Taken back',
  rollback_failed: 'Not taken back',
};

const DECIDED = {
  approve: 'approved', approve_for_window: 'approved for the next window', dismiss: 'dismissed',
  done_by_hand: 'marked as done by hand', roll_back: 'taken back', start_drill: 'started',
};

export function playsSection() {
  const list = h('ul', { class: 'plays' });
  const element = h(
    'section',
    { 'aria-labelledby': 'plays' },
    h('h2', { id: 'plays' }, 'Plays'),
    h('p', { class: 'section-note' }, 'Proposals. Nothing runs before somebody approves the exact call.'),
    list,
  );
  return {
    element,
    draw(doc) {
      element.hidden = !doc.plays.length;
      keyed(list, doc.plays, (play) => play.id, (play) => draw(doc, play));
    },
  };
}

function draw(doc, play) {
  return h(
    'li',
    { class: 'card play' },
    h('div', { class: 'play-head' }, h('h3', {}, play.title),
      h('span', { class: 'badge', 'data-policy': play.policy.type, 'data-status': play.status }, standing(play))),
    h('p', {}, play.does),
    h('p', { class: 'because' }, play.because),
    play.effect ? h('p', { class: 'because' }, h('strong', {}, 'Should: '), play.effect, ' ', h('strong', {}, 'Risk: '), play.risk) : null,
    play.policy.type === 'refused' ? h('p', { class: 'because' }, play.policy.because) : null,
    play.call ? h('p', { class: 'because' }, h('strong', {}, 'Calls: '),
      h('code', {}, `${play.call.server}/${play.call.tool} ${play.call.arguments}`),
      play.call.environment ? ` in ${play.call.environment}` : '') : null,
    h('p', { class: 'rollback', 'data-type': play.rollback.type }, h('strong', {}, play.rollback.type === 'undo' ? 'Way back: ' : 'No way back: '), play.rollback.how ?? play.rollback.because),
    play.rulings.map((ruling) => h('p', { class: 'because' }, `${clock(ruling.at)} UTC: ${DECIDED[ruling.decision]} by ${ruling.name}`,
      ruling.role ? ` (${ruling.role})` : '', ruling.reason ? `: ${ruling.reason}` : '')),
    begun(play) ? h('p', {}, h('a', { href: `#/sessions/${play.drill.session}` }, 'Open the drill')) : null,
    play.due ? h('p', { class: 'because' }, `Runs at ${play.due.slice(0, 10)} ${clock(play.due)} UTC.`) : null,
    play.note ? h('p', { class: 'because', role: 'status' }, play.note) : null,
    buttons(doc, play),
    play.call ? policyToggle(play.call) : null,
    chips(doc, play.receipts),
  );
}

// What holds for the tool from now on, for this play as well: the server asks the rules anew when somebody decides.
function policyToggle({ server, tool, environment }) {
  const command = `policy ${server}/${tool}${environment ? ` in ${environment}` : ''}`;
  const box = h('div', {});
  const ask = async () => {
    try {
      view.show(await order(command));
    } catch (problem) {
      box.replaceChildren(h('p', { class: 'trouble', role: 'alert' }, problem.detail || problem.message));
    }
  };
  const view = noticeView({ title: '', lines: [], actions: [] }, ask);
  const details = h('details', { class: 'policy' }, h('summary', {}, `Policy of ${server}/${tool}`), box);
  details.addEventListener('toggle', () => {
    if (!details.open) return;
    box.replaceChildren(view.element);
    ask();
  });
  return details;
}

// Whether somebody has begun the drill that it proposes. As Play.begun of the server.
const begun = (play) => play.drill && play.rulings.some((ruling) => ruling.decision === 'start_drill');

// The same as Play.offers of the server, which has the last word.
function offers(play) {
  const open = awaitsDecision(play);
  const ran = play.runs.some((run) => run.direction === 'forward');
  const all = [];
  if (open && play.call && play.policy.type !== 'refused') {
    all.push(['approve', 'Approve', play.call.digest], ['approve_for_window', 'Approve for the next window', play.call.digest]);
  }
  if (play.rollback.call && ran && ['done', 'unverified', 'verifying', 'rollback_failed'].includes(play.status)) {
    all.push(['roll_back', play.rollback.label, play.rollback.call.digest]);
  }
  if (open && !play.call) all.push(play.drill ? ['start_drill', 'Start drill', ''] : ['done_by_hand', 'Done by hand', '']);
  if ((open && play.status !== 'unverified') || play.status === 'approved') all.push(['dismiss', 'Dismiss', '']);
  return all;
}

function buttons(doc, play) {
  const choices = offers(play);
  if (!choices.length) return null;
  const said = h('span', { class: 'because', role: 'status' });
  const row = h('div', { class: 'play-decide' });
  const reason = h('input', { type: 'text', class: 'reason', maxlength: '500', placeholder: 'Reason, needed in a freeze', 'aria-label': `Reason for a decision about ${play.title}` });
  const decide = async (decision, digest) => {
    row.querySelectorAll('button').forEach((button) => { button.disabled = true; });
    said.textContent = 'Sending…';
    try {
      await post(`/sessions/${doc.id}/plays/${encodeURIComponent(play.id)}/decisions`, { decision, digest, reason: reason.value });
      said.textContent = 'Heard.';
    } catch (problem) {
      said.textContent = problem.detail || problem.message;
      announce(said.textContent);
      row.querySelectorAll('button').forEach((button) => { button.disabled = false; });
    }
  };
  choices.forEach(([decision, label, digest]) => {
    row.append(h('button', {
      type: 'button', class: 'small',
      'data-decision': decision,
      onclick: () => {
        const call = decision === 'roll_back' ? play.rollback.call : play.call;
        const sure = !digest || confirm(`${label}: ${call.server}/${call.tool} ${call.arguments}?`);
        if (sure) decide(decision, digest);
      },
    }, label));
  });
  if (choices.some(([decision]) => decision === 'approve')) row.append(reason);
  row.append(said);
  return row;
}

function standing(play) {
  if (begun(play)) return 'Started';
  if (play.status !== 'proposed') return STATUS[play.status];
  return play.drill ? 'Only reads' : policy(play.policy);
}

function policy({ type, people }) {
  if (type === 'allowed') return 'Allowed';
  if (type === 'refused') return 'Not allowed';
  return people === 1 ? 'Needs one approval' : `Needs ${people} approvals`;
}
