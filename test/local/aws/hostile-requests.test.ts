import { gzipSync } from 'node:zlib';
import { cbor } from '@smithy/core/cbor';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bodyLimit } from '../../../local/aws/read-body.ts';
import { type AwsServices, startAwsServices } from '../../support/aws-services.ts';
import { httpRequest } from '../../support/http-request.ts';
import { type RawAnswer, sendRaw } from '../../support/raw-http.ts';

let services: AwsServices;

beforeAll(async () => {
  services = await startAwsServices();
});
afterAll(async () => {
  await services.stop();
  expect(services.bugs).toEqual([]);
});

const TARGET = 'GraniteServiceVersion20100801';
const json = (operation: string, body: Uint8Array | string, headers = {}): Buffer =>
  httpRequest(
    'POST /',
    { 'x-amz-target': `${TARGET}.${operation}`, 'content-type': 'application/x-amz-json-1.0', ...headers },
    body,
  );
const packed = (operation: string, body: Uint8Array | string, headers = {}): Buffer =>
  httpRequest(
    `POST /service/${TARGET}/operation/${operation}`,
    { 'smithy-protocol': 'rpc-v2-cbor', 'content-type': 'application/cbor', ...headers },
    body,
  );
const chunked = (operation: string, body: Buffer): Buffer => {
  const head = `POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Amz-Target: ${TARGET}.${operation}\r\nTransfer-Encoding: chunked`;
  const size = body.length.toString(16);
  return Buffer.concat([Buffer.from(`${head}\r\n\r\n${size}\r\n`), body, Buffer.from('\r\n0\r\n\r\n')]);
};
const gzipped = { 'content-encoding': 'gzip' };
const form = (body: Uint8Array | string, headers = {}): Buffer =>
  httpRequest('POST /', { 'content-type': 'application/x-www-form-urlencoded', ...headers }, body);
const query = (parameters: string, headers = {}): Buffer => form(`Version=2010-08-01&${parameters}`, headers);
const hex = (bytes: string): Buffer => Buffer.from(bytes.replaceAll(' ', ''), 'hex');

/** The code of an error in whatever protocol it came. */
function errorCode({ headers, body }: RawAnswer): string | undefined {
  const type = headers.get('content-type') ?? '';
  if (type === 'text/xml') return /<Code>(.*)<\/Code>/.exec(body.toString())?.[1];
  if (type === 'application/cbor') return String(cbor.deserialize(body).__type).split('#')[1];
  return type.includes('json') ? JSON.parse(body.toString()).__type : undefined;
}

const statistics = { Namespace: 'N', MetricName: 'M', Period: 60, Statistics: ['Sum'] };
const times = { StartTime: 1_795_200_000, EndTime: 1_795_230_000 };

