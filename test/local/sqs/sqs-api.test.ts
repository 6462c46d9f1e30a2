import {
  ChangeMessageVisibilityBatchCommand,
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  type MessageAttributeValue,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { AwsError } from '../../../local/aws/aws-error.ts';
import { createAwsServer } from '../../../local/aws/aws-server.ts';
import { listenOnLoopback } from '../../../local/aws/listen.ts';
import { NO_FAULTS } from '../../../local/sqs/queue-faults.ts';
import { createSqsService } from '../../../local/sqs/sqs-service.ts';
import { scratchQueues } from './scratch-queues.ts';

/** The calls that fail, one after the other. */
let failing: boolean[] = [];
const unavailable = new AwsError('ServiceUnavailable', 'for now', 503);
const scratch = scratchQueues({
  ...NO_FAULTS,
  check: () => {
    if (failing.shift()) throw unavailable;
  },
});
const { clock, queues } = scratch;
let endpoint = '';
const bugs: unknown[] = [];
const server = createAwsServer({
  services: [createSqsService({ queues, clock, endpoint: () => endpoint, accountId: '000000000000' })],
  control: () => ({ status: 404 }),
  now: () => clock.now(),
  region: 'us-east-1',
  accountId: '000000000000',
  onBug: (error) => bugs.push(error),
});
let client: SQSClient;
let names = 0;
let QueueUrl = '';

beforeAll(async () => {
  endpoint = `http://127.0.0.1:${await listenOnLoopback(server, 0)}`;
  client = new SQSClient({ endpoint, region: 'ap-south-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } });
});
beforeEach(async () => {
  const created = await client.send(new CreateQueueCommand({ QueueName: `queue-${++names}` }));
  QueueUrl = created.QueueUrl ?? '';
});
afterAll(() => {
  expect(bugs).toEqual([]);
  client.destroy();
  server.close();
  server.closeAllConnections();
  scratch.remove();
});

const send = (MessageBody: string, input = {}) =>
  client.send(new SendMessageCommand({ QueueUrl, MessageBody, ...input }));
const receive = async (input = {}) =>
  (await client.send(new ReceiveMessageCommand({ QueueUrl, ...input }))).Messages ?? [];
const attributes = async (...AttributeNames: 'All'[]) =>
  (await client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames }))).Attributes;

test('a queue is found by name and listed, page by page', async () => {
  const QueueName = `queue-${names}`;
  expect(QueueUrl).toBe(`${endpoint}/000000000000/${QueueName}`);
  expect((await client.send(new GetQueueUrlCommand({ QueueName }))).QueueUrl).toBe(QueueUrl);
  await client.send(new CreateQueueCommand({ QueueName: `${QueueName}-b` }));
  const list = (NextToken?: string) =>
    client.send(new ListQueuesCommand({ QueueNamePrefix: QueueName, MaxResults: 1, ...(NextToken && { NextToken }) }));
  const first = await list();
  const second = await list(first.NextToken);
  expect([first.QueueUrls, second.QueueUrls, second.NextToken]).toEqual([[QueueUrl], [`${QueueUrl}-b`], undefined]);
});

test('creating a queue again gives the same one, unless an attribute differs', async () => {
  const create = (Attributes = {}) => client.send(new CreateQueueCommand({ QueueName: `queue-${names}`, Attributes }));
  expect((await create({ VisibilityTimeout: '30' })).QueueUrl).toBe(QueueUrl);
  await expect(create({ VisibilityTimeout: '31' })).rejects.toMatchObject({ name: 'QueueNameExists' });
});

test('attributes are set, counted and shown', async () => {
  await client.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { VisibilityTimeout: '7', Policy: '{}' } }));
  await send('a');
  await send('b', { DelaySeconds: 5 });
  await send('c');
  await receive();
  expect(await attributes('All')).toMatchObject({
    VisibilityTimeout: '7',
    QueueArn: `arn:aws:sqs:us-east-1:000000000000:queue-${names}`,
    ApproximateNumberOfMessages: '1',
    ApproximateNumberOfMessagesNotVisible: '1',
    ApproximateNumberOfMessagesDelayed: '1',
    CreatedTimestamp: String(clock.now() / 1_000),
  });
  expect(await attributes()).toEqual({});
});

test('a message arrives with its attributes and the trace header, under digests that the SDK accepts', async () => {
  const MessageAttributes: Record<string, MessageAttributeValue> = {
    text: { DataType: 'String', StringValue: 'wert ä' },
    'num.ber': { DataType: 'Number.int', StringValue: '7' },
    bytes: { DataType: 'Binary', BinaryValue: new Uint8Array([0, 255]) },
  };
  const MessageSystemAttributes = {
    AWSTraceHeader: { DataType: 'String', StringValue: 'Root=1-5759e988-bd862e3fe1be46a994272793' },
  };
  const sent = await send('{"grüße":"✓"}', { MessageAttributes, MessageSystemAttributes });
  const [message] = await receive({
    MessageAttributeNames: ['All'],
    MessageSystemAttributeNames: ['AWSTraceHeader', 'SentTimestamp'],
  });
  expect(message).toMatchObject({
    MessageId: sent.MessageId,
    Body: '{"grüße":"✓"}',
    MessageAttributes,
    MD5OfMessageAttributes: sent.MD5OfMessageAttributes,
    Attributes: {
      AWSTraceHeader: MessageSystemAttributes.AWSTraceHeader.StringValue,
      SentTimestamp: String(clock.now()),
    },
  });
  expect(sent.MD5OfMessageSystemAttributes).toMatch(/^[0-9a-f]{32}$/);
});

