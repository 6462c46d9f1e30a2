import { context, SpanKind } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { OTLPLogExporter } from '@opentelemetry/exporter-logs-otlp-http';
import { AggregationTemporalityPreference, OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchLogRecordProcessor, LoggerProvider } from '@opentelemetry/sdk-logs';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { type Handler, newClient, ROUTE, work } from './work.ts';

const client = newClient();
const resource = resourceFromAttributes({ 'service.name': 'catalog', 'deployment.environment.name': 'test' });
const temporalityPreference = AggregationTemporalityPreference.DELTA;

const tracers = new TracerProvider({
  resource,
  spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter() })],
});
const reader = new PeriodicExportingMetricReader({ exporter: new OTLPMetricExporter({ temporalityPreference }) });
const meters = new MeterProvider({ resource, readers: [reader] });
const loggers = new LoggerProvider({
  resource,
  processors: [new BatchLogRecordProcessor({ exporter: new OTLPLogExporter() })],
});

const tracer = tracers.getTracer('bench');
const logger = loggers.getLogger('bench');
const meter = meters.getMeter('bench');
const serverErrors = meter.createCounter('ServerErrors', { unit: '{error}' });
const cacheMisses = meter.createCounter('CacheMisses', { unit: '{miss}' });
let coldStart = true;

context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());

const REQUEST = { 'http.request.method': 'GET', 'http.route': ROUTE, 'deployment.stage': 'test' };
const CALL = {
  'rpc.system': 'aws-api',
  'rpc.service': 'DynamoDB',
  'rpc.method': 'GetItem',
  'aws.dynamodb.table_names': ['shop'],
};

const called = () =>
  tracer.startActiveSpan('DynamoDB.GetItem', { kind: SpanKind.CLIENT, attributes: CALL }, async (span) => {
    const answer = await work(client);
    span.setAttributes({ 'aws.request_id': 'REQUEST', 'http.response.status_code': 200 }).end();
    return answer;
  });

/**
 * The work with the same signals: a span of the request, one of the call below it, two metrics and a log record. Spans are made
 * by hand, which costs less than the instrumentations would.
 */
export const handler: Handler = (_event, { awsRequestId }) =>
  tracer.startActiveSpan(`GET ${ROUTE}`, { kind: SpanKind.SERVER, attributes: REQUEST }, async (span) => {
    const started = performance.now();
    const answer = await called();
    const { statusCode: status } = answer;
    span.setAttributes({ 'http.response.status_code': status, 'url.full': `https://shop.example${ROUTE}` }).end();
    serverErrors.add(0, { Service: 'catalog' });
    cacheMisses.add(1);
    const ids = { requestId: awsRequestId, correlationId: awsRequestId };
    const durationMs = Math.round((performance.now() - started) * 100) / 100;
    const attributes = { service: 'catalog', ...ids, method: 'GET', route: ROUTE, coldStart, status, durationMs };
    logger.emit({ severityText: 'INFO', body: `GET ${ROUTE}`, attributes });
    coldStart = false;
    await Promise.all([tracers.forceFlush(), meters.forceFlush(), loggers.forceFlush()]);
    return answer;
  });
