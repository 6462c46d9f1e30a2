import type { AwsService } from './aws-service.ts';
import { type AnswerCall, createToAwsError } from './call.ts';
import { answerCbor, isCborRequest } from './protocols/cbor-protocol.ts';
import { answerJson, parseTarget } from './protocols/json-protocol.ts';
import { answerQuery, isQueryRequest } from './protocols/query-protocol.ts';
import { answerRest } from './protocols/rest-protocol.ts';

/**
 * Makes the dispatcher over the given services. What a request sends decides its protocol: `Smithy-Protocol`,
 * X-Amz-Target, a form or an `Action`, else a REST route. `onBug` is told of errors that no client caused.
 */
export function createDispatch(services: readonly AwsService[], onBug: (error: unknown) => void): AnswerCall {
  const toAwsError = createToAwsError(onBug);
  const cbor = answerCbor(services, toAwsError);
  const query = answerQuery(services, toAwsError);
  const rest = answerRest(services, toAwsError);
  return (call) => {
    if (isCborRequest(call.request)) return cbor(call);
    const target = parseTarget(call.request.headers['x-amz-target']);
    if (target) return answerJson(services, target, toAwsError)(call);
    return isQueryRequest(call.request) ? query(call) : rest(call);
  };
}
