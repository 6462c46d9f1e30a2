import { coldStart } from '../../../functions/lib/cold-start.ts';
import { openLine } from '../../../functions/lib/emit.ts';
import { logContext } from '../../../functions/lib/logger.ts';
import { tracedClient } from '../../../functions/lib/traced-client.ts';
import { currentTraceId, inSubsegment } from '../../../functions/lib/tracing.ts';
import { type Handler, newClient, ROUTE, work } from './work.ts';

const client = tracedClient(newClient());

/** The work with what functions/lib/request.ts tells of a request: a line with two metrics, a subsegment, and one of the call. */
export const handler: Handler = async ({ requestContext }, { awsRequestId }) => {
  const started = performance.now();
  const line = openLine('catalog', requestContext.timeEpoch);
  const ids = { requestId: awsRequestId, correlationId: awsRequestId, traceId: currentTraceId() };
  line.set({ ...ids, method: 'GET', route: ROUTE, coldStart: coldStart(), message: `GET ${ROUTE}` });
  logContext(ids);
  const answer = await inSubsegment('GET /api/products/:id', async (span) => {
    span.correlate(awsRequestId);
    const done = await work(client);
    span.annotate({ method: 'GET', route: ROUTE, status: done.statusCode });
    span.http({ method: 'GET', url: `https://shop.example${ROUTE}` }, done.statusCode);
    return done;
  });
  const durationMs = Math.round((performance.now() - started) * 100) / 100;
  line.set({ status: answer.statusCode, durationMs, level: 'INFO' });
  line.emit('serverErrors', 0, { Service: 'catalog' });
  line.emit('cacheMisses', 1, {});
  line.write();
  return answer;
};
