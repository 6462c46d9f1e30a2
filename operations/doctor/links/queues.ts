import { GetQueueAttributesCommand, GetQueueUrlCommand, QueueDoesNotExist } from '@aws-sdk/client-sqs';
import { physicalName } from '../../../monitoring/physical-name.ts';
import { type AwsAccess, awsAccess } from '../../aws-access.ts';
import type { Examination } from '../examination.ts';
import { type Finding, orOk, warning, wrong } from '../finding.ts';
import type { Link } from '../link.ts';
import { readMetrics } from '../read-metrics.ts';

/** Queues from which functions are invoked, and those of what could not be worked off, each with what is in it. */
const WORKED_OFF = ['orders', 'incidents'] as const;
const DEAD_LETTERS = {
  'orders-dead': { meaning: 'Orders that could not be shipped are there', remedy: sendBack },
  'incidents-dead': { meaning: 'Alarms of which no incident could be made are there', remedy: sendBack },
  'outbox-failures': { meaning: 'Places in the table’s stream that the outbox gave up are there', remedy: readAgain },
} as const;

/** What is to be done about a dead-letter queue of a queue; messages of others SQS cannot send back. */
export function sendBack({ arn }: Pick<QueueFacts, 'arn'>, { endpoint, region }: AwsAccess): string {
  const here = endpoint && region ? ` --region ${region} --endpoint-url ${endpoint} (with any credentials)` : '';
  return `Find out why in the log of the function, mend that, then send it back: aws sqs start-message-move-task --source-arn ${arn}${here}`;
}

function readAgain(): string {
  return 'Find out why in the log of the outbox and mend that: each message names a place in the table’s stream, which has its events for 24 hours. When they are dealt with, delete the message.';
}

/** A queue as SQS has it; the age is that of its oldest message, in seconds. */
export type QueueFacts = {
  readonly name: string;
  readonly arn: string;
  readonly messages: number;
  readonly age: number;
};

/** So old is no message that is being worked off, in seconds. */
const OLDEST = 10 * 60;

/** What is wrong with a queue that a function works off. */
export function backlogFindings({ name, messages, age }: Omit<QueueFacts, 'arn'>): readonly Finding[] {
  if (messages === 0 || age <= OLDEST) return [];
  const seen = `${messages} ${messages === 1 ? 'message waits' : 'messages wait'} in ${name}, the oldest for ${Math.round(age / 60)} minutes.`;
  return [
    warning(seen, 'See whether its function fails (its log group, level ERROR) or is not invoked (event-sources).'),
  ];
}

/** What is wrong when something is in a queue of what could not be worked off. */
export function deadLetterFindings(
  { name, messages }: Pick<QueueFacts, 'name' | 'messages'>,
  meaning: string,
  remedy: string,
): readonly Finding[] {
  return messages === 0 ? [] : [wrong(`${meaning}: ${messages} in ${name}.`, remedy)];
}

async function read(
  { ask, stage }: Examination,
  id: string,
): Promise<Pick<QueueFacts, 'arn' | 'messages'> | undefined> {
  const QueueName = physicalName(stage, id);
  try {
    const url = await ask('sqs:GetQueueUrl', ({ sqs }) => sqs.send(new GetQueueUrlCommand({ QueueName })));
    const { QueueUrl } = url;
    const AttributeNames = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
    const { Attributes = {} } = await ask('sqs:GetQueueAttributes', ({ sqs }) =>
      sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn', ...AttributeNames] })),
    );
    const messages = AttributeNames.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0);
    return { arn: Attributes.QueueArn ?? '', messages };
  } catch (error) {
    if (error instanceof Error && error.cause instanceof QueueDoesNotExist) return undefined;
    throw error;
  }
}

/** How long the oldest message has waited, by the newest datapoints of SQS's own metrics. */
async function ages(examination: Examination, ids: readonly string[]): Promise<(id: string) => number> {
  const found = await readMetrics(
    examination,
    ids.map((id) => ({
      metric: {
        Namespace: 'AWS/SQS',
        MetricName: 'ApproximateAgeOfOldestMessage',
        Dimensions: [{ Name: 'QueueName', Value: physicalName(examination.stage, id) }],
      },
      stat: 'Maximum',
    })),
    examination.freshness,
  );
  return (id) => found[ids.indexOf(id)]?.newest?.value ?? 0;
}

/** What waits in the queues, and what was given up. */
export const queues: Link = {
  name: 'queues',
  examine: async (examination) => {
    const { stage, place } = examination;
    const ageOf = await ages(examination, WORKED_OFF);
    const look = async (id: string, judge: (facts: QueueFacts) => readonly Finding[]): Promise<readonly Finding[]> => {
      const name = physicalName(stage, id);
      const facts = await read(examination, id);
      if (!facts) return [wrong(`There is no queue ${name}.`, 'Deploy the stage again.')];
      return judge({ name, ...facts, age: ageOf(id) });
    };
    const findings = await Promise.all([
      ...WORKED_OFF.map((id) => look(id, backlogFindings)),
      ...Object.entries(DEAD_LETTERS).map(([id, { meaning, remedy }]) =>
        look(id, (facts) => deadLetterFindings(facts, meaning, remedy(facts, awsAccess(place)))),
      ),
    ]);
    return orOk(findings.flat(), 'Nothing waits for long, and nothing was given up.');
  },
};