const refused: Record<string, [request: () => Buffer, status: number, code: string | undefined]> = {
  'JSON nested a million lists deep': [
    () => json('PutMetricData', `{"Namespace":${'['.repeat(1_000_000)}`),
    400,
    'SerializationException',
  ],
  'JSON nested in a member that nobody knows': [
    () => json('PutMetricData', `{"x":${'{"x":'.repeat(5000)}1${'}'.repeat(5000)}}`),
    400,
    'SerializationException',
  ],
  'JSON that is not UTF-8': [() => json('PutMetricData', hex('7b ff fe 7d')), 400, 'SerializationException'],
  'a time that no calendar has': [
    () => json('GetMetricStatistics', JSON.stringify({ ...statistics, ...times, EndTime: 1e300 })),
    400,
    undefined,
  ],
  'a number beyond all doubles': [
    () => json('GetMetricStatistics', JSON.stringify({ ...statistics, ...times }).replace('60', '1e999')),
    400,
    undefined,
  ],
  'CBOR nested a million lists deep': [
    () => packed('PutMetricData', Buffer.alloc(1_000_000, 0x9f)),
    400,
    'SerializationException',
  ],
  'CBOR that promises more items than there is memory': [
    () => packed('PutMetricData', hex('a1 6a 4d657472696344617461 9b 7fffffffffffffff')),
    400,
    'SerializationException',
  ],
  'CBOR of two million items in a few bytes of gzip': [
    () => packed('PutMetricData', gzipSync(Buffer.concat([hex('9f'), Buffer.alloc(2_000_000)])), gzipped),
    400,
    'SerializationException',
  ],
  'a form of two million members in a few bytes of gzip': [
    () => form(gzipSync(`Version=2010-08-01&Action=ListMetrics${'&a='.repeat(2_000_000)}`), gzipped),
    400,
    'MalformedInput',
  ],
  'CBOR with a big number for a double': [
    () => packed('PutMetricAlarm', hex('a1 69 5468726573686f6c64 c2 49 010000000000000000')),
    400,
    'SerializationException',
  ],
  'CBOR with a time without its tag': [
    () => packed('GetMetricStatistics', cbor.serialize({ StartTime: 1_795_200_000 })),
    400,
    'SerializationException',
  ],
  'CBOR with a time that is not a number': [
    () => packed('GetMetricStatistics', hex('a1 69 537461727454696d65 c1 f9 7e00')),
    400,
    'SerializationException',
  ],
  'CBOR whose input is a list': [() => packed('PutMetricData', hex('80')), 400, 'SerializationException'],
  'a value that is not a number in CBOR': [
    () =>
      packed('PutMetricData', cbor.serialize({ Namespace: 'N', MetricData: [{ MetricName: 'M', Value: Number.NaN }] })),
    400,
    'InvalidParameterValueException',
  ],
  'a value that is not a number in a form': [
    () => query('Action=PutMetricData&Namespace=N&MetricData.member.1.MetricName=M&MetricData.member.1.Value=NaN'),
    400,
    'InvalidParameterValue',
  ],
  'CBOR of an operation that is not served': [
    () => packed('DescribeInsightRules', hex('a0')),
    400,
    'UnknownOperationException',
  ],
  'CBOR of an operation that is not AWS’s': [() => packed('constructor', hex('a0')), 400, 'UnknownOperationException'],
  'CBOR to a service that does not speak it': [
    () => httpRequest('POST /service/AmazonSQS/operation/ListQueues', { 'smithy-protocol': 'rpc-v2-cbor' }, ''),
    400,
    'UnknownOperationException',
  ],
  'CBOR to a path of no operation': [
    () => httpRequest('POST /service//operation/', { 'smithy-protocol': 'rpc-v2-cbor' }, ''),
    400,
    'UnknownOperationException',
  ],
  'CBOR that is called JSON': [
    () => packed('ListMetrics', hex('a0'), { 'content-type': 'application/json' }),
    415,
    'UnsupportedMediaTypeException',
  ],
  'a client that takes no CBOR': [
    () => packed('ListMetrics', hex('a0'), { accept: 'text/html, application/json;q=0.5' }),
    406,
    'NotAcceptableException',
  ],
  'CBOR by GET': [
    () => httpRequest(`GET /service/${TARGET}/operation/ListMetrics`, { 'smithy-protocol': 'rpc-v2-cbor' }, ''),
    405,
    'MethodNotAllowedException',
  ],
  'a form member of a thousand parts': [
    () => query(`Action=ListMetrics&A${'.1'.repeat(1000)}=1`),
    400,
    'MalformedInput',
  ],
  'a form member with a giant number': [
    () => query(`Action=PutMetricData&Namespace=N&MetricData.member.${'9'.repeat(1000)}.MetricName=M`),
    400,
    'MalformedInput',
  ],
  'a form for a version that there never was': [
    () => form('Action=ListMetrics&Version=1999-01-01'),
    400,
    'InvalidAction',
  ],
  'a form with members of Object': [() => query('Action=constructor&__proto__.x=1'), 400, 'InvalidAction'],
  'a form without an action': [() => query(''), 400, 'MissingAction'],
  'gzip that is none': [
    () => json('PutMetricData', 'no gzip', { 'content-encoding': 'gzip' }),
    400,
    'SerializationException',
  ],
  'gzip that is cut off': [
    () => packed('PutMetricData', gzipSync(Buffer.alloc(1000)).subarray(0, 15), { 'content-encoding': 'gzip' }),
    400,
    'SerializationException',
  ],
  'a gzip bomb': [
    () => packed('PutMetricData', gzipSync(Buffer.alloc(bodyLimit + 1)), { 'content-encoding': 'gzip' }),
    413,
    'RequestEntityTooLargeException',
  ],
  'a body beyond the limit, which is not read to its end': [
    () => json('PutMetricData', Buffer.alloc(bodyLimit + 1, ' ')),
    413,
    'RequestEntityTooLargeException',
  ],
  'metric data of more than a megabyte in chunks': [
    () => chunked('PutMetricData', Buffer.alloc(2 ** 20 + 1, ' ')),
    413,
    'RequestEntityTooLarge',
  ],
  'JSON of a million lists in a few bytes of gzip': [
    () => json('ListMetrics', gzipSync(`{"x":[${'[],'.repeat(1_000_000)}[]]}`), gzipped),
    400,
    'SerializationException',
  ],
  'an encoding that is not known': [
    () => packed('PutMetricData', hex('a0'), { 'content-encoding': 'br' }),
    400,
    'SerializationException',
  ],
  'two requests that claim one body': [
    () => json('ListMetrics', '{}', { 'transfer-encoding': 'chunked' }),
    400,
    undefined,
  ],
  'a header without end': [() => json('ListMetrics', '{}', { 'x-long': 'a'.repeat(100_000) }), 431, undefined],
  'a chunk of no length': [
    () => Buffer.from('POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n'),
    400,
    undefined,
  ],
  'no HTTP at all': [() => hex('16 03 01 02 00 01 00 01 fc 03 03'), 400, undefined],
  'an expectation that nobody meets': [() => json('ListMetrics', '{}', { expect: 'miracles' }), 417, undefined],
};

