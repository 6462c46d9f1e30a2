import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { database } from './database.ts';
import { logger } from './logger.ts';
import { Problem } from './problem.ts';
import { safeError } from './redact.ts';

/** Reads a key that does not exist: the table answers, or this throws. */
async function readTable(): Promise<void> {
  const { client, table } = database();
  await client.send(new GetCommand({ TableName: table, Key: { pk: 'health', sk: 'health' } }));
}

/** Passes when the table answers; else a 503 that says so, its cause in the log. */
export async function checkTable(): Promise<void> {
  try {
    await readTable();
  } catch (error) {
    logger().error('The table does not answer.', { error: safeError(error) });
    throw new Problem(503, 'The shop’s table does not answer.', { code: 'not-ready', headers: { 'Retry-After': '5' } });
  }
}
