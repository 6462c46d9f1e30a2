import { validationError } from '../errors.ts';

const HIGH_RESOLUTION_PERIODS = [1, 5, 10, 20, 30];
/** The API has periods as integers of 32 bits. */
const LONGEST = 2 ** 31 - 1;

/** Whether so many seconds can be a period: 1, 5, 10, 20, 30 or a multiple of 60. */
export function isPeriod(seconds: number): boolean {
  return seconds > 0 && seconds <= LONGEST && (HIGH_RESOLUTION_PERIODS.includes(seconds) || seconds % 60 === 0);
}

/** A period in milliseconds; ValidationError for what can be none. */
export function periodMs(seconds: number, place: string): number {
  if (isPeriod(seconds)) return seconds * 1000;
  throw validationError(`The value ${seconds} for parameter ${place} must be 1, 5, 10, 20, 30 or a multiple of 60.`);
}
