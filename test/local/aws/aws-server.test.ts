import { request as httpRequest } from 'node:http';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AwsError } from '../../../local/aws/aws-error.ts';
import { createAwsServer } from '../../../local/aws/aws-server.ts';
import type { AwsService } from '../../../local/aws/aws-service.ts';
import { listenOnLoopback } from '../../../local/aws/listen.ts';
import { readMembers } from '../../../local/aws/members.ts';
import { bodyLimit } from '../../../local/aws/read-body.ts';

const refuse = () => {
  throw new AwsError('NotThere', 'Nothing <here>.', 404, { queryCode: 'Old.NotThere', members: { Kind: 'thing' } });
};

const jsonService: AwsService = {
  name: 'things',
  protocol: 'awsJson1_0',
  target: 'Things_2020',
  queryCompatible: true,
  operations: {
    Echo: (input, context) => ({ input, now: context.now, region: context.region, account: context.accountId }),
    Count: (input) => ({ count: readMembers(input).requiredNumber('Count') }),
    Refuse: refuse,
    Break: () => {
      throw new TypeError('a bug');
    },
  },
};

const queryService: AwsService = {
  name: 'topics',
  protocol: 'awsQuery',
  query: { version: '2010-03-31', namespace: 'http://topics/' },
  operations: {
    Echo: (input) => ({ Input: JSON.stringify(input), Names: ['a', 'b'], Attributes: new Map([['k', '<v>']]) }),
    Refuse: refuse,
  },
};

const restService: AwsService = {
  name: 'rest',
  protocol: 'restJson1',
  operations: { GetThing: (input) => ({ input }), Refuse: refuse },
  routes: {
    'POST /Things/{name}': 'GetThing',
    'POST /Refuse': 'Refuse',
    'POST /raw/{name}/run': ({ params, body }) => ({ status: 202, headers: { 'x-name': params.name ?? '' }, body }),
  },
};

const bugs: unknown[] = [];
let ids = 0;
const server = createAwsServer({
  services: [jsonService, queryService, restService],
  control: ({ method, path, query }) => ({ status: 200, body: `${method} ${path} ${query.get('since')}` }),
  now: () => 1_700_000_000_000,
  region: 'us-east-1',
  accountId: '000000000000',
  onBug: (error) => bugs.push(error),
  requestId: () => `id-${++ids}`,
});
let port = 0;

beforeAll(async () => {
  port = await listenOnLoopback(server, 0);
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

type Sent = { method?: string; path?: string; headers?: Record<string, string>; body?: string | Buffer };
type Received = { status: number; headers: Record<string, string | string[] | undefined>; body: string };

/** node:http rather than fetch: it may set Host, Origin and Sec-Fetch-Site. */
function send({ method = 'POST', path = '/', headers = {}, body = '' }: Sent): Promise<Received> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port, method, path, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString(),
        }),
      );
    });
    request.on('error', reject);
    request.end(body);
  });
}

const target = (operation: string, body: string | Buffer, headers = {}): Sent => ({
  headers: { 'x-amz-target': operation, 'content-type': 'application/x-amz-json-1.0', ...headers },
  body,
});
const form = (body: string, headers = {}): Sent => ({
  headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8', ...headers },
  body,
});

test('an operation is found by X-Amz-Target and gets its input and context', async () => {
  const answer = await send(target('Things_2020.Echo', '{"a":[1]}'));
  expect(answer.headers['content-type']).toBe('application/x-amz-json-1.0');
  expect(answer.headers['x-amzn-requestid']).toMatch(/^id-\d+$/);
  expect(JSON.parse(answer.body)).toEqual({
    input: { a: [1] },
    now: 1_700_000_000_000,
    region: 'us-east-1',
    account: '000000000000',
  });
});

test('a gzip body is unpacked', async () => {
  const answer = await send(target('Things_2020.Echo', gzipSync('{"packed":true}'), { 'content-encoding': 'gzip' }));
  expect(JSON.parse(answer.body).input).toEqual({ packed: true });
});

