import { env } from '../lib/env.ts';
import { httpHandler } from '../lib/http-handler.ts';
import { provider } from '../lib/payments/provider.ts';
import { createCheckoutApi } from './app.ts';

const api = createCheckoutApi({ gateway: provider, paymentTimeout: () => env().paymentTimeout });

/** Lambda's entry: API Gateway's payload 2.0 to Hono and back. */
export const handler = httpHandler('checkout', api);
