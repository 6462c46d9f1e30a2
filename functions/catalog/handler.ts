import { handle } from 'hono/aws-lambda';
import { createCatalogApi } from './app.ts';

/** Lambda's entry: API Gateway's payload 2.0 to Hono and back. */
export const handler = handle(createCatalogApi());
