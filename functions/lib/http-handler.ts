import { handle, type LambdaContext, type LambdaEvent } from 'hono/aws-lambda';
import type { HttpFunctionId } from '../../monitoring/resources.ts';
import type { Api } from './context.ts';
import { readTable } from './health.ts';
import { withHealth } from './health-event.ts';

/** Lambda's entry of a function that serves routes: API Gateway's payload 2.0 to Hono and back. */
export function httpHandler(functionId: HttpFunctionId, api: Api) {
  return withHealth<LambdaEvent, LambdaContext, unknown>(functionId, readTable, handle(api));
}
