import { AwsError } from '../aws/aws-error.ts';
import { parseJsonObject } from '../aws/json.ts';
import { invalidParameterValue } from './sqs-errors.ts';

/** What can be set of a queue; times in seconds, sizes in bytes. */
export type QueueSettings = {
  readonly VisibilityTimeout: number;
  readonly MessageRetentionPeriod: number;
  readonly DelaySeconds: number;
  readonly ReceiveMessageWaitTimeSeconds: number;
  readonly MaximumMessageSize: number;
  readonly redrive?: RedrivePolicy;
};

export type RedrivePolicy = { readonly deadLetterTargetArn: string; readonly maxReceiveCount: number };

/** Defaults of "SetQueueAttributes". */
export const defaultSettings: QueueSettings = {
  VisibilityTimeout: 30,
  MessageRetentionPeriod: 345_600,
  DelaySeconds: 0,
  ReceiveMessageWaitTimeSeconds: 0,
  MaximumMessageSize: 1_048_576,
};

/** Bounds of "SetQueueAttributes". */
const bounds = {
  VisibilityTimeout: [0, 43_200],
  MessageRetentionPeriod: [60, 1_209_600],
  DelaySeconds: [0, 900],
  ReceiveMessageWaitTimeSeconds: [0, 20],
  MaximumMessageSize: [1_024, 1_048_576],
} as const;

type Numeric = keyof typeof bounds;

/** Accepted and of no effect here: nothing is encrypted and nobody is kept out. */
const ignored: ReadonlySet<string> = new Set([
  'Policy',
  'RedriveAllowPolicy',
  'KmsMasterKeyId',
  'KmsDataKeyReusePeriodSeconds',
  'SqsManagedSseEnabled',
]);

const isNumeric = (name: string): name is Numeric => Object.hasOwn(bounds, name);

/** The settings after changes, as text on the wire; InvalidAttributeName or InvalidAttributeValue in AWS's words. */
export function changeSettings(
  settings: QueueSettings,
  changes: Readonly<Record<string, string>>,
  queueExists: (arn: string) => boolean,
): QueueSettings {
  let changed = settings;
  for (const [name, value] of Object.entries(changes)) {
    if (name === 'RedrivePolicy') changed = withRedrive(changed, value, queueExists);
    else if (isNumeric(name)) changed = { ...changed, [name]: readNumber(name, value) };
    else if (name === 'FifoQueue')
      throw new AwsError('UnsupportedOperation', 'FIFO queues are not served by the embedded cloud.');
    else if (!ignored.has(name)) throw unknownAttribute(name);
  }
  return changed;
}

export function unknownAttribute(name: string): AwsError {
  return new AwsError('InvalidAttributeName', `Unknown Attribute ${name}.`);
}

function readNumber(name: Numeric, text: string): number {
  const [lowest, highest] = bounds[name];
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= lowest && value <= highest) return value;
  throw new AwsError('InvalidAttributeValue', `Invalid value for the parameter ${name}.`);
}

function withRedrive(settings: QueueSettings, text: string, queueExists: (arn: string) => boolean): QueueSettings {
  const { redrive: _, ...without } = settings;
  if (text === '') return without;
  const { deadLetterTargetArn, maxReceiveCount } = parseJsonObject(text) ?? {};
  const receives = Number(maxReceiveCount);
  const refuse = (reason: string) =>
    invalidParameterValue(`Value ${text} for parameter RedrivePolicy is invalid. Reason: ${reason}`);
  if (typeof deadLetterTargetArn !== 'string')
    throw refuse('Redrive policy does not contain mandatory attribute: deadLetterTargetArn.');
  if (!Number.isInteger(receives) || receives < 1 || receives > 1_000)
    throw refuse('Invalid value for maxReceiveCount; it must be from 1 to 1000.');
  if (!queueExists(deadLetterTargetArn)) throw refuse('Dead letter target does not exist.');
  return { ...without, redrive: { deadLetterTargetArn, maxReceiveCount: receives } };
}

/** The settings as text on the wire. */
export function settingsText({ redrive, ...numbers }: QueueSettings): Record<string, string> {
  const texts = Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, String(value)]));
  return redrive ? { ...texts, RedrivePolicy: JSON.stringify(redrive) } : texts;
}
