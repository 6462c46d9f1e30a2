import type { BillChange } from '../bill/compare-bills.ts';
import type { Change } from './target.ts';

/** What a deployment would do, and what that does to the month's bill, in US dollars. */
export type Plan = {
  readonly version: string;
  readonly stage: string;
  /** The release that serves, if one does. */
  readonly previousVersion: string | undefined;
  readonly changes: readonly Change[];
  /** Undefined where a release cannot tell one. */
  readonly bill: {
    readonly before: number | undefined;
    readonly after: number | undefined;
    readonly lines: readonly BillChange[];
  };
};

const WORDS = { add: 'Added', change: 'Changed', remove: 'Removed' } as const satisfies Record<
  Change['action'],
  string
>;

const dollars = (amount: number | undefined): string => (amount === undefined ? 'unknown' : `$${amount.toFixed(2)}`);

function difference(before: number, after: number): string {
  const cents = Math.round(after * 100) - Math.round(before * 100);
  return cents === 0 ? 'no change' : `${cents > 0 ? '+' : '-'}$${(Math.abs(cents) / 100).toFixed(2)}`;
}

function groupLines(changes: readonly Change[], action: Change['action']): readonly string[] {
  const group = changes.filter((change) => change.action === action);
  if (group.length === 0) return [`${WORDS[action]}: nothing`];
  const named = group.filter(({ versionAlone }) => versionAlone === undefined);
  const unnamed = group.length - named.length;
  const summary =
    unnamed === 0 ? [] : [`  ${unnamed} ${unnamed === 1 ? 'function' : 'functions'}, by the version alone`];
  const lines = named.map(({ type, name }) => `  ${type}  ${name}`).sort();
  return [`${WORDS[action]}: ${group.length}`, ...summary, ...lines];
}

function billLines({ before, after, lines }: Plan['bill']): readonly string[] {
  const by = before === undefined || after === undefined ? '' : ` (${difference(before, after)})`;
  const changed = lines.map((line) => `  ${line.item}  ${dollars(line.before)} → ${dollars(line.after)}`);
  return [`Monthly bill: ${dollars(before)} → ${dollars(after)}${by}`, ...changed];
}

/** The plan as an operator reads it. */
export function planText({ version, stage, previousVersion, changes, bill }: Plan): string {
  const instead = previousVersion === undefined ? '' : ` in place of ${previousVersion}`;
  return [
    `Plan for ${version} on stage ${stage}${instead}; nothing has been changed.`,
    '',
    ...(['add', 'change', 'remove'] as const).flatMap((action) => groupLines(changes, action)),
    '',
    ...billLines(bill),
  ].join('\n');
}
