import type { Cost } from '../../../../functions/ops/cost/cost-responses.ts';
import type { Tone } from '../../ui/badge.tsx';
import { formatNumber } from '../../ui/format-number.ts';
import { span } from '../incidents/incident-words.ts';
import { dollars } from './dollars.ts';

/** Below so much measured time, what is projected says nothing of a month. */
const LEAST = 6 * 3_600_000;

/** Below so much of a week, what is projected says little of a month. */
const ENOUGH = 24 * 3_600_000;

function measuredMs({ measured }: Pick<Cost, 'measured'>): number {
  return measured === undefined ? 0 : Date.parse(measured.to) - Date.parse(measured.from);
}

/** Whether too little time was measured for a month to be projected from it. */
export function tooEarly(cost: Pick<Cost, 'measured'>): boolean {
  return measuredMs(cost) < LEAST;
}

/** How the projected month stands to the budget, or to what was expected where there is none. */
export function verdictOf({ total, budget }: Pick<Cost, 'total' | 'budget'>): { tone: Tone; label: string } {
  const limit = budget ?? total.expected;
  if (total.projected <= limit)
    return { tone: 'good', label: budget === undefined ? 'As expected' : 'Within the budget' };
  const over = `${dollars(total.projected - limit)} above ${budget === undefined ? 'what was expected' : 'the budget'}`;
  return { tone: budget === undefined ? 'warn' : 'bad', label: over };
}

/** Of what time the projection is, in words, and whether that is too short to be relied on. */
export function measuredInWords({ measured, requests }: Pick<Cost, 'measured' | 'requests'>) {
  if (measured === undefined) return { text: 'Nothing has run yet, so this is what the settings expect.', short: true };
  const time = measuredMs({ measured });
  if (time < LEAST)
    return { text: `Too early to tell: measured for ${span(time)}. This is what the settings expect.`, short: true };
  const text = `${formatNumber(measured.requests)} requests in ${span(time)} come to ${formatNumber(requests.projected)} a month, the probe’s among them; the settings expect ${formatNumber(requests.expected)}.`;
  return { text, short: time < ENOUGH };
}
