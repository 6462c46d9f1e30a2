import { ApiError } from '../api/api-error.ts';
import { type Explanation, explain } from '../api/explain.ts';

const AGAIN = 'Try again: a deposit that went through is not made a second time.';

/** Explains a failed deposit; each answer says whether money moved. */
export function depositFailure(error: unknown): Explanation {
  if (!(error instanceof ApiError)) return explain(error);
  switch (error.status) {
    case 0:
      return { title: 'No connection', detail: `The answer did not arrive. ${AGAIN}` };
    case 402:
      return { title: 'Your card was declined', detail: 'You were not charged. Please use another card.' };
    case 409:
      if (error.is('repeated') || error.type.includes('idempotency')) {
        const words =
          'An earlier try with other details has been taken up. Please look whether it is in the list below.';
        return { title: 'This deposit may be made already', detail: words };
      }
      return { title: 'This deposit was not made', detail: `${error.detail} You were not charged.` };
    case 504:
      return { title: 'The payment took too long', detail: 'You were not charged. Please try again.' };
    default:
      return error.status >= 500 ? { title: 'Something went wrong on our side', detail: AGAIN } : explain(error);
  }
}
