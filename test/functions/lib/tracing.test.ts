import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { orders } from '../../../functions/lib/entities/order.ts';
import { sandboxGateway } from '../../../functions/lib/payments/sandbox-gateway.ts';
import { traceContext } from '../../../functions/lib/xray/trace-context.ts';
import { type EmbeddedShop, startEmbeddedShop } from '../../support/embedded-shop.ts';
import { httpEvent, NOON } from '../../support/http-event.ts';
import { type LambdaEnvironment, startLambdaEnvironment } from '../../support/lambda-environment.ts';
import { type QueueEndpoint, startQueueEndpoint } from '../../support/queue-endpoint.ts';
import { type SegmentDocument, type SegmentListener, startSegmentListener } from '../../support/segment-listener.ts';
import { orderRecord } from '../outbox/stream-records.ts';

const environments: LambdaEnvironment[] = [];
let shop: EmbeddedShop;
let queue: QueueEndpoint;
let xray: SegmentListener;
beforeAll(async () => {
  [shop, queue, xray] = await Promise.all([
    startEmbeddedShop(sandboxGateway),
    startQueueEndpoint(),
    startSegmentListener(),
  ]);
});
beforeEach(() => xray.clear());
afterAll(async () => {
  await Promise.all(environments.map((environment) => environment.stop()));
  xray.stop();
  await queue.stop();
  await shop.stop();
});

function environmentOf(service: string): LambdaEnvironment {
  const { TABLE_NAME, AWS_ENDPOINT_URL_DYNAMODB, ...common } = process.env;
  const keys = [
    'STAGE',
    'SITE_URL',
    'VERSION',
    'AWS_REGION',
    'AWS_ACCESS_KEY_ID',
    'AWS_SECRET_ACCESS_KEY',
    'PAYMENT_TIMEOUT_MS',
    'PSEUDONYM_KEY',
  ];
  const environment = startLambdaEnvironment(
    {
      ...Object.fromEntries(keys.map((key) => [key, common[key] ?? ''])),
      TABLE_NAME: TABLE_NAME ?? '',
      AWS_ENDPOINT_URL_DYNAMODB: AWS_ENDPOINT_URL_DYNAMODB ?? '',
      AWS_ENDPOINT_URL_SQS: queue.url,
      ORDER_QUEUE_URL: `${queue.url}/000000000000/orders`,
      POWERTOOLS_SERVICE_NAME: service,
    },
    xray.port,
  );
  environments.push(environment);
  return environment;
}

let traces = 0;
const newTrace = () => {
  traces += 1;
  const digits = traces.toString(16);
  const root = `1-66000000-${digits.padStart(24, '0')}`;
  const parent = digits.padStart(16, 'f');
  return { root, parent, header: `Root=${root};Parent=${parent};Sampled=1` };
};
const named = (documents: SegmentDocument[], name: string) => documents.filter((document) => document.name === name);

