import type { AwsService, HttpHandler, Operation, OperationContext } from '../aws/aws-service.ts';
import { accessDenied } from '../aws/caller.ts';
import type { JsonObject } from '../aws/json.ts';
import { operationUses } from './operation-uses.ts';

/** The same service, which denies callers with a role what the role does not allow: AccessDeniedException. */
export function guardService(service: AwsService): AwsService {
  const check = (operation: string, input: JsonObject, context: OperationContext): void => {
    const { caller } = context;
    const denied = caller?.deny(operationUses(service.name, operation, input, context));
    if (caller && denied) throw accessDenied(service, caller, denied);
  };
  const guardOperation =
    (name: string, operation: Operation): Operation =>
    (input, context) => {
      check(name, input, context);
      return operation(input, context);
    };
  // What takes the whole request is Lambda's Invoke: no other operation has a body that is not its input.
  const guardHandler =
    (handler: HttpHandler): HttpHandler =>
    (request, context) => {
      check('Invoke', request.params, context);
      return handler(request, context);
    };
  return {
    ...service,
    operations: Object.fromEntries(
      Object.entries(service.operations).map(([name, operation]) => [name, guardOperation(name, operation)]),
    ),
    ...(service.routes && {
      routes: Object.fromEntries(
        Object.entries(service.routes).map(([route, handler]) => [
          route,
          typeof handler === 'string' ? handler : guardHandler(handler),
        ]),
      ),
    }),
  };
}
