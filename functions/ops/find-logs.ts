import { type FilteredLogEvent, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { logGroupName } from '../../monitoring/physical-name.ts';
import { FUNCTION_IDS, type FunctionId } from '../../monitoring/resources.ts';
import { env } from '../lib/env.ts';
import { Problem } from '../lib/problem.ts';
import { logs } from './aws-clients.ts';
import type { LogsQuery } from './ops-query.ts';
import type { LogLine, LogLines } from './responses.ts';
import { untilOf } from './until.ts';
import { isAwsError, upstream } from './upstream.ts';

/** Lines that are shown. */
const LIMIT = 100;

/** Pages that one look into a log group may cost: a page may be empty and yet have a next one. */
const MAX_PAGES = 10;

/** After so many milliseconds no page is asked for but the first of a log group: ops has to answer before its timeout. */
const LONGEST = 5_000;

/** Log groups that are asked at the same time; FilterLogEvents allows an account ten calls a second in some regions. */
const AT_ONCE = 5;

type Found = { readonly lines: readonly LogLine[]; readonly complete: boolean };
type Look = { readonly filterPattern: string; readonly startTime: number; readonly endTime: number };

/** Whether there is time for another page. */
type HasTime = () => boolean;

function timeFor(ms: number): HasTime {
  const end = performance.now() + ms;
  return () => performance.now() < end;
}

function lineOf(id: FunctionId, { timestamp = 0, message = '' }: FilteredLogEvent): LogLine {
  return { at: new Date(timestamp).toISOString(), function: id, text: message.trimEnd() };
}

async function linesOf(id: FunctionId, look: Look, hasTime: HasTime): Promise<Found> {
  const lines: LogLine[] = [];
  const logGroup = logGroupName(env().stage, id);
  let nextToken: string | undefined;
  for (let page = 0; page === 0 || (page < MAX_PAGES && lines.length < LIMIT && hasTime()); page++) {
    const command = new FilterLogEventsCommand({ ...look, logGroupName: logGroup, limit: LIMIT, nextToken });
    const answer = await logs().send(command);
    lines.push(...(answer.events ?? []).map((event) => lineOf(id, event)));
    nextToken = answer.nextToken;
    if (nextToken === undefined) return { lines, complete: true };
  }
  return { lines, complete: false };
}

/** What one function logged; none where it has no log group because it never ran. */
async function orNone(id: FunctionId, look: Look, hasTime: HasTime): Promise<Found> {
  try {
    return await linesOf(id, look, hasTime);
  } catch (error) {
    if (isAwsError(error, 'ResourceNotFoundException')) return { lines: [], complete: true };
    throw error;
  }
}

async function allLines(ids: readonly FunctionId[], look: Look): Promise<readonly Found[]> {
  const hasTime = timeFor(LONGEST);
  const found: Found[] = [];
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    found.push(...(await Promise.all(ids.slice(at, at + AT_ONCE).map((id) => orNone(id, look, hasTime)))));
  }
  return found;
}

function refusal(error: unknown): unknown {
  if (!isAwsError(error, 'InvalidParameterException')) return error;
  return new Problem(400, 'CloudWatch Logs does not understand the filter pattern.', {
    code: 'filter',
    errors: [{ path: 'filter', message: error instanceof Error ? error.message : 'is not valid' }],
    cause: error,
  });
}

/** The first lines in a range that a filter pattern lets through, of some functions or all; `now` is in epoch ms. */
export async function findLogs({ functions, filter, minutes, end }: LogsQuery, now: number): Promise<LogLines> {
  const asked = functions?.split(',');
  const ids = asked === undefined ? FUNCTION_IDS : FUNCTION_IDS.filter((id) => asked.includes(id));
  const endTime = untilOf(end, now);
  const look = { filterPattern: filter, startTime: endTime - minutes * 60_000, endTime };
  const found = await upstream('CloudWatch Logs', 'FilterLogEvents', async () => {
    try {
      return await allLines(ids, look);
    } catch (error) {
      throw refusal(error);
    }
  });
  const lines = found.flatMap((each) => each.lines).sort((a, b) => a.at.localeCompare(b.at));
  const truncated = lines.length > LIMIT || found.some(({ complete }) => !complete);
  return { generatedAt: new Date(now).toISOString(), lines: lines.slice(0, LIMIT), truncated };
}
