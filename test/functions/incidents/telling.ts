import { afterAll, beforeAll, beforeEach } from 'vitest';
import { handler as dispatch } from '../../../functions/dispatch/handler.ts';
import { handler } from '../../../functions/incidents/handler.ts';
import { pages } from '../../../functions/lib/entities/page.ts';
import { listIncidents, pagesAbout, pagesDue } from '../../../functions/lib/incidents/incident-store.ts';
import { defaultSettings } from '../../../settings/defaults.ts';
import { type CapturedOutput, captureOutput } from '../../support/captured-output.ts';
import { type EmbeddedTable, startEmbeddedTable } from '../../support/embedded-table.ts';
import { lambdaContext } from '../../support/http-event.ts';
import { type LossyEndpoint, startLossyEndpoint } from '../../support/lossy-endpoint.ts';
import { type QueueEndpoint, startQueueEndpoint } from '../../support/queue-endpoint.ts';
import type { action, Said } from './queued.ts';
import { type Receivers, startReceivers, whoWasTold } from './receivers.ts';

export const MINUTE = 60_000;
const DAY = 86_400_000;
/** The first contact, by every channel. */
export const FIRST = ['email/first', 'pagerDuty/first', 'slack/first', 'webhook/first'];
/** The contact whose turn comes when the first one does not acknowledge. */
export const NEXT = ['email/next', 'pagerDuty/next', 'slack/next', 'webhook/next'];

const context = { ...lambdaContext(), getRemainingTimeInMillis: () => 60_000 };

/** What the functions that tell people reach: the table through a network that fails as a test says, the queue, channels. */
type Surroundings = {
  readonly table: EmbeddedTable;
  readonly network: LossyEndpoint;
  readonly receivers: Receivers;
  readonly queue: QueueEndpoint;
  readonly output: CapturedOutput;
};

async function surround(): Promise<Surroundings> {
  const table = await startEmbeddedTable();
  const network = await startLossyEndpoint(table.environment.AWS_ENDPOINT_URL_DYNAMODB ?? '');
  const receivers = await startReceivers();
  const queue = await startQueueEndpoint();
  Object.assign(process.env, table.environment, {
    AWS_ENDPOINT_URL_DYNAMODB: network.url,
    AWS_ENDPOINT_URL_SNS: receivers.url,
    AWS_ENDPOINT_URL_SQS: queue.url,
    AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
    CHANNELS: receivers.channels,
    LINK_KEY: 'a key of links of a test that is no secret',
    MAIL_TOPIC_ARN: 'arn:aws:sns:us-east-1:000000000000:smallcart-test-mail',
    MAIL_NEXT_TOPIC_ARN: 'arn:aws:sns:us-east-1:000000000000:smallcart-test-mail-next',
    NOTIFICATION_ROUTES: JSON.stringify(defaultSettings(false).notifications),
  });
  return { table, network, receivers, queue, output: captureOutput() };
}

async function forgetWhatIsDue(): Promise<void> {
  for (const { reopening = 0, ...page } of await pagesDue('due', Number.MAX_SAFE_INTEGER, 100))
    await pages()
      .delete({ ...page, reopening })
      .go();
}

/** The functions that tell people, over real surroundings, for the tests of a file: each has a group and a day of its own. */
export function tellPeople() {
  let given: Surroundings;
  let start = Date.parse('2026-06-01T10:00:00Z');
  const group = () => `group-${start}`;
  beforeAll(async () => {
    given = await surround();
  });
  beforeEach(async () => {
    // What the test before has left to be told, which it may have done in a network that still fails.
    given.network.fateOf = () => 'pass';
    await forgetWhatIsDue();
    start += DAY;
    given.receivers.answer = () => ({ status: 200 });
    given.receivers.received.length = 0;
    given.queue.refuse = () => false;
    given.queue.sent.length = 0;
  });
  afterAll(async () => {
    const { table, network, receivers, queue, output } = given;
    output.stop();
    await Promise.all([network.stop(), receivers.stop(), queue.stop()]);
    await table.stop();
  });

  const own = async () => (await listIncidents(100)).filter((each) => each.group === group());
  const incident = async () => {
    const [found] = await own();
    if (!found) throw new Error('There is no incident.');
    return found;
  };
  return {
    get network() {
      return given.network;
    },
    get receivers() {
      return given.receivers;
    },
    get queue() {
      return given.queue;
    },
    get output() {
      return given.output;
    },
    get group() {
      return group();
    },
    /** Ten in the morning of the test's day, in epoch milliseconds. */
    get start() {
      return start;
    },
    said: (saying: Partial<Said> = {}): Said => ({ name: 'down', at: start, group: group(), ...saying }),
    take: (...Records: ReturnType<typeof action>[]) => handler({ Records }, context),
    dispatchAt: (minutes: number) => dispatch({ time: new Date(start + minutes * MINUTE).toISOString() }, context),
    own,
    incident,
    /** Who was told since this was asked last. */
    told() {
      const who = whoWasTold(given.receivers);
      given.receivers.received.length = 0;
      return who;
    },
    async statuses(kind: string) {
      const about = await pagesAbout((await incident()).id);
      return about.filter((page) => page.kind === kind).map(({ status }) => status);
    },
  };
}
