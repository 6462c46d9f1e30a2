import { env } from '../lib/env.ts';
import { httpHandler } from '../lib/http-handler.ts';
import { sandboxGateway } from '../lib/payments/sandbox-gateway.ts';
import { createCheckoutApi } from './app.ts';

const api = createCheckoutApi({ gateway: sandboxGateway, paymentTimeout: () => env().paymentTimeout });

/** Lambda's entry: API Gateway's payload 2.0 to Hono and back. */
export const handler = httpHandler('checkout', api);
