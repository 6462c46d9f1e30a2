import { expect, test } from 'vitest';
import { readProxyResponse } from '../../../local/apigateway/proxy-response.ts';

const read = (payload: unknown) => {
  const { status, headers, body } = readProxyResponse(payload);
  return { status, headers, body: body.toString('utf8') };
};
const internalError = {
  status: 500,
  headers: [['content-type', 'application/json']],
  body: '{"message":"Internal Server Error"}',
};

const cases: Record<string, [payload: unknown, expected: object]> = {
  'status, headers and body are taken over': [
    { statusCode: 201, headers: { 'Content-Type': 'text/html', 'X-N': 3, 'X-B': true }, body: '<p>' },
    {
      status: 201,
      headers: [
        ['content-type', 'text/html'],
        ['x-n', '3'],
        ['x-b', 'true'],
      ],
      body: '<p>',
    },
  ],
  'each cookie becomes a Set-Cookie': [
    { statusCode: 204, cookies: ['a=1; Path=/', 'b=2'] },
    {
      status: 204,
      headers: [
        ['set-cookie', 'a=1; Path=/'],
        ['set-cookie', 'b=2'],
      ],
      body: '',
    },
  ],
  'a base64 body is decoded': [
    { statusCode: 200, headers: { 'content-type': 'image/svg+xml' }, body: 'w7w=', isBase64Encoded: true },
    { status: 200, headers: [['content-type', 'image/svg+xml']], body: 'ü' },
  ],
  'a body without a type is plain text': [
    { statusCode: 200, body: 'hi' },
    { status: 200, headers: [['content-type', 'text/plain;charset=UTF-8']], body: 'hi' },
  ],
  'an object without statusCode is the JSON of a 200': [
    { hello: 'world' },
    { status: 200, headers: [['content-type', 'application/json']], body: '{"hello":"world"}' },
  ],
  'a string is the body of a 200': ['hi', { status: 200, headers: [['content-type', 'application/json']], body: 'hi' }],
  'an unreadable status is a 500': [{ statusCode: 'fine' }, internalError],
  'a status out of range is a 500': [{ statusCode: 99 }, internalError],
  'a body that is no string is a 500': [{ statusCode: 200, body: { a: 1 } }, internalError],
  'headers with a list are a 500': [{ statusCode: 200, headers: { a: ['b'] } }, internalError],
};
test.each(Object.entries(cases))('%s', (_, [payload, expected]) => {
  expect(read(payload)).toEqual(expected);
});
