import { ApiError } from '../api/api-error.ts';
import { explain } from '../api/explain.ts';
import type { Tone } from '../ui/badge.tsx';

/** Why an incident was not acknowledged, and whether it may be worth another try. */
type AcknowledgeFailure = { tone: Tone; title: string; detail: string; again: boolean };

/** Puts a refusal into words for whoever followed a link. */
export function acknowledgeFailure(error: unknown): AcknowledgeFailure {
  const status = error instanceof ApiError ? error.status : undefined;
  switch (status) {
    case 400:
    case 403:
      return {
        ...{ tone: 'bad', again: false, title: 'This link acknowledges nothing' },
        detail: 'It is not as it was sent. Open it once more from the notification, whole.',
      };
    case 404:
      return {
        ...{ tone: 'bad', again: false, title: 'There is no such incident' },
        detail: 'It may be so old that it is no longer kept.',
      };
    case 409:
      return {
        ...{ tone: 'good', again: false, title: 'It is over already' },
        detail: 'Every alarm of the incident is over: there is nothing to acknowledge any more.',
      };
    default: {
      const { title, detail } = explain(error);
      return { tone: 'bad', again: true, title, detail };
    }
  }
}
