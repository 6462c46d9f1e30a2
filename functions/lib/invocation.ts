import type { FunctionId } from '../../monitoring/resources.ts';
import { type Line, openLine } from './emit.ts';
import { logContext, logger } from './logger.ts';
import { safeError, thrownSafely } from './redact.ts';
import { currentTraceId, inSubsegment } from './tracing.ts';
import { beginUtilization, type Utilization } from './utilization.ts';

/**
 * Runs one invocation that is not an HTTP request and writes its canonical line; what it throws is logged and
 * rethrown, redacted. `now` is the event's time, epoch milliseconds, and that of its metrics.
 */
export async function recorded<T>(
  service: FunctionId,
  { awsRequestId }: { readonly awsRequestId: string },
  now: number,
  run: (line: Line) => Promise<T>,
  { isColdStart, emit }: Utilization = beginUtilization(),
): Promise<T> {
  const started = performance.now();
  const line = openLine(service, now);
  const ids = { requestId: awsRequestId, correlationId: awsRequestId, traceId: currentTraceId() };
  logContext(ids);
  line.set({ ...ids, coldStart: isColdStart, level: 'INFO', message: service });
  try {
    return await inSubsegment('handler', () => run(line));
  } catch (error) {
    line.set({ level: 'ERROR' });
    logger().error('The invocation failed.', { error: safeError(error) });
    throw thrownSafely(error);
  } finally {
    line.set({ durationMs: Math.round((performance.now() - started) * 100) / 100 });
    emit(line);
    line.write();
  }
}
