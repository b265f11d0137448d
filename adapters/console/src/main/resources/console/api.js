// Speaks to the API. Failures are problem documents (RFC 9457), thrown as Problem.

export class Problem extends Error {
  constructor(status, title, detail) {
    super(title);
    this.status = status;
    this.detail = detail;
  }
}

export const API = '/api/v1';

// Whatever is sent may be sent again: decisions carry a digest, launches their key.
const POST_MS = 20_000;

const UNREACHABLE = new Problem(0, 'OpsPilot does not answer', 'Check that it runs, then try again.');

// In a demo, opening the page lets the browser in; after a restart of the demo it has to be opened again.
export async function send(path, options = {}) {
  const request = () => fetch(API + path, { credentials: 'same-origin', ...options });
  try {
    const answer = await request();
    if (answer.status !== 401 || path === '/login') return answer;
    await fetch('/', { cache: 'no-store' });
    return await request();
  } catch (failure) {
    if (failure.name === 'AbortError') throw failure;
    throw UNREACHABLE;
  }
}

export async function problem(answer) {
  const body = await answer.json().catch(() => ({}));
  return new Problem(answer.status, body.title ?? `The answer was ${answer.status}`, body.detail ?? '');
}

export async function read(path) {
  const answer = await send(path);
  if (!answer.ok) throw await problem(answer);
  return answer.json();
}

export async function post(path, body, headers = {}) {
  const answer = await send(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(POST_MS),
  });
  if (!answer.ok) throw await problem(answer);
  return answer.status === 204 ? null : answer.json();
}
