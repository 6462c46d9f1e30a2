import { AwsError } from '../aws/aws-error.ts';
import type { JsonObject } from '../aws/json.ts';
import type { Members } from '../aws/members.ts';
import { sqsError, sqsMembers } from './sqs-errors.ts';

const mostEntries = 10;

/** An entry of a batch request. */
export type BatchEntry = { readonly id: string; readonly input: JsonObject };

/** Reads `Entries`; AwsError for a batch that SQS refuses as a whole. */
export function readEntries(members: Members): readonly BatchEntry[] {
  const entries = (members.objects('Entries') ?? []).map((input) => ({
    id: sqsMembers(input).requiredString('Id'),
    input,
  }));
  if (entries.length === 0) throw sqsError('EmptyBatchRequest', 'There should be at least one entry in the request.');
  if (entries.length > mostEntries) {
    throw sqsError(
      'TooManyEntriesInBatchRequest',
      `Maximum number of entries per request are ${mostEntries}. You have sent ${entries.length}.`,
    );
  }
  const malformed = entries.find(({ id }) => !/^[\w-]{1,80}$/.test(id));
  if (malformed)
    throw sqsError(
      'InvalidBatchEntryId',
      'A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.',
    );
  const repeated = entries.find(({ id }, index) => entries.findIndex((entry) => entry.id === id) < index);
  if (repeated) throw sqsError('BatchEntryIdsNotDistinct', `Id ${repeated.id} repeated.`);
  return entries;
}

const isForNow = ({ statusCode }: AwsError): boolean => statusCode >= 500;

/** Does each entry by itself: what one refuses is its own failure. AwsError when none can be done for now, by the fault of the service. */
export function doEach(entries: readonly BatchEntry[], run: (entry: BatchEntry) => object | undefined) {
  const Successful: object[] = [];
  const Failed: object[] = [];
  const errors: AwsError[] = [];
  for (const entry of entries) {
    try {
      Successful.push({ Id: entry.id, ...run(entry) });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      errors.push(error);
      Failed.push({ Id: entry.id, SenderFault: !isForNow(error), Code: error.queryCode, Message: error.message });
    }
  }
  const [first] = errors;
  if (first && errors.length === entries.length && errors.every(isForNow)) throw first;
  return { Successful, Failed };
}
