import { sandboxCarrier } from '../lib/carrier.ts';
import { httpHandler } from '../lib/http-handler.ts';
import { provider } from '../lib/payments/provider.ts';
import { createAdminApi } from './app.ts';

const api = createAdminApi({ gateway: provider, carrier: sandboxCarrier });

/** Lambda's entry: API Gateway's payload 2.0 to Hono and back. */
export const handler = httpHandler('admin', api);
