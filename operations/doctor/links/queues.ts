import { GetQueueAttributesCommand, GetQueueUrlCommand, QueueDoesNotExist } from '@aws-sdk/client-sqs';
import { physicalName } from '../../../monitoring/physical-name.ts';
import type { Examination } from '../examination.ts';
import { type Finding, orOk, warning, wrong } from '../finding.ts';
import type { Link } from '../link.ts';
import { readMetrics } from '../read-metrics.ts';

/** Queues from which functions are invoked, and those of what could not be worked off, each with what is in it. */
const WORKED_OFF = ['orders', 'incidents'] as const;
const DEAD_LETTERS = {
  'orders-dead': 'Orders that could not be shipped are there',
  'incidents-dead': 'Alarms of which no incident could be made are there',
  'outbox-failures': 'Places in the table’s stream that the outbox gave up are there',
} as const;

/** A queue as SQS has it; the age is that of its oldest message, in seconds. */
export type QueueFacts = { readonly name: string; readonly messages: number; readonly age: number };

/** So old is no message that is being worked off, in seconds. */
const OLDEST = 10 * 60;

/** What is wrong with a queue that a function works off. */
export function backlogFindings({ name, messages, age }: QueueFacts): readonly Finding[] {
  if (messages === 0 || age <= OLDEST) return [];
  const seen = `${messages} ${messages === 1 ? 'message waits' : 'messages wait'} in ${name}, the oldest for ${Math.round(age / 60)} minutes.`;
  return [
    warning(seen, 'See whether its function fails (its log group, level ERROR) or is not invoked (event-sources).'),
  ];
}

/** What is wrong when something is in a queue of what could not be worked off. */
export function deadLetterFindings({ name, messages }: QueueFacts, meaning: string): readonly Finding[] {
  if (messages === 0) return [];
  const seen = `${meaning}: ${messages} in ${name}.`;
  return [
    wrong(
      seen,
      'Find out why in the log of the function, mend that, then start a redrive of the queue (sqs:StartMessageMoveTask).',
    ),
  ];
}

async function depth({ ask, stage }: Examination, id: string): Promise<number | undefined> {
  const QueueName = physicalName(stage, id);
  try {
    const url = await ask('sqs:GetQueueUrl', ({ sqs }) => sqs.send(new GetQueueUrlCommand({ QueueName })));
    const { QueueUrl } = url;
    const AttributeNames = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
    const { Attributes = {} } = await ask('sqs:GetQueueAttributes', ({ sqs }) =>
      sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...AttributeNames] })),
    );
    return AttributeNames.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0);
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
    const { stage } = examination;
    const ageOf = await ages(examination, WORKED_OFF);
    const look = async (id: string, judge: (facts: QueueFacts) => readonly Finding[]): Promise<readonly Finding[]> => {
      const name = physicalName(stage, id);
      const messages = await depth(examination, id);
      if (messages === undefined) return [wrong(`There is no queue ${name}.`, 'Deploy the stage again.')];
      return judge({ name, messages, age: ageOf(id) });
    };
    const findings = await Promise.all([
      ...WORKED_OFF.map((id) => look(id, backlogFindings)),
      ...Object.entries(DEAD_LETTERS).map(([id, meaning]) => look(id, (facts) => deadLetterFindings(facts, meaning))),
    ]);
    return orOk(findings.flat(), 'Nothing waits for long, and nothing was given up.');
  },
};
