import { handle, type LambdaContext, type LambdaEvent } from 'hono/aws-lambda';
import type { HttpFunctionId } from '../../monitoring/resources.ts';
import type { Api } from './context.ts';
import { readTable } from './health.ts';
import { withHealth } from './health-event.ts';

/** API Gateway hands the path over decoded: of the URL that Hono makes of it, these would end the path. */
function withWholePath(event: LambdaEvent): LambdaEvent {
  return 'rawPath' in event ? { ...event, rawPath: event.rawPath.replace(/[#?]/g, encodeURIComponent) } : event;
}

/** Lambda's entry of a function that serves routes: API Gateway's payload 2.0 to Hono and back. */
export function httpHandler(functionId: HttpFunctionId, api: Api) {
  const answer = handle(api);
  return withHealth<LambdaEvent, LambdaContext, unknown>(functionId, readTable, (event, context) =>
    answer(withWholePath(event), context),
  );
}
