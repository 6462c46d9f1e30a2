import { jsonAnswer, jsonError } from '../answer.ts';
import { unservedOperation } from '../aws-error.ts';
import type { AwsService } from '../aws-service.ts';
import { type AnswerCall, bodyOf, findOperation, parseInput, type ToAwsError } from '../call.ts';
import { createRouter } from '../route.ts';

/** Answers a call of restJson1 by the services' routes; path and query parameters are members of the input. */
export function answerRest(services: readonly AwsService[], toAwsError: ToAwsError): AnswerCall {
  const route = createRouter(services);
  return async (call) => {
    const { request, context, requestId } = call;
    try {
      const body = bodyOf(call);
      const match = route(request.method, request.path);
      if (!match) throw unservedOperation('AWS', `${request.method} ${request.path}`);
      if (typeof match.handler !== 'string') return await match.handler({ ...request, params: match.params }, context);
      const operation = findOperation(match.service, match.handler);
      const input = { ...Object.fromEntries(request.query), ...parseInput(body), ...match.params };
      const answer = jsonAnswer('restJson1', await operation(input, context), requestId);
      const status = match.service.statuses?.[match.handler] ?? answer.status;
      return status === 204 ? { status } : { ...answer, status };
    } catch (error) {
      return jsonError('restJson1', toAwsError(error), requestId, false);
    }
  };
}
