import { contractViolations } from '../support/contract-check.ts';

/** An answer as it came, or that none came in time. */
export type FuzzAnswer =
  | { readonly status: number; readonly headers: Headers; readonly text: string }
  | { readonly error: string };

/** The one 5xx that a request asks for: a card whose provider never answers. */
const ASKED_FOR = 'urn:problem:payment-timeout';
/** Headers that every answer of the API has. */
const EVERY_ANSWER = { 'x-content-type-options': 'nosniff' } as const;

/** The path as the function sees it: decoded, as API Gateway's `rawPath` is, and with slashes for backslashes, as URLs have it. */
function seenPath(path: string): string {
  return decodeURIComponent(path).replaceAll('\\', '/');
}

function statusTold(text: string): unknown {
  const document: unknown = JSON.parse(text);
  return typeof document === 'object' && document !== null && 'status' in document ? document.status : undefined;
}

/** What is wrong with an answer to a request of that method and path; nothing, mostly. */
export function judgeAnswer(method: string, path: string, answer: FuzzAnswer): readonly string[] {
  if ('error' in answer) return [answer.error];
  const { status, text } = answer;
  const headers = Object.fromEntries(answer.headers);
  if (status >= 500 && !text.includes(ASKED_FOR)) return [`answers ${status}: ${text}`];
  const missing = Object.entries(EVERY_ANSWER).filter(([name, value]) => headers[name] !== value);
  const told = missing.map(([name]) => `has no proper ${name}`);
  try {
    const problem = (headers['content-type'] ?? '').startsWith('application/problem+json');
    const other = problem && statusTold(text) !== status ? [`tells another status than ${status}: ${text}`] : [];
    return [...told, ...other, ...contractViolations(method, seenPath(path), { status, headers, text })];
  } catch (error) {
    return [...told, `is no JSON: ${String(error)}`];
  }
}