test('one trace runs from the checkout through table and queue to fulfilment', async () => {
  const user = await shop.register('traced@mail.example');
  const { id } = await shop.product('mug');
  await shop.call('PUT', `/api/cart/items/${id}`, { body: { quantity: 1 }, headers: user });
  const body = {
    payment: { method: 'card', number: '4242424242424242', expiry: '12/30', cvc: '123' },
    shipping: { name: 'Ida Example', street: 'B', city: 'C', postcode: 'D', country: 'E' },
  };
  const headers = { ...user, 'idempotency-key': 'k', 'x-correlation-id': 'page.7' };
  const event = httpEvent('POST', '/api/checkout', { body, headers });
  const { root, parent, header } = newTrace();

  const answer = await environmentOf('checkout').invoke('checkout', event, header);
  expect(answer.statusCode).toBe(201);
  const checkout = await xray.received('POST /api/checkout', 'payment', 'DynamoDB');
  const [request] = named(checkout, 'POST /api/checkout');
  expect(request).toMatchObject({
    trace_id: root,
    parent_id: parent,
    type: 'subsegment',
    annotations: { stage: 'test', method: 'POST', route: '/api/checkout', status: 201 },
    http: { request: { method: 'POST', url: 'https://shop.example/api/checkout' }, response: { status: 201 } },
  });
  const [fraud] = named(checkout, 'fraud rules');
  expect(fraud).toMatchObject({ trace_id: root, parent_id: request?.id, annotations: { outcome: 'passed' } });
  expect(named(checkout, 'payment')).toMatchObject([
    {
      trace_id: root,
      parent_id: request?.id,
      annotations: { orderId: expect.stringMatching(/^ord_/), paymentMethod: 'card', outcome: 'authorised' },
    },
  ]);
  for (const document of named(checkout, 'DynamoDB')) {
    expect(document.trace_id).toBe(root);
    expect([request?.id, fraud?.id]).toContain(document.parent_id);
  }
  expect(named(checkout, 'DynamoDB').map(({ aws }) => aws?.operation)).toContain('TransactWriteItems');

  const everything = xray.text();
  const orderId = (JSON.parse(String(answer.body)) as { order: { id: string } }).order.id;
  const { data: order } = await orders().get({ id: orderId }).go();
  const record = orderRecord(orderId, 'paid', { traceHeader: { S: order?.traceHeader ?? '' } });
  xray.clear();
  const poll = newTrace();
  await environmentOf('outbox').invoke('outbox', { Records: [record] }, poll.header);
  const sent = await xray.received('outbox', 'SQS', 'handler');
  const [outbox] = named(sent, 'outbox');
  expect(outbox).toMatchObject({ trace_id: root, parent_id: request?.id, annotations: { stage: 'test', orderId } });
  expect(named(sent, 'SQS')).toMatchObject([
    { trace_id: root, parent_id: outbox?.id, aws: { operation: 'SendMessage' } },
  ]);

  const traceHeader = queue.sent[0]?.MessageSystemAttributes?.AWSTraceHeader?.StringValue ?? '';
  expect(traceContext(traceHeader)).toEqual({ root, parent: outbox?.id, sampled: true });
  const message = {
    messageId: 'm',
    body: queue.sent[0]?.MessageBody,
    attributes: { ApproximateFirstReceiveTimestamp: String(NOON), AWSTraceHeader: traceHeader },
  };
  xray.clear();
  await environmentOf('fulfilment').invoke('fulfilment', { Records: [message] }, newTrace().header);
  const shipped = await xray.received('fulfilment', 'DynamoDB', 'handler');
  const [fulfilment] = named(shipped, 'fulfilment');
  expect(fulfilment).toMatchObject({ trace_id: root, parent_id: outbox?.id, annotations: { stage: 'test', orderId } });
  for (const document of named(shipped, 'DynamoDB')) {
    expect(document).toMatchObject({ trace_id: root, parent_id: fulfilment?.id });
  }
  const logged = environments.flatMap((each) => each.output().split('\n')).filter((line) => line.includes(orderId));
  expect(logged.length).toBeGreaterThan(1);
  for (const line of logged)
    expect(JSON.parse(line)).toMatchObject({ traceId: root, correlationId: 'page.7', orderId });
  for (const text of [everything, xray.text(), ...environments.map((each) => each.output())])
    expect(text).not.toMatch(/4242|Ida/);
});

test('invocations one after another in one environment keep their traces apart, with and without sampling', async () => {
  const catalog = environmentOf('catalog');
  const first = newTrace();
  const unsampled = newTrace();
  const second = newTrace();
  const health = httpEvent('GET', '/health/ready');
  await catalog.invoke('catalog', health, first.header);
  await catalog.invoke('catalog', health, unsampled.header.replace('Sampled=1', 'Sampled=0'));
  await catalog.invoke('catalog', httpEvent('GET', '/api/categories'), second.header);
  const documents = await xray.received('GET /health/ready', 'GET /api/categories', 'DynamoDB');
  expect(new Set(documents.map(({ trace_id }) => trace_id))).toEqual(new Set([first.root, second.root]));
  expect(named(documents, 'GET /health/ready')).toMatchObject([{ trace_id: first.root, parent_id: first.parent }]);
  expect(named(documents, 'GET /api/categories')).toMatchObject([{ trace_id: second.root, parent_id: second.parent }]);
});

test('what a shopper types into the address is in neither trace nor line', async () => {
  const catalog = environmentOf('catalog');
  await catalog.invoke('catalog', httpEvent('GET', '/api/products?search=ida%40mail.example'), newTrace().header);
  await catalog.invoke('catalog', httpEvent('GET', '/api/products/ida@mail.example'), newTrace().header);
  await catalog.invoke('catalog', httpEvent('GET', '/nowhere/ida@mail.example'), newTrace().header);
  await xray.received('GET /api/products', 'GET /api/products/:id', 'GET unmatched');
  for (const text of [xray.text(), catalog.output()]) expect(text).not.toContain('ida');
});

test.each([
  ['', undefined],
  ['Root=1-66000000-000000000000000000000001', undefined],
  ['Root=nonsense;Parent=ffffffffffffffff;Sampled=1', undefined],
])('the tracing header "%s" names no trace', (header, expected) => {
  expect(traceContext(header)).toBe(expected);
});
