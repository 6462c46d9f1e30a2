import { httpHandler } from '../lib/http-handler.ts';
import { api } from './app.ts';

/** Lambda's entry: API Gateway's payload 2.0 to Hono and back. */
export const handler = httpHandler('account', api);
