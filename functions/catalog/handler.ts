import { httpHandler } from '../lib/http-handler.ts';
import { createCatalogApi } from './app.ts';

/** Lambda's entry: API Gateway's payload 2.0 to Hono and back. */
export const handler = httpHandler('catalog', createCatalogApi());
