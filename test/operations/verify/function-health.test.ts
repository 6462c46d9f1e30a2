import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { awsAccess } from '../../../operations/aws-access.ts';
import { createLambdaCaller } from '../../../operations/deploy/targets/lambda-caller.ts';
import { functionHealth } from '../../../operations/verify/function-health.ts';

const RELEASE = '0123456789ab';
const NEVER = new AbortController().signal;

let lambda: Server;
let answer: unknown;
let asked = '';
beforeAll(async () => {
  lambda = createServer((request, response) => {
    asked = request.url ?? '';
    const failed = typeof answer === 'object' && answer !== null && 'errorMessage' in answer;
    response.writeHead(200, failed ? { 'x-amz-function-error': 'Unhandled' } : {}).end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => lambda.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  lambda.closeAllConnections();
  lambda.close();
});

function health(told: unknown): Promise<string> {
  answer = told;
  const place = { kind: 'local', stage: 'local', awsPort: (lambda.address() as AddressInfo).port } as const;
  return functionHealth(
    createLambdaCaller(place, awsAccess(place)),
    { id: 'cart', qualifier: '7', version: RELEASE },
    NEVER,
  );
}

test('a function that says so is healthy, by the version that was asked for', async () => {
  const told = { service: 'cart', version: RELEASE, status: 'ok' };
  expect(await health(told)).toBe('cart is healthy and of release 0123456789ab.');
  expect(asked).toBe('/2015-03-31/functions/smallcart-local-cart/invocations?Qualifier=7');
});

test.each([
  ['another function', { service: 'catalog', version: RELEASE, status: 'ok' }, /does not answer that it is healthy/],
  ['no state', { service: 'cart', version: RELEASE }, /does not answer that it is healthy/],
  ['nothing', null, /does not answer that it is healthy/],
  ['another release', { service: 'cart', version: 'ba9876543210', status: 'ok' }, /of release ba9876543210 instead of/],
])('one that tells of %s is not', async (_, told, reason) => {
  await expect(health(told)).rejects.toThrow(reason);
});

test('why one fails is told in a sentence, without what may be personal or secret in it', async () => {
  const errorMessage = `No user eve@shop.example with the key ${'k'.repeat(40)}.\nAt a place`;
  await expect(health({ errorMessage })).rejects.toThrow(
    /^cart failed: No user \[redacted\] with the key \[redacted\]\.$/,
  );
  await expect(health({ errorMessage: 'no sentence '.repeat(100) })).rejects.toThrow(/^cart failed: .{200}$/);
});
