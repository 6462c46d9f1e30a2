import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { AwsLambdaInstrumentation } from '@opentelemetry/instrumentation-aws-lambda';
import { AwsInstrumentation } from '@opentelemetry/instrumentation-aws-sdk';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { type Handler, newClient, work } from './work.ts';

const instrumentations = [new AwsInstrumentation(), new AwsLambdaInstrumentation()];
new NodeSDK({ traceExporter: new OTLPTraceExporter(), instrumentations }).start();

const client = newClient();

/** As OpenTelemetry's guide for Lambda sets it up; only its size and its import are measured. */
export const handler: Handler = () => work(client);
