import { handle } from 'hono/aws-lambda';
import { sandboxCarrier } from '../lib/carrier.ts';
import { sandboxGateway } from '../lib/payments/sandbox-gateway.ts';
import { createAdminApi } from './app.ts';

/** Lambda's entry: API Gateway's payload 2.0 to Hono and back. */
export const handler = handle(createAdminApi({ gateway: sandboxGateway, carrier: sandboxCarrier }));
