import { handle } from 'hono/aws-lambda';
import { env } from '../lib/env.ts';
import { sandboxGateway } from '../lib/payments/sandbox-gateway.ts';
import { createCheckoutApi } from './app.ts';

/** Lambda's entry: API Gateway's payload 2.0 to Hono and back. */
export const handler = handle(
  createCheckoutApi({ gateway: sandboxGateway, paymentTimeout: () => env().paymentTimeout }),
);
