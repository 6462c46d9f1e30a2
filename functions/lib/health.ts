import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { isConditionFailure } from './condition.ts';
import { database } from './database.ts';
import { logger } from './logger.ts';
import { Problem } from './problem.ts';
import { safeError } from './redact.ts';

/** The key of an item that does not exist. */
const KEY = { pk: 'health', sk: 'health' } as const;

/** Reads a key that does not exist: the table answers, or this throws. */
export async function readTable(): Promise<void> {
  const { client, table } = database();
  await client.send(new GetCommand({ TableName: table, Key: KEY }));
}

/** The same for a function whose role may write items but not read one: the write's condition never holds. */
export async function tryToWrite(): Promise<void> {
  const { client, table } = database();
  const ConditionExpression = 'attribute_exists(pk)';
  try {
    await client.send(new PutCommand({ TableName: table, Item: KEY, ConditionExpression }));
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
  }
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