test.each(Object.entries(refused))('%s is refused', async (_, [request, status, code]) => {
  const answer = await sendRaw(services.port, request());
  expect(answer?.status).toBe(status);
  if (answer !== undefined && code !== undefined) expect(errorCode(answer)).toBe(code);
});

const listMetrics =
  '<ListMetricsResponse xmlns="http://monitoring.amazonaws.com/doc/2010-08-01/"><ListMetricsResult><Metrics/>';
const scope = 'Credential=any/20261121/eu-north-1/monitoring/aws4_request';

const served: Record<string, [request: () => Buffer, body: string]> = {
  'an empty JSON body': [() => json('ListMetrics', ''), '{"Metrics":[]}'],
  'an empty CBOR body': [() => packed('ListMetrics', ''), '\u{a1}gMetrics\u{80}'],
  'a CBOR body of indefinite length': [() => packed('ListMetrics', hex('bf ff')), '\u{a1}gMetrics\u{80}'],
  'a CBOR body in gzip': [
    () => packed('ListMetrics', gzipSync(hex('a0')), { 'content-encoding': 'gzip', accept: 'application/cbor' }),
    '\u{a1}gMetrics\u{80}',
  ],
  'CBOR below a path': [
    () => httpRequest(`POST //service/${TARGET}/operation/ListMetrics`, { 'smithy-protocol': 'rpc-v2-cbor' }, ''),
    '\u{a1}gMetrics\u{80}',
  ],
  'a form of the oldest signature': [
    () => query('Action=ListMetrics&AWSAccessKeyId=any&SignatureVersion=2&Signature=x'),
    listMetrics,
  ],
  'a form that is signed and names no version': [
    () => form('Action=ListMetrics', { authorization: `AWS4-HMAC-SHA256 ${scope}, SignedHeaders=host, Signature=0` }),
    listMetrics,
  ],
  'a form in gzip': [
    () =>
      httpRequest(
        'POST /',
        { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8', 'content-encoding': 'gzip' },
        gzipSync('Action=ListMetrics&Version=2010-08-01'),
      ),
    listMetrics,
  ],
  'a URL alone': [() => httpRequest('GET /?Action=ListMetrics&Version=2010-08-01', {}, ''), listMetrics],
  'a presigned URL': [
    () => {
      const credential = encodeURIComponent('any/20261121/eu-north-1/monitoring/aws4_request');
      return httpRequest(`GET /?Action=ListMetrics&Namespace=a?b&X-Amz-Credential=${credential}`, {}, '');
    },
    listMetrics,
  ],
  'a body in chunks after 100-continue': [
    () =>
      Buffer.from(
        `POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Amz-Target: ${TARGET}.ListMetrics\r\nExpect: 100-continue\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n1\r\n}\r\n0\r\n\r\n`,
      ),
    '{"Metrics":[]}',
  ],
  'credentials of any form': [() => json('ListMetrics', '{}', { authorization: 'Bearer x' }), '{"Metrics":[]}'],
};

test.each(Object.entries(served))('%s is served', async (_, [request, body]) => {
  const answer = await sendRaw(services.port, request());
  expect(answer?.status).toBe(200);
  expect(answer?.body.toString('latin1').slice(0, body.length)).toBe(body);
});

describe('a PutMetricData of a thousand data with 150 values and counts each', () => {
  const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
  const Dimensions = numbers(10).map((index) => ({ Name: `d${index}`, Value: 'x' }));
  const datum = {
    Unit: 'Count',
    StorageResolution: 60,
    Values: Array(150).fill(7),
    Counts: Array(150).fill(1),
    Dimensions,
  };
  const MetricData = numbers(1000).map((index) => ({ MetricName: `m${index}`, ...datum }));
  const input = { Namespace: 'N', MetricData };
  const parameters = (value: unknown, path: string): string[] => {
    if (typeof value !== 'object' || value === null) return [`${path}=${value}`];
    const label = Array.isArray(value)
      ? (key: string) => `${path}.member.${Number(key) + 1}`
      : (key: string) => `${path}.${key}`;
    return Object.entries(value).flatMap(([key, inner]) => parameters(inner, label(key)));
  };

  test.each([
    ['JSON', () => json('PutMetricData', gzipSync(JSON.stringify(input)), gzipped)],
    ['CBOR', () => packed('PutMetricData', gzipSync(cbor.serialize(input)), gzipped)],
    ['a form', () => form(gzipSync(dataForm()), gzipped)],
  ])('is taken as %s', async (_, request) => {
    expect((await sendRaw(services.port, request()))?.status).toBe(200);
  });

  function dataForm(): string {
    const data = parameters(MetricData, 'MetricData').join('&');
    return `Version=2010-08-01&Action=PutMetricData&Namespace=N&${data}`;
  }
});

describe('a client that gives up', () => {
  const whole = json('ListMetrics', '{"Namespace":"Shop"}');

  test('within its body is told, and nothing is broken', async () => {
    const answer = await sendRaw(services.port, whole.subarray(0, -5), { end: true });
    expect(answer?.status).toBe(400);
  });

  test('within its headers is told', async () => {
    const answer = await sendRaw(services.port, whole.subarray(0, 40), { end: true });
    expect(answer?.status).toBe(400);
  });

  test('by a reset within its body disturbs nobody', async () => {
    await sendRaw(services.port, whole.subarray(0, -5), { hangUp: true });
    expect((await sendRaw(services.port, whole))?.status).toBe(200);
  });

  test('by a reset before its answer disturbs nobody', async () => {
    await sendRaw(services.port, whole, { hangUp: true });
    expect((await sendRaw(services.port, whole))?.status).toBe(200);
  });

  test('counting its own bytes is told', async () => {
    const answer = await sendRaw(services.port, json('ListMetrics', '{}  garbage', { 'content-length': '2' }));
    expect(answer?.status).toBe(400);
  });
});
