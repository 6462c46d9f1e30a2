import { Logger } from '@aws-lambda-powertools/logger';
import { env } from './env.ts';

let instance: Logger | undefined;

/**
 * The function's logger for whatever is not the canonical line. Ids of the current request are appended by
 * `logContext`; errors go through `safeError` first, never as they are.
 */
export function logger(): Logger {
  instance ??= new Logger({ serviceName: env().service });
  return instance;
}

/** Ids that every line of one invocation carries. */
export type LogContext = {
  readonly requestId: string;
  readonly correlationId?: string | undefined;
  readonly traceId?: string | undefined;
};

/** Puts the ids on every following line, in place of those of the invocation before. */
export function logContext(context: LogContext): void {
  logger().resetKeys();
  logger().appendKeys(context);
}
