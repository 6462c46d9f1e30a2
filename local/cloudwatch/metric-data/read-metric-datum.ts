import { UNITS, type Unit } from '../../../monitoring/cloudwatch.ts';
import type { JsonObject } from '../../aws/json.ts';
import type { Members } from '../../aws/members.ts';
import { invalidValue } from '../errors.ts';
import type { MetricSample } from '../metric-store.ts';
import type { DimensionSet } from '../metrics/metric-identity.ts';
import { read, readTime, text } from '../read-input.ts';
import type { Faults } from './gather-faults.ts';
import { type Contribution, readContributions } from './read-contributions.ts';

const MAX_DIMENSIONS = 30;
const TWO_WEEKS = 14 * 86_400_000;
const TWO_HOURS = 2 * 3_600_000;

/** One MetricDatum, checked: whose samples it has, and which. */
export type MetricDatum = {
  readonly sample: Omit<MetricSample, 'value' | 'count'>;
  readonly contributions: readonly Contribution[];
};

/** What a datum is read for: the namespace of the request and the time it came, in epoch milliseconds. */
export type DatumContext = { readonly namespace: string; readonly now: number; readonly faults: Faults };

/** Reads a MetricDatum (API reference); `place` is where it stands, such as `MetricData.member.1.`. Undefined when its name or samples are wrong. */
export function readMetricDatum(datum: JsonObject, place: string, context: DatumContext): MetricDatum | undefined {
  const { namespace, now, faults } = context;
  const members = read(datum, place);
  const dimensions = readDatumDimensions(members, place, faults);
  const name = faults.attempt(() => asciiText(members.requiredString('MetricName'), `${place}MetricName`, 255));
  const timestamp = faults.attempt(() => readTimestamp(datum, place, now)) ?? now;
  const unit = faults.attempt(() => readDatumUnit(members, place)) ?? 'None';
  const storageResolution = faults.attempt(() => readResolution(members, place)) ?? 60;
  const contributions = readContributions(datum, place, faults);
  if (name === undefined) return undefined;
  return { sample: { namespace, name, dimensions, unit, timestamp, storageResolution }, contributions };
}

/** A text of 1 to `maxLength` ASCII characters; InvalidParameterValue otherwise. */
export function asciiText(value: string, place: string, maxLength: number): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are ASCII too.
  if (!/^[\x00-\x7f]*$/.test(value))
    throw invalidValue(`The value for parameter ${place} contains non-ASCII characters.`);
  return text(value, place, maxLength);
}

/** Reads Dimensions by API reference "Dimension": ASCII, not blank, names that do not begin with a colon and come once. */
function readDatumDimensions(members: Members, place: string, faults: Faults): DimensionSet {
  const entries = members.objects('Dimensions') ?? [];
  if (entries.length > MAX_DIMENSIONS) {
    faults.add(invalidValue(`The collection ${place}Dimensions must not have a size greater than ${MAX_DIMENSIONS}.`));
  }
  const dimensions = new Map<string, string>();
  for (const [index, entry] of entries.entries()) {
    const at = `${place}Dimensions.member.${index + 1}.`;
    const dimension = read(entry, at);
    const name = faults.attempt(() => dimensionName(dimension.requiredString('Name'), `${at}Name`));
    const value = faults.attempt(() => asciiText(dimension.requiredString('Value'), `${at}Value`, 1024));
    if (name === undefined || value === undefined) continue;
    if (dimensions.has(name)) faults.add(invalidValue('No metric may specify the same dimension name twice.'));
    dimensions.set(name, value);
  }
  return Object.fromEntries(dimensions);
}

function dimensionName(value: string, place: string): string {
  if (value.startsWith(':')) throw invalidValue(`The value ${value} for parameter ${place} is invalid.`);
  return asciiText(value, place, 255);
}

/** The same text tells of a time in the past and of one ahead. */
function readTimestamp(datum: JsonObject, place: string, now: number): number {
  const timestamp = readTime(datum, 'Timestamp') ?? now;
  if (timestamp >= now - TWO_WEEKS && timestamp <= now + TWO_HOURS) return timestamp;
  throw invalidValue(`The parameter ${place}Timestamp must specify a time within the past two weeks.`);
}

function readDatumUnit(members: Members, place: string): Unit | undefined {
  const text = members.string('Unit');
  const unit = UNITS.find((known) => known === text);
  if (unit === undefined && text !== undefined) {
    throw invalidValue(`The parameter ${place}Unit must be a value in the set [ ${UNITS.join(', ')} ].`);
  }
  return unit;
}

function readResolution(members: Members, place: string): 1 | 60 {
  const resolution = members.number('StorageResolution') ?? 60;
  if (resolution === 1 || resolution === 60) return resolution;
  throw invalidValue(`The parameter ${place}StorageResolution must be a value in the set [ 1, 60 ].`);
}
