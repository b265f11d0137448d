// Checks a chain of receipts in the browser, by the encoding that the server's Receipt documents: each hash is
// SHA-256 over the receipt's fields, each receipt names the hash before it, each result has its digest.

const encoder = new TextEncoder();
const NONE = '0'.repeat(64);

export async function sha256(text) {
  const digest = await crypto.subtle.digest('SHA-256', encoder.encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function canonical(session, receipt) {
  const fields = {
    v: '1', session, seq: receipt.seq, source: receipt.source, tool: receipt.tool, arguments: receipt.arguments,
    actor: receipt.actor, asked_at: receipt.at, observed_at: receipt.observedAt, latency_ms: receipt.latencyMs,
    cached: receipt.cached, outcome: receipt.outcome, result: receipt.digest, link: receipt.link ?? '',
    rollback: receipt.rollback ?? '', prev: receipt.prev,
  };
  return Object.entries(fields)
    .map(([name, value]) => `${name}:${encoder.encode(String(value)).length}:${value}\n`)
    .join('');
}

// The seq of the first receipt that does not hold, or null when all do.
export async function firstFlaw(session, receipts) {
  let prev = NONE;
  for (const [place, receipt] of receipts.entries()) {
    const sound =
      receipt.seq === place + 1 &&
      receipt.prev === prev &&
      (await sha256(canonical(session, receipt))) === receipt.hash &&
      (receipt.result === undefined || (await sha256(receipt.result)) === receipt.digest);
    if (!sound) return place + 1;
    prev = receipt.hash;
  }
  return null;
}
