import { createHash } from 'node:crypto';
import type { MappingSwitch } from '../event-sources/mapping-switch.ts';

/** What invokes a function with batches of a queue's messages or of a stream's records. */
export type EventSourceMapping = {
  readonly functionName: string;
  readonly functionArn: string;
  readonly eventSourceArn: string;
  readonly batchSize: number;
  /** Of a stream. */
  readonly stream?: { readonly maximumRetryAttempts: number; readonly filter: object; readonly onFailureArn: string };
  readonly enabling: Pick<MappingSwitch, 'isEnabled' | 'set'>;
  /** Virtual epoch milliseconds. */
  readonly lastModified: number;
};

/** The id of a mapping, the same at every start. */
export function uuidOf({ functionName, eventSourceArn }: EventSourceMapping): string {
  const digits = createHash('sha256').update(`${functionName}\n${eventSourceArn}`).digest('hex');
  return digits.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** API reference "EventSourceMappingConfiguration". */
export function eventSourceMappingConfiguration(mapping: EventSourceMapping) {
  const { functionArn, eventSourceArn, batchSize, stream, enabling, lastModified } = mapping;
  const ofStream = stream && {
    StartingPosition: 'TRIM_HORIZON',
    BisectBatchOnFunctionError: true,
    MaximumRetryAttempts: stream.maximumRetryAttempts,
    FilterCriteria: { Filters: [{ Pattern: JSON.stringify(stream.filter) }] },
    DestinationConfig: { OnFailure: { Destination: stream.onFailureArn } },
  };
  return {
    ...{ UUID: uuidOf(mapping), FunctionArn: functionArn, EventSourceArn: eventSourceArn, BatchSize: batchSize },
    ...{
      State: enabling.isEnabled() ? 'Enabled' : 'Disabled',
      StateTransitionReason: stream ? 'User action' : 'USER_INITIATED',
      LastModified: lastModified / 1000,
    },
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    ...ofStream,
  };
}
