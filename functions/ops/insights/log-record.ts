import { GetLogRecordCommand } from '@aws-sdk/client-cloudwatch-logs';
import { logGroupName } from '../../../monitoring/physical-name.ts';
import { FUNCTION_IDS } from '../../../monitoring/resources.ts';
import { env } from '../../lib/env.ts';
import { notFound } from '../../lib/problem.ts';
import { logs } from '../aws-clients.ts';
import { awsCause, upstream } from '../upstream.ts';
import type { LogRecord } from './query-responses.ts';

/** What CloudWatch Logs says of a pointer to nothing. */
const UNKNOWN = ['ResourceNotFoundException', 'InvalidParameterException'] as const;

async function fieldsOf(logRecordPointer: string): Promise<Record<string, string>> {
  const command = new GetLogRecordCommand({ logRecordPointer });
  try {
    const { logRecord = {} } = await upstream('CloudWatch Logs', 'GetLogRecord', () => logs().send(command));
    return logRecord;
  } catch (error) {
    throw awsCause(error, ...UNKNOWN) === undefined ? error : notFound('log line');
  }
}

/**
 * Whether a line's `@log`, account and log group, is of one of this stage's functions: a role cannot keep GetLogRecord to
 * some log groups.
 */
function isOurs({ '@log': log = '' }: Record<string, string>): boolean {
  const group = log.slice(log.indexOf(':') + 1);
  return FUNCTION_IDS.some((id) => group === logGroupName(env().stage, id));
}

/** All fields of the line that a query's `@ptr` points to; 404 when there is none, or it is not this stage's. */
export async function logRecord(pointer: string): Promise<LogRecord> {
  const fields = await fieldsOf(pointer);
  if (!isOurs(fields)) throw notFound('log line');
  return { fields };
}