test('a query operation is found by its signature and answers in XML', async () => {
  const authorization =
    'AWS4-HMAC-SHA256 Credential=any/20261121/eu-north-1/topics/aws4_request, SignedHeaders=host, Signature=0';
  const body = 'Action=Echo&Tags.member.2=y&Tags.member.1=x&Attributes.entry.1.key=a&Attributes.entry.1.value=b%26c';
  const answer = await send(form(body, { authorization }));
  expect(answer.status).toBe(200);
  expect(answer.body).toMatch(/^<EchoResponse xmlns="http:\/\/topics\/"><EchoResult>/);
  expect(answer.body).toContain('{&quot;Action&quot;:&quot;Echo&quot;,&quot;Tags&quot;:[&quot;x&quot;,&quot;y&quot;],');
  expect(answer.body).toContain('&quot;Attributes&quot;:{&quot;a&quot;:&quot;b&amp;c&quot;}');
  expect(answer.body).toContain('<Names><member>a</member><member>b</member></Names>');
  expect(answer.body).toContain('<Attributes><entry><key>k</key><value>&lt;v&gt;</value></entry></Attributes>');
  expect(answer.body).toMatch(/<ResponseMetadata><RequestId>id-\d+<\/RequestId><\/ResponseMetadata><\/EchoResponse>$/);
});

test('a REST operation is found by method and path and gets path, query and body members', async () => {
  const answer = await send({ path: '/Things/a%20b?page=2', body: '{"Size":3}' });
  expect(JSON.parse(answer.body)).toEqual({ input: { name: 'a b', page: '2', Size: 3 } });
});

test('a raw route gets the whole request and answers with its own status and headers', async () => {
  const answer = await send({ path: '/raw/fn/run', body: 'any bytes' });
  expect(answer).toMatchObject({ status: 202, body: 'any bytes' });
  expect(answer.headers['x-name']).toBe('fn');
});

test('the control handler gets /_local requests', async () => {
  const answer = await send({ method: 'GET', path: '/_local/notifications?since=5' });
  expect(answer.body).toBe('GET /_local/notifications 5');
});

const jsonErrors: Record<string, { sent: Sent; status: number; code: string; message: RegExp }> = {
  'an operation that the service does not serve is named': {
    sent: target('Things_2020.Fly', '{}'),
    status: 400,
    code: 'UnknownOperationException',
    message: /^things operation Fly is not served by SmallCart's embedded cloud\.$/,
  },
  'a member of Object is not an operation': {
    sent: target('Things_2020.constructor', '{}'),
    status: 400,
    code: 'UnknownOperationException',
    message: /things operation constructor/,
  },
  'a service that is not served is named': {
    sent: target('Rockets_2020.Launch', '{}'),
    status: 400,
    code: 'UnknownOperationException',
    message: /^Rockets_2020 operation Launch is not served/,
  },
  'malformed JSON is a SerializationException': {
    sent: target('Things_2020.Echo', '{"a":'),
    status: 400,
    code: 'SerializationException',
    message: /not a JSON object/,
  },
  'JSON that is no object is a SerializationException': {
    sent: target('Things_2020.Echo', '[1]'),
    status: 400,
    code: 'SerializationException',
    message: /not a JSON object/,
  },
  'a member of the wrong type is a SerializationException that names it': {
    sent: target('Things_2020.Count', '{"Count":"1"}'),
    status: 400,
    code: 'SerializationException',
    message: /'Count' must be a number/,
  },
  'a required member that is absent is named': {
    sent: target('Things_2020.Count', '{}'),
    status: 400,
    code: 'ValidationException',
    message: /'Count'.*must not be null/,
  },
  'broken gzip is a SerializationException': {
    sent: target('Things_2020.Echo', 'no gzip', { 'content-encoding': 'gzip' }),
    status: 400,
    code: 'SerializationException',
    message: /not valid gzip/,
  },
  'another encoding is refused by name': {
    sent: target('Things_2020.Echo', '{}', { 'content-encoding': 'br' }),
    status: 400,
    code: 'SerializationException',
    message: /'br'/,
  },
  'a gzip bomb is too large': {
    sent: target('Things_2020.Echo', gzipSync(Buffer.alloc(bodyLimit + 1)), { 'content-encoding': 'gzip' }),
    status: 413,
    code: 'RequestEntityTooLargeException',
    message: /over \d+ bytes/,
  },
  'a path of no service is named': {
    sent: { method: 'GET', path: '/nowhere' },
    status: 400,
    code: 'UnknownOperationException',
    message: /GET \/nowhere is not served/,
  },
  'a path that is not valid percent-encoding is answered': {
    sent: { path: '/Things/%zz' },
    status: 400,
    code: 'UnknownOperationException',
    message: /%zz/,
  },
  'a REST service names its error in the header too': {
    sent: { path: '/Refuse' },
    status: 404,
    code: 'NotThere',
    message: /^Nothing <here>\.$/,
  },
};

test.each(Object.entries(jsonErrors))('%s', async (_, { sent, status, code, message }) => {
  const answer = await send(sent);
  expect(answer.status).toBe(status);
  expect(answer.headers['x-amzn-errortype']).toBe(code);
  const body = JSON.parse(answer.body);
  expect(body.__type).toBe(code);
  expect(body.message).toMatch(message);
});

