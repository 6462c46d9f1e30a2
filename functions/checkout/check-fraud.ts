import type { Line } from '../lib/emit.ts';
import type { Attempt } from '../lib/idempotency.ts';
import { Problem } from '../lib/problem.ts';
import { inSubsegment } from '../lib/tracing.ts';
import { alertsFor, type FraudAlert, isBlocked } from './fraud.ts';
import { countTry } from './velocity.ts';

/** Counts the alerts of one checkout. */
export function countAlerts(alerts: readonly FraudAlert[], line: Line): void {
  for (const alert of alerts) line.emit('fraudAlerts', 1, alert);
}

/** What asks for a person's look so far; 403 when a rule forbids the order, which counts once however often it is tried again. */
export async function checkFraud(
  attempt: Attempt,
  totalCents: number,
  { now, line }: { readonly now: number; readonly line: Line },
): Promise<readonly FraudAlert[]> {
  const { alerts, repeated } = await inSubsegment('fraud rules', async (span) => {
    const { tried, repeated } = await countTry(attempt, now);
    const alerts = alertsFor({ totalCents, tried });
    span.annotate({ outcome: isBlocked(alerts) ? 'block' : alerts.length > 0 ? 'review' : 'passed' });
    return { alerts, repeated };
  });
  if (!isBlocked(alerts)) return alerts;
  if (!repeated) countAlerts(alerts, line);
  throw new Problem(403, 'This order cannot be placed online. Please contact us.', { code: 'fraud-blocked' });
}
