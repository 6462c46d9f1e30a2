import type { FunctionUsages } from '../../monitoring/measured-traffic.ts';
import type { AwsService } from '../aws/aws-service.ts';
import type { RecordMetric } from '../aws/record-metric.ts';
import type { Clock } from '../clock.ts';
import { chargesOf } from './charges.ts';
import { addUsage, readUsage } from './usage.ts';

export type BillingOptions = {
  readonly clock: Pick<Clock, 'now' | 'at' | 'every'>;
  readonly cloudwatch: AwsService;
  readonly record: RecordMetric;
  /** How many times what is due is billed; once unless a fault says otherwise. */
  readonly factor: () => number;
};

/** How often AWS adds charges up ("Create a billing alarm": several times a day), in milliseconds. */
const EVERY = 6 * 3_600_000;
/** Until what stood before the start is told, in milliseconds. */
const SOON = 60_000;

type Account = { readonly month: number; readonly until: number; readonly usage: FunctionUsages };

/** The month whose charges stand at a time: at its very end a month is not over yet. */
function monthOf(time: number): { readonly start: number; readonly end: number } {
  const date = new Date(time - 1);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  return { start: Date.UTC(year, month), end: Date.UTC(year, month + 1) };
}

/**
 * AWS Billing's metric: four times a day what was charged since the month began (UTC), by what CloudWatch knows of what has run.
 * A start adds the month up anew, to the last of those times: a report between them would make a pace of a few minutes. What a fault bills in excess is credited as soon as it is off. Gives the
 * cancellation.
 */
export function startBilling({ clock, cloudwatch, record, factor }: BillingOptions): () => void {
  let account: Account | undefined;

  async function addUp(now: number): Promise<{ readonly value: number; readonly account: Account }> {
    const { start, end } = monthOf(now);
    const known = account?.month === start ? account : undefined;
    const before: FunctionUsages = known?.usage ?? new Map();
    const since = known?.until ?? start;
    const usage = addUsage(before, await readUsage(cloudwatch, since, now));
    const due = chargesOf(usage, (now - start) / (end - start));
    return { value: due * factor(), account: { month: start, until: now, usage } };
  }

  function tell(timestamp: number, charged: number): void {
    const value = Math.round(charged * 10_000) / 10_000;
    const dimensions = { Currency: 'USD' };
    record({ namespace: 'AWS/Billing', name: 'EstimatedCharges', dimensions, unit: 'None', timestamp, value });
  }

  async function report(time: number): Promise<void> {
    const added = await addUp(time);
    account = added.account;
    tell(time, added.value);
  }

  const last = Math.floor(clock.now() / EVERY) * EVERY;
  const cancels = [
    clock.at(clock.now() + SOON, async () => (account === undefined ? report(last) : undefined)),
    clock.every(EVERY, report),
  ];
  return () => {
    for (const cancel of cancels) cancel();
  };
}
