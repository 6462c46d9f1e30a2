import type { Operation, OperationContext } from '../../aws/aws-service.ts';
import type { JsonObject } from '../../aws/json.ts';
import type { Members } from '../../aws/members.ts';
import { invalidValue, missingParameter, requestTooLarge } from '../errors.ts';
import { type EntityFault, entityFault } from '../metric-data/entity-fault.ts';
import { gatherFaults } from '../metric-data/gather-faults.ts';
import type { Contribution } from '../metric-data/read-contributions.ts';
import { asciiText, type MetricDatum, readMetricDatum } from '../metric-data/read-metric-datum.ts';
import type { MetricStore } from '../metric-store.ts';
import { read } from '../read-input.ts';

const MAX_DATA = 1000;
const MAX_ENTITIES = 2;
/** A request may have 1 MB as it is sent, compressed or not. */
const MAX_BYTES = 2 ** 20;

/** A datum and where it stands in the request. */
type Placed = { readonly datum: JsonObject; readonly place: string };

/** PutMetricData: all data of a request is taken, or none of it, and all that is wrong is told at once. Entities are checked; nothing here reads them. */
export function putMetricData(metrics: MetricStore): Operation {
  return (input, context) => {
    checkSize(context.bodyBytes);
    const members = read(input);
    const placed = [...placeData(members, ''), ...entityData(members)];
    const fault = findEntityFault(members);
    const data = readData(members, placed, fault, context);
    for (const { sample, contributions } of data) for (const each of contributions) contribute(metrics, sample, each);
    if (fault !== undefined) context.setHeader?.('x-amzn-failure-message', fault);
    return {};
  };
}

function checkSize(bytes: number | undefined): void {
  if (bytes !== undefined && bytes > MAX_BYTES) throw requestTooLarge(bytes, MAX_BYTES);
}

function placeData(members: Members, prefix: string): Placed[] {
  const data = members.objects('MetricData') ?? [];
  return data.map((datum, index) => ({ datum, place: `${prefix}MetricData.member.${index + 1}.` }));
}

function entityData(members: Members): Placed[] {
  const entities = members.objects('EntityMetricData') ?? [];
  return entities.flatMap((entity, index) => {
    const place = `EntityMetricData.member.${index + 1}.`;
    return placeData(read(entity, place), place);
  });
}

function findEntityFault(members: Members): EntityFault | undefined {
  const entities = members.objects('EntityMetricData') ?? [];
  if (entities.length > MAX_ENTITIES) return 'EntitySizeTooLarge';
  return entities.map(({ Entity }) => entityFault(Entity)).find((fault) => fault !== undefined);
}

function readData(
  members: Members,
  placed: readonly Placed[],
  entity: EntityFault | undefined,
  { now }: OperationContext,
): MetricDatum[] {
  const faults = gatherFaults();
  const namespace = faults.attempt(() => readNamespace(members)) ?? '';
  if (placed.length === 0) faults.add(missingParameter('MetricData'));
  if (placed.length > MAX_DATA)
    faults.add(invalidValue(`The collection MetricData must not have a size greater than ${MAX_DATA}.`));
  const strict = faults.attempt(() => readStrictness(members));
  if (strict === true && entity !== undefined)
    faults.add(invalidValue(`The parameter EntityMetricData is invalid: ${entity}.`));
  const checked = placed.slice(0, MAX_DATA);
  const data = checked.map(({ datum, place }) => readMetricDatum(datum, place, { namespace, now, faults }));
  faults.raise();
  return data.filter((datum) => datum !== undefined);
}

function readStrictness(members: Members): boolean | undefined {
  const strict = members.boolean('StrictEntityValidation');
  if (strict === undefined && (members.objects('EntityMetricData') ?? []).length > 0)
    throw missingParameter('StrictEntityValidation');
  return strict;
}

/** ASCII without control characters, not beginning with a colon; the services' own begin with `AWS/`. */
function readNamespace(members: Members): string {
  const namespace = asciiText(members.requiredString('Namespace'), 'Namespace', 255);
  if (namespace.startsWith('AWS/')) throw invalidValue('The value AWS/ for parameter Namespace is invalid.');
  if (/^[^:][ -~]*$/.test(namespace)) return namespace;
  throw invalidValue(`The value ${namespace} for parameter Namespace is invalid.`);
}

function contribute(metrics: MetricStore, sample: MetricDatum['sample'], contribution: Contribution): void {
  switch (contribution.kind) {
    case 'value':
      metrics.record({ ...sample, value: contribution.value, count: contribution.count });
      return;
    case 'statistics':
      metrics.recordStatistics({ ...sample, statistics: contribution.statistics });
      return;
    default:
      contribution satisfies never;
  }
}
