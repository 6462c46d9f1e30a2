import { createTimeLimit, type TimeBudget } from './insights/time-limit.ts';
import { invalidParameter } from './log-errors.ts';
import type { StoredLogEvent } from './log-store.ts';

/** Lines that are matched at a stretch. */
const AT_ONCE = 500;

/** What may take for ever: regular expressions, and texts with many wildcards. */
const PATTERNS = /[%*]/;

/** The error is no Error of this realm. */
const isTimeout = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';

/** How lines are matched against a filter pattern: each of them, or InvalidParameterException when that takes too long. */
function matcher(pattern: string, matches: (message: string) => boolean, budget?: TimeBudget) {
  const matchAll = (events: readonly StoredLogEvent[]): readonly boolean[] =>
    events.map(({ message }) => matches(message));
  if (!PATTERNS.test(pattern)) return matchAll;
  const limited = createTimeLimit(budget);
  return (events: readonly StoredLogEvent[]): readonly boolean[] => {
    let matched: readonly boolean[] = [];
    try {
      limited(() => {
        matched = matchAll(events);
      });
    } catch (error) {
      throw isTimeout(error) ? invalidParameter('Invalid filter pattern: to match it takes too long.') : error;
    }
    return matched;
  };
}

/** Says of events, in their order, which a filter pattern matches; InvalidParameterException when that takes too long. */
export function* matchLines(
  events: Iterable<StoredLogEvent>,
  pattern: string,
  matches: (message: string) => boolean,
  budget?: TimeBudget,
): Iterable<{ readonly event: StoredLogEvent; readonly matched: boolean }> {
  const matchedOf = matcher(pattern, matches, budget);
  const judge = (some: readonly StoredLogEvent[]) => {
    const matched = matchedOf(some);
    return some.map((event, index) => ({ event, matched: matched[index] === true }));
  };
  let waiting: StoredLogEvent[] = [];
  for (const event of events) {
    waiting.push(event);
    if (waiting.length < AT_ONCE) continue;
    yield* judge(waiting);
    waiting = [];
  }
  yield* judge(waiting);
}
