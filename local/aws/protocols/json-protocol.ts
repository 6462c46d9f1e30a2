import { jsonAnswer, jsonError } from '../answer.ts';
import { unservedOperation } from '../aws-error.ts';
import type { AwsService, OperationTarget } from '../aws-service.ts';
import { type AnswerCall, bodyOf, findOperation, parseInput, type ToAwsError } from '../call.ts';

/** The operation that X-Amz-Target names, or `undefined`. */
export function parseTarget(header: string | string[] | undefined): OperationTarget | undefined {
  const [, service, operation] = /^([\w-]+)\.(\w+)$/.exec(typeof header === 'string' ? header : '') ?? [];
  return service !== undefined && operation !== undefined ? { service, operation } : undefined;
}

/** Answers a call of awsJson1_0 or awsJson1_1 (Smithy's "AWS JSON 1.0 protocol"). */
export function answerJson(
  services: readonly AwsService[],
  target: OperationTarget,
  toAwsError: ToAwsError,
): AnswerCall {
  const service = services.find((candidate) => candidate.target === target.service);
  const protocol = service?.protocol ?? 'awsJson1_0';
  return async (call) => {
    const { context, requestId } = call;
    try {
      if (!service) throw unservedOperation(target.service, target.operation);
      const operation = findOperation(service, target.operation);
      return jsonAnswer(protocol, await operation(parseInput(bodyOf(call)), context), requestId);
    } catch (error) {
      return jsonError(protocol, toAwsError(error), requestId, service?.queryCompatible ?? false);
    }
  };
}
