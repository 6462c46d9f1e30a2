import type { TreatMissingData } from '../../monitoring/cloudwatch.ts';

export type Outcome = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA' | 'retain';

/**
 * What an evaluation must decide, by reasoning that the evaluator does not share: it tries every way the missing datapoints
 * could have turned out and keeps a state only when all agree; what stays open is settled by the documented rules for open
 * cases. Each of the newest N + 2 periods (newest first) breaches, does not, or is missing.
 */
export function alarmOracle(
  n: number,
  m: number,
  treat: TreatMissingData,
  newestFirst: readonly (boolean | undefined)[],
): Outcome {
  const newest = newestFirst.slice(0, n + 2);
  const known = newest.filter((breaches) => breaches !== undefined);
  const taken = known.slice(0, n);
  const open = n - taken.length;
  const worlds = Array.from({ length: 2 ** open }, (_, bits) => [
    ...taken,
    ...Array.from({ length: open }, (_, place) => ((bits >> place) & 1) === 1),
  ]);
  const alarmIn = (world: readonly boolean[]): boolean => world.filter(Boolean).length >= m;
  if (treat === 'breaching') return alarmIn(worlds.at(-1) ?? []) ? 'ALARM' : 'OK';
  if (treat === 'notBreaching') return alarmIn(worlds[0] ?? []) ? 'ALARM' : 'OK';
  if (worlds.every(alarmIn)) return 'ALARM';
  if (!worlds.some(alarmIn) || known.includes(false)) return 'OK';
  if (treat === 'ignore') return 'retain';
  const oldest = newest.length - [...newest].reverse().findIndex((breaches) => breaches !== undefined);
  return known.length > 0 && oldest >= m ? 'ALARM' : 'INSUFFICIENT_DATA';
}
