// Follows a session's events, also those after its end: what is decided, asked and alerted then. After a lost connection it goes on behind the last event it saw, so that none is missed
// and none is seen twice. `handlers` has `event`, `state` (live, lost) and `refused` (a Problem).

import { problem, send } from './api.js';

// The server breaks its silence every 15 seconds; a line that is quieter than this is dead.
const SILENT_MS = 40_000;
const WAIT_MS = [500, 1000, 2000, 4000, 8000];

export function follow(session, handlers) {
  const stop = new AbortController();
  run(session, handlers, stop.signal).catch((failure) => {
    if (!stop.signal.aborted) handlers.refused(failure);
  });
  return () => stop.abort();
}

async function run(session, handlers, signal) {
  let last = 0;
  let failures = 0;
  while (!signal.aborted) {
    const line = new AbortController();
    const watch = watchdog(() => line.abort());
    try {
      const answer = await send(`/sessions/${session}/events?live=true`, {
        headers: { Accept: 'text/event-stream', ...(last > 0 && { 'Last-Event-ID': String(last) }) },
        signal: AbortSignal.any([signal, line.signal]),
      });
      if (!answer.ok) {
        const refusal = await problem(answer);
        if (answer.status < 500) throw Object.assign(refusal, { final: true });
        throw refusal;
      }
      handlers.state('live');
      for await (const event of events(answer.body, watch.heard)) {
        failures = 0;
        last = event.seq;
        handlers.event(event);
      }
    } catch (failure) {
      if (signal.aborted) return;
      if (failure.final) throw failure;
    } finally {
      watch.end();
    }
    if (signal.aborted) return;
    handlers.state('lost');
    await pause(WAIT_MS[Math.min(failures++, WAIT_MS.length - 1)], signal);
  }
}

// Ends a line that fell silent; also at once when the browser wakes or its network comes back after such a silence.
function watchdog(dead) {
  let last = Date.now();
  const look = () => {
    if (Date.now() - last > SILENT_MS) dead();
  };
  const timer = setInterval(look, SILENT_MS / 8);
  globalThis.addEventListener?.('online', dead);
  document.addEventListener?.('visibilitychange', look);
  return {
    heard: () => { last = Date.now(); },
    end() {
      clearInterval(timer);
      globalThis.removeEventListener?.('online', dead);
      document.removeEventListener?.('visibilitychange', look);
    },
  };
}

// The event stream format of the HTML standard, as far as this API uses it: one line of data, comments skipped.
async function* events(body, heard) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    heard();
    const blocks = (rest + value).split('\n\n');
    rest = blocks.pop();
    for (const block of blocks) {
      const data = block.split('\n').find((line) => line.startsWith('data: '));
      if (data) yield JSON.parse(data.slice(6));
    }
  }
}

function pause(millis, signal) {
  return new Promise((resume) => {
    const timer = setTimeout(resume, millis);
    signal.addEventListener('abort', () => { clearTimeout(timer); resume(); }, { once: true });
  });
}
