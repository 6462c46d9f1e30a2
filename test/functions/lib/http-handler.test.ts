import { afterAll, beforeAll, expect, test } from 'vitest';
import { api } from '../../../functions/cart/app.ts';
import { httpHandler } from '../../../functions/lib/http-handler.ts';
import { type CapturedOutput, captureOutput } from '../../support/captured-output.ts';
import { FUNCTION_ENVIRONMENT } from '../../support/embedded-table.ts';
import { httpEvent, lambdaContext } from '../../support/http-event.ts';

let output: CapturedOutput;
beforeAll(() => {
  Object.assign(process.env, FUNCTION_ENVIRONMENT);
  output = captureOutput();
});
afterAll(() => output.stop());

const handler = httpHandler('cart', api);

test.each(['#', '?', 'a#b', 'a?quantity=2', '\0', 'a ', 'a\tb', 'a\\b'])(
  'a decoded path that ends in %j is the route’s all the same',
  async (id) => {
    const event = { ...httpEvent('DELETE', '/api/cart/items/x'), rawPath: `/api/cart/items/${id}` };
    expect(await handler(event as never, lambdaContext())).toMatchObject({ statusCode: 200 });
    expect(output.canonical().at(-1)).toMatchObject({ route: '/api/cart/items/{productId}', status: 200 });
  },
);
