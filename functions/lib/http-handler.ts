import { handle, type LambdaContext, type LambdaEvent } from 'hono/aws-lambda';
import type { HttpFunctionId } from '../../monitoring/resources.ts';
import type { Api } from './context.ts';
import { readTable } from './health.ts';
import { withHealth } from './health-event.ts';

/** What a URL does not keep as it is in its path: it ends there, begins another segment, or loses the character ("URL Standard"). */
const UNKEPT = /[#?\\\p{Cc} ]/gu;

/** API Gateway hands the path over decoded, and Hono makes a URL of it. */
function withWholePath(event: LambdaEvent): LambdaEvent {
  return 'rawPath' in event ? { ...event, rawPath: event.rawPath.replace(UNKEPT, encodeURIComponent) } : event;
}

/** Lambda's entry of a function that serves routes: API Gateway's payload 2.0 to Hono and back. */
export function httpHandler(functionId: HttpFunctionId, api: Api) {
  const answer = handle(api);
  return withHealth<LambdaEvent, LambdaContext, unknown>(functionId, readTable, (event, context) =>
    answer(withWholePath(event), context),
  );
}