test('an error of a query-compatible service carries its old code and further members', async () => {
  const answer = await send(target('Things_2020.Refuse', '{}'));
  expect(answer.headers['x-amzn-query-error']).toBe('Old.NotThere;Sender');
  expect(JSON.parse(answer.body)).toEqual({ __type: 'NotThere', message: 'Nothing <here>.', Kind: 'thing' });
});

const queryErrors: Record<string, { body: string; status: number; code: string }> = {
  'an error is an ErrorResponse': { body: 'Action=Refuse&Version=2010-03-31', status: 404, code: 'Old.NotThere' },
  'an action that is not served is InvalidAction': {
    body: 'Action=Fly&Version=2010-03-31',
    status: 400,
    code: 'InvalidAction',
  },
  'an unknown API version is InvalidAction': {
    body: 'Action=Echo&Version=1999-01-01',
    status: 400,
    code: 'InvalidAction',
  },
  'a form without Action is MissingAction': { body: 'Version=2010-03-31', status: 400, code: 'MissingAction' },
  'a member that is both value and structure is refused': {
    body: 'Action=Echo&Version=2010-03-31&A.b=1&A=2',
    status: 400,
    code: 'MalformedInput',
  },
};

test.each(Object.entries(queryErrors))('query protocol: %s', async (_, { body, status, code }) => {
  const answer = await send(form(body));
  expect(answer.status).toBe(status);
  expect(answer.body).toMatch(
    new RegExp(`<ErrorResponse .*<Type>Sender</Type><Code>${code}</Code><Message>.+</Message>`),
  );
  expect(answer.body).toMatch(/<RequestId>id-\d+<\/RequestId><\/ErrorResponse>$/);
});

test('a bug of an operation is an InternalFailure and is reported', async () => {
  const answer = await send(target('Things_2020.Break', '{}'));
  expect(answer.status).toBe(500);
  expect(JSON.parse(answer.body).__type).toBe('InternalFailure');
  expect(bugs.splice(0)).toEqual([new TypeError('a bug')]);
});

const foreign: Record<string, Record<string, string>> = {
  'a foreign Host (DNS rebinding)': { host: 'evil.example' },
  'a Host that only starts like a loopback name': { host: 'localhost.evil.example' },
  'a page of another origin': { origin: 'https://evil.example' },
  'a sandboxed page': { origin: 'null' },
  'a cross-site fetch without an origin': { 'sec-fetch-site': 'cross-site' },
};

test.each(Object.entries(foreign))('%s is refused by control API and AWS APIs alike', async (_, headers) => {
  const control = await send({ method: 'GET', path: '/_local/status', headers });
  const api = await send(target('Things_2020.Echo', '{}', headers));
  expect([control.status, api.status]).toEqual([403, 403]);
  expect(JSON.parse(control.body).__type).toBe('AccessDeniedException');
});

const homely: Record<string, Record<string, string>> = {
  'localhost as Host': { host: 'localhost:4566' },
  'a service name under localhost': { host: 'sqs.localhost:4566' },
  'the site on this machine': { origin: 'http://localhost:3000', 'sec-fetch-site': 'same-site' },
};

test.each(Object.entries(homely))('%s is served', async (_, headers) => {
  expect((await send(target('Things_2020.Echo', '{}', headers))).status).toBe(200);
});

test('whatever the bytes, the answer is a client error or a success, never a fault', async () => {
  const headers = fc.record(
    {
      'content-type': fc.constantFrom('application/x-www-form-urlencoded', 'application/json', 'text/plain'),
      'x-amz-target': fc.constantFrom('Things_2020.Count', 'Things_2020.', '.', 'a.b.c', '\u00e9'),
      'content-encoding': fc.constantFrom('gzip', 'identity'),
    },
    { requiredKeys: [] },
  );
  const path = fc.constantFrom('/', '//', '/Things/x', '/raw/%/run', '/?a=%', '/_local/x?%%');
  const body = fc.oneof(fc.string(), fc.json(), fc.webQueryParameters(), fc.constant('Action=Echo&__proto__.a=1'));
  await fc.assert(
    fc.asyncProperty(headers, path, body, async (sent, to, text) => {
      const given = Object.fromEntries(Object.entries(sent).filter((entry) => entry[1] !== undefined));
      const answer = await send({ path: to, headers: given, body: text });
      expect(answer.status).toBeLessThan(500);
    }),
    { numRuns: 150 },
  );
  expect(bugs).toEqual([]);
});
