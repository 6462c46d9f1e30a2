import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { logGroupName } from '../../monitoring/physical-name.ts';
import type { HttpFunctionId } from '../../monitoring/resources.ts';
import type { CloudWatchCaller } from './cloudwatch-caller.ts';

/** Whose lines are read, of which Lambda version, since when and until when (epoch milliseconds). */
export type LinesAsked = {
  readonly id: HttpFunctionId;
  readonly version: string;
  readonly from: number;
  readonly until: number;
};

/** More failures than that are as bad as that many. */
const ENOUGH = 10_000;
/** Of a busy shop most are empty: CloudWatch answers with what it has looked through so far. */
const MOST_PAGES = 100;

/**
 * How many requests that version answered with a status of 500 or above, which to Lambda is no error. A log stream's name
 * tells the version: `2026/11/21/[7]0123456789abcdef`.
 */
export async function countFailedRequests(
  caller: CloudWatchCaller,
  { id, version, from, until }: LinesAsked,
): Promise<number> {
  let failures = 0;
  let nextToken: string | undefined;
  for (let page = 0; page < MOST_PAGES && failures < ENOUGH; page++) {
    const input = {
      logGroupName: logGroupName(caller.stage, id),
      filterPattern: '{ $.status >= 500 }',
      startTime: from,
      endTime: until - 1,
      ...(nextToken === undefined ? {} : { nextToken }),
    };
    const answer = await caller.call('logs:FilterLogEvents', ({ logs }) =>
      logs.send(new FilterLogEventsCommand(input)),
    );
    const events = answer.events ?? [];
    failures += events.filter(({ logStreamName = '' }) => logStreamName.includes(`[${version}]`)).length;
    nextToken = answer.nextToken;
    if (nextToken === undefined) break;
  }
  return failures;
}
