import { logger } from '../lib/logger.ts';
import { Problem } from '../lib/problem.ts';
import { safeError } from '../lib/redact.ts';
import { isThrottled } from '../lib/service-outage.ts';

type Service = 'CloudWatch' | 'CloudWatch Logs' | 'X-Ray';

function reason(error: unknown): string {
  if (!(error instanceof Error)) return 'no reason was given';
  return error.name === 'Error' || error.name === 'AggregateError' ? 'it could not be reached' : error.name;
}

/**
 * Calls an AWS service on behalf of the caller. What it refuses is a 502 that names service, operation and error, but being
 * throttled is a 429: a busy console is no failure of the shop. A `Problem` that the call itself throws passes.
 */
export async function upstream<Result>(
  service: Service,
  operation: string,
  call: () => Promise<Result>,
): Promise<Result> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof Problem) throw error;
    logger().warn(`${service} did not answer ${operation}.`, { error: safeError(error) });
    if (isThrottled(error)) {
      throw new Problem(429, `${service} takes no more calls of ${operation} right now. Try again in a moment.`, {
        code: 'upstream-throttled',
        members: { service, operation },
        headers: { 'Retry-After': '5' },
        cause: error,
      });
    }
    const detail = `${service} did not answer ${operation}: ${reason(error)}. Try again in a moment.`;
    throw new Problem(502, detail, { code: 'upstream', members: { service, operation }, cause: error });
  }
}

/** The error of one of these names with which an AWS service refused what `upstream` called; undefined for any other. */
export function awsCause(error: unknown, ...names: readonly string[]): Error | undefined {
  const cause = error instanceof Problem ? error.cause : undefined;
  return cause instanceof Error && names.includes(cause.name) ? cause : undefined;
}

/** Whether an AWS service answered with an error of one of these names. */
export function isAwsError(error: unknown, ...names: readonly string[]): boolean {
  return error instanceof Error && names.includes(error.name);
}
