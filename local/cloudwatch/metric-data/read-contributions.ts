import type { JsonObject, JsonValue } from '../../aws/json.ts';
import type { Members } from '../../aws/members.ts';
import { invalidCombination, invalidValue, missingParameter } from '../errors.ts';
import type { StatisticSet } from '../metrics/distribution.ts';
import { isSet, read } from '../read-input.ts';
import type { Faults } from './gather-faults.ts';

const MAX_VALUES = 150;
/** Values lie within ±2^360 (API reference "MetricDatum"). */
const LARGEST_VALUE = 2 ** 360;

/** What a MetricDatum adds to its metric. */
export type Contribution =
  | { readonly kind: 'value'; readonly value: number; readonly count: number }
  | { readonly kind: 'statistics'; readonly statistics: StatisticSet };

/**
 * Reads Value, Values with Counts, or StatisticValues. Value goes with neither of the others; Values and StatisticValues
 * together are both taken, as CloudWatch does.
 */
export function readContributions(datum: JsonObject, place: string, faults: Faults): Contribution[] {
  const members = read(datum, place);
  const has = (member: string): boolean => isSet(datum[member]);
  if (!['Value', 'Values', 'StatisticValues'].some(has)) faults.add(nothingGiven(place));
  for (const other of ['Values', 'StatisticValues'])
    if (has('Value') && has(other)) faults.add(bothGiven(place, other));
  const value = has('Value') && faults.attempt(() => checked(datum.Value, `${place}Value`));
  const set = has('StatisticValues') && readStatisticSet(members, `${place}StatisticValues.`, faults);
  return [
    ...(typeof value === 'number' ? [{ kind: 'value' as const, value, count: 1 }] : []),
    ...(has('Values') || has('Counts') ? readValues(members, place, faults) : []),
    ...(set ? [{ kind: 'statistics' as const, statistics: set }] : []),
  ];
}

function nothingGiven(place: string) {
  return invalidCombination(
    `At least one of the parameters ${place}Value, ${place}Values and ${place}StatisticValues must be specified.`,
  );
}

function bothGiven(place: string, other: string) {
  return invalidCombination(
    `The parameters ${place}Value and ${place}${other} are mutually exclusive and you have specified both.`,
  );
}

function readValues(members: Members, place: string, faults: Faults): Contribution[] {
  const values = numbers(members.list('Values') ?? [], `${place}Values`, faults);
  const counts = members.list('Counts') ?? [];
  const weights = counts.length > 0 ? numbers(counts, `${place}Counts`, faults) : undefined;
  if (values.length > MAX_VALUES) {
    faults.add(invalidValue(`The collection ${place}Values must not have a size greater than ${MAX_VALUES}.`));
  }
  if (weights !== undefined && weights.length !== values.length) {
    faults.add(invalidValue(`The parameters ${place}Values and ${place}Counts must be of the same size.`));
  }
  weights?.forEach((weight, index) => {
    if (weight <= 0) faults.add(notPositive(`${place}Counts.member.${index + 1}`));
  });
  return values.map((value, index) => ({ kind: 'value', value, count: weights?.[index] ?? 1 }));
}

function readStatisticSet(members: Members, place: string, faults: Faults): StatisticSet | undefined {
  const set = members.object('StatisticValues') ?? {};
  const number = (member: string) => faults.attempt(() => checked(set[member], `${place}${member}`));
  const maximum = number('Maximum');
  const minimum = number('Minimum');
  const count = number('SampleCount');
  const sum = number('Sum');
  if (maximum === undefined || minimum === undefined || count === undefined || sum === undefined) return undefined;
  if (count <= 0) faults.add(notPositive(`${place}SampleCount`));
  if (maximum < minimum) {
    faults.add(invalidValue(`The parameter ${place}Maximum must be greater than ${place}Minimum.`));
  }
  return { count, sum, minimum, maximum };
}

function numbers(list: readonly JsonValue[], place: string, faults: Faults): number[] {
  return list.map((value, index) => faults.attempt(() => checked(value, `${place}.member.${index + 1}`)) ?? 1);
}

function notPositive(place: string) {
  return invalidValue(`The parameter ${place} must be greater than 0.`);
}

/** JSON clients send NaN and Infinity as texts. */
function checked(value: JsonValue | undefined, place: string): number {
  if (value === undefined || value === null) throw missingParameter(place);
  if (typeof value === 'number' && Math.abs(value) <= LARGEST_VALUE) return value;
  throw invalidValue(`The value ${String(value)} for parameter ${place} is invalid.`);
}