test('the digest of attributes is the one that AWS computes', async () => {
  const sent = await send('x', { MessageAttributes: { a: { DataType: 'String', StringValue: 'b' } } });
  // MD5 of 00000001 'a' 00000006 'String' 01 00000001 'b', computed apart from the code.
  expect(sent.MD5OfMessageAttributes).toBe('bef8bf215374a0a228d67533b1a488be');
});

test('only the message attributes asked for come back', async () => {
  const text = (StringValue: string) => ({ DataType: 'String', StringValue });
  await send('a', { MessageAttributes: { 'shop.a': text('1'), 'shop.b': text('2'), other: text('3') } });
  const [message] = await receive({ MessageAttributeNames: ['shop.*'] });
  expect(Object.keys(message?.MessageAttributes ?? {})).toEqual(['shop.a', 'shop.b']);
});

test('a long poll answers as soon as a message is there', async () => {
  const polling = receive({ WaitTimeSeconds: 20 });
  await expect.poll(() => scratch.samples.at(-1)?.name).toBe('NumberOfEmptyReceives');
  await send('at last');
  expect((await polling).map((message) => message.Body)).toEqual(['at last']);
});

test('a long poll ends empty when its virtual time is over', async () => {
  const polling = receive({ WaitTimeSeconds: 20 });
  await expect.poll(() => scratch.samples.at(-1)?.name).toBe('NumberOfEmptyReceives');
  await clock.advance(20_000);
  expect(await polling).toEqual([]);
});

test('a long poll whose client hung up takes no message', async () => {
  const hangUp = new AbortController();
  const polling = client.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 }), {
    abortSignal: hangUp.signal,
  });
  await expect.poll(() => scratch.samples.at(-1)?.name).toBe('NumberOfEmptyReceives');
  const connections = () => new Promise<number>((resolve) => server.getConnections((_, count) => resolve(count)));
  const open = await connections();
  hangUp.abort();
  await expect(polling).rejects.toThrow();
  await expect.poll(connections).toBeLessThan(open);
  await send('for another');
  expect(await receive()).toHaveLength(1);
});

test('a batch of which SQS can do some for now says which not, and that it was not the sender’s fault', async () => {
  failing = [true, false];
  const Entries = ['a', 'b'].map((Id) => ({ Id, MessageBody: Id }));
  expect(await client.send(new SendMessageBatchCommand({ QueueUrl, Entries }))).toMatchObject({
    Successful: [{ Id: 'b' }],
    Failed: [{ Id: 'a', SenderFault: false, Code: 'ServiceUnavailable' }],
  });
});

test('a batch of which SQS can do nothing for now fails, so that clients try all of it again', async () => {
  failing = [true, true, false, false];
  const Entries = ['a', 'b'].map((Id) => ({ Id, MessageBody: Id }));
  const { Successful, $metadata } = await client.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
  expect([Successful?.length, $metadata.attempts]).toEqual([2, 2]);
});

test('batches do each entry by itself and say which failed', async () => {
  const Entries = [
    { Id: 'ok', MessageBody: 'a' },
    { Id: 'bad', MessageBody: 'b', DelaySeconds: 901 },
  ];
  const sent = await client.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
  expect(sent).toMatchObject({
    Successful: [{ Id: 'ok' }],
    Failed: [{ Id: 'bad', SenderFault: true, Code: 'InvalidParameterValue' }],
  });
  const [message] = await receive();
  const handles = [
    { Id: 'ok', ReceiptHandle: message?.ReceiptHandle },
    { Id: 'bad', ReceiptHandle: 'junk' },
  ];
  const hidden = await client.send(
    new ChangeMessageVisibilityBatchCommand({
      QueueUrl,
      Entries: handles.map((entry) => ({ ...entry, VisibilityTimeout: 50 })),
    }),
  );
  const deleted = await client.send(new DeleteMessageBatchCommand({ QueueUrl, Entries: handles }));
  for (const answer of [hidden, deleted]) {
    expect(answer).toMatchObject({
      Successful: [{ Id: 'ok' }],
      Failed: [{ Id: 'bad', Code: 'ReceiptHandleIsInvalid' }],
    });
  }
});

test('a queue is purged, once a minute', async () => {
  const purge = () => client.send(new PurgeQueueCommand({ QueueUrl }));
  await send('a');
  await purge();
  expect(await receive()).toEqual([]);
  await expect(purge()).rejects.toMatchObject({ name: 'PurgeQueueInProgress' });
  await clock.advance(60_000);
  await purge();
});

