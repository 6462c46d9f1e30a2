/** How long a channel may take for its answer, in milliseconds. */
export const CHANNEL_TIMEOUT = 5_000;

/**
 * What came of telling somebody: a channel that refuses may take it later, but `invalid` never; when no answer came it is
 * `unknown` whether they were told.
 */
export type Outcome =
  | { readonly status: 'sent' }
  | { readonly status: 'refused'; readonly reason: string; readonly retryAfterSeconds?: number }
  | { readonly status: 'unknown'; readonly reason: string }
  | { readonly status: 'invalid'; readonly reason: string };

/** `Retry-After` in seconds; a date, which none of the channels sends, counts as none. */
function retryAfter(response: Response): { retryAfterSeconds?: number } {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return seconds > 0 && seconds <= 3_600 ? { retryAfterSeconds: seconds } : {};
}

function outcomeOf(response: Response): Outcome {
  const reason = `It answered ${response.status}.`;
  if (response.ok) return { status: 'sent' };
  if (response.status === 429 || response.status === 408 || response.status >= 500)
    return { status: 'refused', reason, ...retryAfter(response) };
  return { status: 'invalid', reason };
}

const UNREACHED = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'];

/** Whether no connection was made, as the error or its cause tells, so that nobody was told. */
export function isUnreached(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ('code' in error && UNREACHED.includes(String(error.code))) || isUnreached(error.cause);
}

/** Posts JSON; nothing of the answer but its status is looked at, nor is a redirect followed, as addresses are secrets. */
export async function post(
  url: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/json', 'user-agent': 'SmallCart', ...headers },
      body,
      signal: AbortSignal.timeout(CHANNEL_TIMEOUT),
    });
    await response.body?.cancel();
    return outcomeOf(response);
  } catch (error) {
    if (isUnreached(error)) return { status: 'refused', reason: 'It could not be reached.' };
    return { status: 'unknown', reason: 'It did not answer.' };
  }
}
