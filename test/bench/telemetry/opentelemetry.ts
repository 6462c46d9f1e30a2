import { ROOT_CONTEXT, SpanKind, trace } from '@opentelemetry/api';
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

/**
 * The work with the same signals: a span of the request, one of the call, two metrics and a log record. Spans are made by
 * hand and handed on by hand, which costs less than the instrumentations and their context manager would.
 */
export const handler: Handler = async (_event, { awsRequestId }) => {
  const started = performance.now();
  const attributes = { 'http.request.method': 'GET', 'http.route': ROUTE, 'deployment.stage': 'test' };
  const span = tracer.startSpan(`GET ${ROUTE}`, { kind: SpanKind.SERVER, attributes }, ROOT_CONTEXT);
  const context = trace.setSpan(ROOT_CONTEXT, span);
  const aws = {
    'rpc.system': 'aws-api',
    'rpc.service': 'DynamoDB',
    'rpc.method': 'GetItem',
    'aws.dynamodb.table_names': ['shop'],
  };
  const call = tracer.startSpan('DynamoDB.GetItem', { kind: SpanKind.CLIENT, attributes: aws }, context);
  const answer = await work(client);
  call.setAttributes({ 'aws.request_id': 'REQUEST', 'http.response.status_code': 200 }).end();
  span
    .setAttributes({ 'http.response.status_code': answer.statusCode, 'url.full': `https://shop.example${ROUTE}` })
    .end();
  serverErrors.add(0, { Service: 'catalog' });
  cacheMisses.add(1);
  logger.emit({
    severityText: 'INFO',
    body: `GET ${ROUTE}`,
    context,
    attributes: {
      service: 'catalog',
      requestId: awsRequestId,
      correlationId: awsRequestId,
      method: 'GET',
      route: ROUTE,
      coldStart,
      status: answer.statusCode,
      durationMs: Math.round((performance.now() - started) * 100) / 100,
    },
  });
  coldStart = false;
  await Promise.all([tracers.forceFlush(), meters.forceFlush(), loggers.forceFlush()]);
  return answer;
};
