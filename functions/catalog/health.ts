import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Api } from '../lib/context.ts';
import { database } from '../lib/database.ts';
import { env } from '../lib/env.ts';
import { logger } from '../lib/logger.ts';
import { Problem } from '../lib/problem.ts';
import { safeError } from '../lib/redact.ts';

/** Reads a key that does not exist: the table answers, or this throws. */
async function readTable(): Promise<void> {
  const { client, table } = database();
  await client.send(new GetCommand({ TableName: table, Key: { pk: 'health', sk: 'health' } }));
}

async function checkTable(): Promise<void> {
  try {
    await readTable();
  } catch (error) {
    logger().error('The table does not answer.', { error: safeError(error) });
    throw new Problem(503, 'The shop’s table does not answer.', { code: 'not-ready', headers: { 'Retry-After': '5' } });
  }
}

/** Adds the health routes: live says that code runs, ready that the table answers too, health says both. */
export function addHealthRoutes(api: Api): void {
  api.get('/health/live', (c) => c.json({ status: 'ok' }));
  api.get('/health/ready', async (c) => {
    await checkTable();
    return c.json({ status: 'ok' });
  });
  api.get('/health', async (c) => {
    await checkTable();
    return c.json({ status: 'ok', version: env().version, checks: { table: 'ok' } });
  });
}
