import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { handler } from '../../../functions/notifications/handler.ts';
import { latestNotifications } from '../../../functions/notifications/notification-store.ts';
import { type CapturedOutput, captureOutput } from '../../support/captured-output.ts';
import { type EmbeddedTable, startEmbeddedTable } from '../../support/embedded-table.ts';
import { lambdaContext } from '../../support/http-event.ts';
import { type LossyEndpoint, startLossyEndpoint } from '../../support/lossy-endpoint.ts';
import { queuedMessage, queuedNotification } from './queued-notification.ts';

let table: EmbeddedTable;
let network: LossyEndpoint;
let output: CapturedOutput;
let count = 0;
let id = '';
beforeAll(async () => {
  table = await startEmbeddedTable();
  network = await startLossyEndpoint(table.environment.AWS_ENDPOINT_URL_DYNAMODB ?? '');
  Object.assign(process.env, table.environment, { AWS_ENDPOINT_URL_DYNAMODB: network.url });
  output = captureOutput();
});
beforeEach(() => {
  network.fateOf = () => 'pass';
  id = `m-${++count}`;
  output.clear();
});
afterAll(async () => {
  output.stop();
  await network.stop();
  await table.stop();
});

const notified = (MessageId: string, queueId = `q-${MessageId}`) =>
  queuedNotification({ MessageId }).Records.map((record) => ({ ...record, messageId: queueId }));
const run = (...Records: ReturnType<typeof notified>) => handler({ Records }, lambdaContext());
const keptIds = async () => (await latestNotifications(100)).map((kept) => kept.id);
const timesKept = async (wanted: string) => (await keptIds()).filter((kept) => kept === wanted).length;

test('every message of a batch is kept', async () => {
  expect(await run(...notified(`${id}-a`), ...notified(`${id}-b`))).toEqual({ batchItemFailures: [] });
  expect(await keptIds()).toEqual(expect.arrayContaining([`${id}-a`, `${id}-b`]));
  expect(output.canonical()).toMatchObject([{ service: 'notifications', level: 'INFO', records: 2, failures: 0 }]);
});

test('a message that comes twice, from the queue or from SNS, is kept once', async () => {
  await run(...notified(id), ...notified(id, 'sent-again'));
  await run(...notified(id));
  expect(await timesKept(id)).toBe(1);
});

test('while the table refuses, every message is reported and stays in the queue; kept once it answers', async () => {
  network.fateOf = () => 'refuse';
  const [a, b] = [notified(`${id}-a`), notified(`${id}-b`)];
  const failed = [`q-${id}-a`, `q-${id}-b`].map((itemIdentifier) => ({ itemIdentifier }));
  expect(await run(...a, ...b)).toEqual({ batchItemFailures: failed });
  expect(output.canonical()).toMatchObject([{ level: 'ERROR', records: 2, failures: 2 }]);
  expect(output.logged().filter((line) => line.level === 'ERROR')).toHaveLength(2);
  network.fateOf = () => 'pass';
  expect(await run(...a, ...b)).toEqual({ batchItemFailures: [] });
  expect(await keptIds()).toEqual(expect.arrayContaining([`${id}-a`, `${id}-b`]));
});

test('a message that was kept although the answer was lost is kept once when it comes again', async () => {
  network.fateOf = () => 'lose';
  expect((await run(...notified(id))).batchItemFailures).toHaveLength(1);
  network.fateOf = () => 'pass';
  await run(...notified(id));
  expect(await timesKept(id)).toBe(1);
});

test('a message that is not SNS’s holds nobody up: its text is kept', async () => {
  const foreign = { ...queuedMessage('somebody’s text'), messageId: id };
  expect(await run(foreign, ...notified(`${id}-after`))).toEqual({ batchItemFailures: [] });
  expect(await latestNotifications(100)).toContainEqual(expect.objectContaining({ id, body: 'somebody’s text' }));
  expect(await timesKept(`${id}-after`)).toBe(1);
});
