import type { AwsService, HttpHandler, Operation } from './aws-service.ts';

/** The same service, whose calls wait until what it needs is there. */
export function lateService(service: AwsService, ready: Promise<unknown>): AwsService {
  const late =
    (operation: Operation): Operation =>
    async (input, context) => {
      await ready;
      return operation(input, context);
    };
  const lateHandler =
    (handler: HttpHandler): HttpHandler =>
    async (request, context) => {
      await ready;
      return handler(request, context);
    };
  const operations = Object.entries(service.operations).map(([name, operation]) => [name, late(operation)] as const);
  const routes = Object.entries(service.routes ?? {}).map(
    ([route, handler]) => [route, typeof handler === 'string' ? handler : lateHandler(handler)] as const,
  );
  return { ...service, operations: Object.fromEntries(operations), routes: Object.fromEntries(routes) };
}