const big = 'x'.repeat(1_048_576);
const refused: Record<string, { run: () => Promise<unknown>; name: string; message?: RegExp }> = {
  'a queue that does not exist': {
    run: () => client.send(new SendMessageCommand({ QueueUrl: `${endpoint}/0/none`, MessageBody: 'a' })),
    name: 'QueueDoesNotExist',
  },
  'the URL of a queue that does not exist': {
    run: () => client.send(new GetQueueUrlCommand({ QueueName: 'none' })),
    name: 'QueueDoesNotExist',
  },
  'a queue name with a space': {
    run: () => client.send(new CreateQueueCommand({ QueueName: 'a b' })),
    name: 'InvalidParameterValue',
  },
  'a FIFO queue': {
    run: () => client.send(new CreateQueueCommand({ QueueName: 'f', Attributes: { FifoQueue: 'true' } })),
    name: 'UnsupportedOperation',
    message: /FIFO/,
  },
  'an unknown attribute': {
    run: () => client.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Color: 'red' } as never })),
    name: 'InvalidAttributeName',
  },
  'an attribute out of bounds': {
    run: () => client.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { VisibilityTimeout: '43201' } })),
    name: 'InvalidAttributeValue',
  },
  'a dead-letter queue that does not exist': {
    run: () =>
      client.send(
        new SetQueueAttributesCommand({
          QueueUrl,
          Attributes: {
            RedrivePolicy: '{"deadLetterTargetArn":"arn:aws:sqs:us-east-1:000000000000:none","maxReceiveCount":3}',
          },
        }),
      ),
    name: 'InvalidParameterValue',
    message: /does not exist/,
  },
  'an empty body': { run: () => send(''), name: 'InvalidParameterValue' },
  'a body over a mebibyte': { run: () => send(`${big}x`), name: 'InvalidParameterValue', message: /shorter than/ },
  'a body with characters that XML cannot hold': { run: () => send('a\u0000b'), name: 'InvalidMessageContents' },
  'a malformed attribute type': {
    run: () => send('a', { MessageAttributes: { a: { DataType: 'Date', StringValue: 'b' } } }),
    name: 'InvalidParameterValue',
    message: /type/,
  },
  'a number attribute that is no number': {
    run: () => send('a', { MessageAttributes: { a: { DataType: 'Number', StringValue: 'b' } } }),
    name: 'InvalidParameterValue',
    message: /number/,
  },
  'more than ten attributes': {
    run: () =>
      send('a', {
        MessageAttributes: Object.fromEntries(
          Array.from({ length: 11 }, (_, n) => [`a${n}`, { DataType: 'String', StringValue: 'b' }]),
        ),
      }),
    name: 'InvalidParameterValue',
  },
  'eleven messages at once': {
    run: () => receive({ MaxNumberOfMessages: 11 }),
    name: 'InvalidParameterValue',
    message: /between 1 and 10/,
  },
  'a wait over 20 seconds': { run: () => receive({ WaitTimeSeconds: 21 }), name: 'InvalidParameterValue' },
  'a receipt handle that is none': {
    run: () => client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: 'junk' })),
    name: 'ReceiptHandleIsInvalid',
  },
  'a visibility over 12 hours': {
    run: () =>
      client.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle: 'junk', VisibilityTimeout: 43_201 })),
    name: 'InvalidParameterValue',
  },
  'an empty batch': {
    run: () => client.send(new SendMessageBatchCommand({ QueueUrl, Entries: [] })),
    name: 'EmptyBatchRequest',
  },
  'a batch of eleven': {
    run: () =>
      client.send(
        new DeleteMessageBatchCommand({
          QueueUrl,
          Entries: Array.from({ length: 11 }, (_, n) => ({ Id: `${n}`, ReceiptHandle: 'x' })),
        }),
      ),
    name: 'TooManyEntriesInBatchRequest',
  },
  'a batch with an id twice': {
    run: () =>
      client.send(
        new SendMessageBatchCommand({
          QueueUrl,
          Entries: [
            { Id: 'a', MessageBody: '1' },
            { Id: 'a', MessageBody: '2' },
          ],
        }),
      ),
    name: 'BatchEntryIdsNotDistinct',
  },
  'a batch with a malformed id': {
    run: () => client.send(new SendMessageBatchCommand({ QueueUrl, Entries: [{ Id: 'a b', MessageBody: '1' }] })),
    name: 'InvalidBatchEntryId',
  },
  'a batch over a mebibyte': {
    run: () =>
      client.send(
        new SendMessageBatchCommand({
          QueueUrl,
          Entries: [
            { Id: 'a', MessageBody: big },
            { Id: 'b', MessageBody: '2' },
          ],
        }),
      ),
    name: 'BatchRequestTooLong',
  },
};

test.each(Object.entries(refused))('%s is refused as AWS refuses it', async (_, { run, name, message = /./ }) => {
  await expect(run()).rejects.toMatchObject({ name, message: expect.stringMatching(message) });
});
