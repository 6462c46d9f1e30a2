import { parseCron } from '../scheduler/cron.ts';
import { parseRate } from '../scheduler/scheduler.ts';

/** The first time a rule is due later than `after`, for a rule made at `created`; undefined when it never is again. */
export type RuleSchedule = (after: number, created: number) => number | undefined;

/**
 * Reads `rate(5 minutes)`, counted from when the rule was made, or `cron(0 6 * * ? *)` in UTC, one of whose day fields must
 * be `?` ("Setting a schedule pattern for scheduled rules"); throws RangeError for anything else.
 */
export function parseRuleSchedule(expression: string): RuleSchedule {
  const interval = parseRate(expression);
  if (interval !== undefined) {
    return (after, created) => created + (Math.floor(Math.max(after - created, 0) / interval) + 1) * interval;
  }
  const [, fields] = /^cron\((.+)\)$/.exec(expression) ?? [];
  if (fields === undefined) throw new RangeError(`"${expression}" is neither a rate nor a cron expression.`);
  const [, , days, , weekdays] = fields.trim().split(/\s+/);
  if ((days === '?') === (weekdays === '?')) throw new RangeError('Exactly one of the two day fields must be ?.');
  return parseCron(fields);
}
