// Folds events into the session's document: the same document that GET /sessions/{id} gives, with the calls under way
// beside it. Pure: the document that is given is not changed.

export function begin(id) {
  return {
    id, ritual: null, intent: '', status: 'running', startedAt: null, firstInsightAt: null, finishedAt: null,
    actor: null, place: null, verdict: null, suspects: [], plan: [], findings: [], widgets: [], plays: [],
    receipts: [], calls: [], reason: '',
  };
}

export function fold(doc, event) {
  switch (event.type) {
    case 'started': {
      const { ritual, intent, status, startedAt, actor, place } = event;
      return { ...doc, ritual, intent, status, startedAt, actor, place };
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
        findings: verdictFirst(upsert(doc.findings, event.finding)),
        firstInsightAt: doc.firstInsightAt ?? event.at,
      };
    case 'widget_drawn':
      return { ...doc, widgets: upsert(doc.widgets, event.widget) };
    case 'diagnosed':
      return { ...doc, verdict: event.verdict, suspects: event.suspects };
    case 'play_proposed':
      return { ...doc, plays: upsert(doc.plays, event.play) };
    case 'finished':
      return { ...doc, status: event.status, finishedAt: event.finishedAt, reason: event.reason, calls: [] };
    default:
      return doc;
  }
}

function upsert(list, item) {
  return list.some((each) => each.id === item.id)
    ? list.map((each) => (each.id === item.id ? item : each))
    : [...list, item];
}

function verdictFirst(findings) {
  return [
    ...findings.filter((finding) => finding.id === 'verdict'),
    ...findings.filter((finding) => finding.id !== 'verdict'),
  ];
}
