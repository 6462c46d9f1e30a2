import { expect, test } from 'vitest';
import type { AwsService } from '../../../local/aws/aws-service.ts';
import { lateService } from '../../../local/aws/late-service.ts';

const context = { now: 0, region: 'us-east-1', accountId: '000000000000' };
const request = {
  ...{ method: 'GET', path: '/raw', params: {}, query: new URLSearchParams(), headers: {} },
  body: Buffer.alloc(0),
};

test('calls wait until what the service needs is there', async () => {
  const ready = Promise.withResolvers<void>();
  const order: string[] = [];
  const answering = (text: string) => () => {
    order.push(text);
    return { status: 200 };
  };
  const service: AwsService = {
    ...{ name: 'shelf', protocol: 'restJson1', operations: { Get: answering('operation') } },
    routes: { 'GET /shelf': 'Get', 'GET /raw': answering('handler') },
  };
  const { operations, routes } = lateService(service, ready.promise);
  const handler = routes?.['GET /raw'];
  const calls = [operations.Get?.({}, context), typeof handler === 'function' && handler(request, context)];
  await Promise.resolve();
  order.push('ready');
  ready.resolve();
  expect(await Promise.all(calls)).toEqual([{ status: 200 }, { status: 200 }]);
  expect([order, routes?.['GET /shelf']]).toEqual([['ready', 'operation', 'handler'], 'Get']);
});
