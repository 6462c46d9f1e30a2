import { ApiError } from './api-error.ts';
import { waitInWords } from './wait-in-words.ts';

/** What a person is told about a failure. */
export type Explanation = { title: string; detail: string; requestId?: string };

function explainStatus(error: ApiError): Explanation {
  if (error.status === 0) return { title: 'No connection', detail: error.detail };
  if (error.status === 403) return { title: 'Not allowed', detail: 'Your account may not see this.' };
  if (error.status === 404) return { title: 'Not found', detail: 'It may have been removed, or the address is wrong.' };
  if (error.status === 429)
    return { title: 'Too many tries', detail: `Please wait, and try again ${waitInWords(error)}.` };
  if (error.status >= 500)
    return { title: 'Something went wrong on our side', detail: 'Please try again in a moment.' };
  return { title: error.title, detail: error.detail };
}

/** Turns any thrown value into words for a person: what happened, what to do, and the request id if there is one. */
export function explain(error: unknown): Explanation {
  if (!(error instanceof ApiError)) {
    return { title: 'Something went wrong', detail: 'This page failed unexpectedly. Reloading it usually helps.' };
  }
  return { ...explainStatus(error), ...(error.requestId && { requestId: error.requestId }) };
}
