// Folds events into the session's document: the same document that GET /sessions/{id} gives, with the calls under way
// beside it. Pure: the document that is given is not changed.

// Whether a session has not ended.
export const isOpen = (doc) => ['running', 'waiting'].includes(doc.status);

export function begin(id) {
  return {
    id, ritual: null, intent: '', status: 'running', startedAt: null, firstInsightAt: null, finishedAt: null,
    actor: null, place: null, verdict: null, suspects: [], plan: [], findings: [], widgets: [], plays: [],
    receipts: [], calls: [], reason: '', understood: null, workflow: null, followUps: [], questions: [], announcements: [], ratings: [],
    telling: { asked: null, silence: '', narrative: null },
  };
}

export function fold(doc, event) {
  switch (event.type) {
    case 'started': {
      const { ritual, intent, understood, status, startedAt, actor, place } = event;
      return { ...doc, ritual, intent, understood, status, startedAt, actor, place };
    }
    case 'planned':
      return { ...doc, plan: event.plan };
    case 'call_asked':
      return { ...doc, calls: [...doc.calls, event.call] };
    case 'call_answered':
      return {
        ...doc,
        calls: doc.calls.filter((call) => call.id !== event.call),
        receipts: [...doc.receipts, event.receipt],
      };
    case 'step_moved':
      return { ...doc, plan: doc.plan.map((step) => (step.id === event.step.id ? { ...step, ...event.step } : step)) };
    case 'finding_made':
      return {
        ...doc,
        findings: headlinesFirst(upsert(doc.findings, event.finding)),
        firstInsightAt: doc.firstInsightAt ?? event.at,
      };
    case 'widget_drawn':
      return { ...doc, widgets: upsert(doc.widgets, event.widget) };
    case 'diagnosed':
      return { ...doc, verdict: event.verdict, suspects: event.suspects };
    case 'play_proposed':
      return { ...doc, plays: upsert(doc.plays, event.play) };
    case 'play_decided':
      return play(doc, event, (it) => ({
        ...it, status: event.status, due: event.due, note: null, rulings: [...it.rulings, event.ruling],
      }));
    case 'play_started':
      return play(doc, event, (it) => ({
        ...it,
        status: event.direction === 'forward' ? 'running' : 'rolling_back',
        due: null, note: null, verification: null,
        runs: [...it.runs, { direction: event.direction, startedAt: event.at, state: 'under_way', words: '', receipt: null }],
      }));
    case 'play_ran':
      return play({ ...doc, receipts: [...doc.receipts, event.receipt] }, event, (it) => ran(it, event));
    case 'play_held':
      return play(doc, event, (it) => ({
        ...it,
        status: event.status,
        due: event.due,
        note: event.note,
        rulings: event.status === 'proposed' ? [] : it.rulings,
        runs: it.runs.filter((run) => run.state !== 'under_way'),
      }));
    case 'play_verified':
      return play(doc, event, (it) => reopened({
        ...it,
        status: event.verification.verified ? 'done' : 'unverified',
        due: null,
        note: event.verification.words,
        verification: event.verification,
      }));
    case 'play_expired':
      return play(doc, event, (it) => ({ ...it, status: 'expired', due: null, note: undecided(it, event.at) }));
    case 'workflow_drafted':
      return { ...doc, workflow: event.workflow };
    case 'follow_up_planned':
      return { ...doc, followUps: upsert(doc.followUps, event.followUp) };
    case 'mind_asked':
      return event.question ? doc : { ...doc, telling: { asked: event.mind, silence: '', narrative: null } };
    case 'narrated':
      return { ...doc, telling: { ...doc.telling, silence: '', narrative: event.narrative } };
    case 'mind_answered':
      return event.question || !event.silence
        ? doc
        : { ...doc, telling: { ...doc.telling, silence: event.silence, narrative: null } };
    case 'question_asked': {
      const { key, question, actor, at } = event;
      return { ...doc, questions: [...doc.questions, { key, question, actor, askedAt: at, mind: '', answer: null }] };
    }
    case 'question_answered':
      return {
        ...doc,
        questions: doc.questions.map((each) =>
          each.key === event.key ? { ...each, answer: event.answer, mind: event.mind } : each),
      };
    case 'announcement_asked':
      return { ...doc, announcements: [...doc.announcements, event.announcement] };
    case 'announcement_answered':
      return {
        ...doc,
        receipts: [...doc.receipts, event.receipt],
        announcements: doc.announcements.map((each) => (each.key === event.key
          ? { ...each, status: event.status, because: event.because, at: event.at, receipt: event.receipt.id } : each)),
      };
    case 'corrected':
      return { ...doc, understood: null };
    case 'status_moved':
      return { ...doc, status: event.status };
    case 'rated': {
      const { helpful, actor } = event;
      return { ...doc, ratings: [...doc.ratings.filter((each) => each.actor !== actor), { helpful, actor }] };
    }
    case 'finished':
      return { ...doc, status: event.status, finishedAt: event.finishedAt, reason: event.reason, calls: [] };
    default:
      return doc;
  }
}

// Whether a play waits for a decision to run it, also anew. As Play.awaitsDecision of the server.
export function awaitsDecision(play) {
  const last = play.runs.findLast((run) => run.direction === 'forward');
  return ['proposed', 'failed'].includes(play.status) || (play.status === 'unverified' && last?.state === 'unknown');
}

// The answer of an earlier call, or one more answer of a call, leaves the play where it stands. As PlayFolding.ran of the
// server; logs of earlier versions do not say which call it is, and mean the last.
function ran(it, event) {
  const last = it.runs.length - 1;
  const at = event.startedAt
    ? it.runs.findLastIndex((run) => run.direction === event.direction && run.startedAt === event.startedAt
      && ['under_way', 'unknown'].includes(run.state))
    : last;
  if (at < 0) return it;
  const runs = it.runs.with(at, { ...it.runs[at], state: event.state, words: event.words, receipt: event.receipt.id });
  return at < last
    ? { ...it, runs }
    : reopened({ ...it, status: event.status, due: null, note: event.words || null, runs });
}

// What was decided before is used up where it has to be decided anew.
function reopened(play) {
  return awaitsDecision(play) ? { ...play, rulings: [] } : play;
}

function undecided(it, at) {
  if (it.policy.type === 'refused') return `The policy did not let it run: ${it.policy.because}`;
  const late = it.call && Date.parse(at) >= Date.parse(it.call.expires);
  return late ? 'Nobody approved it in time.' : 'The session ended before anybody decided about it.';
}

function play(doc, event, change) {
  return { ...doc, plays: doc.plays.map((each) => (each.id === event.play ? change(each) : each)) };
}

function upsert(list, item) {
  return list.some((each) => each.id === item.id)
    ? list.map((each) => (each.id === item.id ? item : each))
    : [...list, item];
}

// What sums a session up is read first, in this order.
const HEADLINES = ['verdict', 'severity', 'impact', 'precedent'];

function headlinesFirst(findings) {
  const place = ({ id }) => (HEADLINES.includes(id) ? HEADLINES.indexOf(id) : HEADLINES.length);
  return findings.toSorted((one, other) => place(one) - place(other));
}
