import type { Grounds } from '../lib/incidents/incident.ts';

/** The first datapoint of a state's reason: `[5.0 (21/11/26 09:00:00), …]`, the latest one. */
const VALUE = /datapoints? \[(-?[\d.]+(?:E-?\d+)?) \(/;
/** `the threshold (3.0)`, or the latest end of a band: `thresholds [3.0, …]`. */
const THRESHOLD = /thresholds? [([](-?[\d.]+(?:E-?\d+)?)[)\],]/;
const LONGEST_REASON = 500;

function number(match: RegExpExecArray | null): number | undefined {
  const value = match === null ? Number.NaN : Number(match[1]);
  return Number.isNaN(value) ? undefined : value;
}

/** What a state's reason says of value and threshold; neither for a composite alarm's. */
export function groundsOf(reason: string): Grounds {
  const value = number(VALUE.exec(reason));
  const threshold = number(THRESHOLD.exec(reason));
  return {
    reason: reason.slice(0, LONGEST_REASON),
    ...(value === undefined ? {} : { value }),
    ...(threshold === undefined ? {} : { threshold }),
  };
}
