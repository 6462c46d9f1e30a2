import { MetricsLogger } from 'aws-embedded-metrics/lib/logger/MetricsLogger.js';
import { LogSerializer } from 'aws-embedded-metrics/lib/serializers/LogSerializer.js';
import { type CustomMetricKey, type DimensionsOf, METRICS } from '../../monitoring/metrics.ts';
import { customNamespace } from '../../monitoring/physical-name.ts';
import type { FunctionId } from '../../monitoring/resources.ts';
import { env } from './env.ts';
import { logger } from './logger.ts';
import { safeError } from './redact.ts';

/** An allow-list, so that no personal datum slips in. */
type Fields = {
  level: 'INFO' | 'WARN' | 'ERROR';
  message: string;
  requestId: string;
  correlationId: string;
  traceId: string;
  method: string;
  route: string;
  status: number;
  durationMs: number;
  coldStart: boolean;
  synthetic: 'traffic' | 'probe';
  /** Pseudonymous, see `pseudonym`. */
  userId: string;
  orderId: string;
  totalCents: number;
  paymentResult: 'authorised' | 'declined' | 'timeout' | 'failed' | 'invalid' | 'replayed';
  /** Machine-readable reason of a refusal: the last part of the problem's type. */
  problem: string;
  records: number;
  failures: number;
  /** Step of a longer walk, such as the probe's. */
  step: string;
};

/** What a canonical line may say besides its metrics. */
export type LineFields = { readonly [K in keyof Fields]?: Fields[K] | undefined };

/** The one line that an invocation writes: EMF document and canonical log line in one. */
export type Line = {
  set(fields: LineFields): void;
  /** Adds a value of a metric under one of its declared dimension sets, at that time (epoch milliseconds) or else the line's. */
  emit<K extends CustomMetricKey>(key: K, value: number, dimensions: DimensionsOf<K, never>, at?: number): void;
  /** Writes the line to stdout; a metric that cannot be written is logged, never thrown. */
  write(): Promise<void>;
};

const serializer = new LogSerializer();

type Provider = ConstructorParameters<typeof MetricsLogger>[0];
type Environment = Awaited<ReturnType<Provider>>;

/** Lambda's standard output is the sink; unlike the library's own environment it adds no properties of its own. */
const standardOutput: Environment = {
  probe: async () => true,
  getName: () => 'lambda',
  getType: () => 'AWS::Lambda::Function',
  getLogGroupName: () => '',
  configureContext() {},
  getSink: () => ({
    name: 'stdout',
    async accept(context) {
      for (const document of serializer.serialize(context)) process.stdout.write(`${document}\n`);
    },
  }),
};

function newLogger(dimensions: Readonly<Record<string, string>>): MetricsLogger {
  const metrics = new MetricsLogger(async () => standardOutput);
  metrics.setNamespace(customNamespace(env().stage));
  metrics.setDimensions({ ...dimensions });
  return metrics;
}

/** Opens the line of one invocation. Metrics of other dimension values than the service's own go to lines of their own. */
export function openLine(service: FunctionId): Line {
  const main = newLogger({ Service: service });
  const others = new Map<string, MetricsLogger>();
  main.setProperty('service', service);

  const loggerFor = (dimensions: Readonly<Record<string, string>>) => {
    if (Object.keys(dimensions).length === 1 && dimensions.Service === service) return main;
    const key = JSON.stringify(dimensions);
    const existing = others.get(key) ?? newLogger(dimensions);
    others.set(key, existing);
    return existing;
  };
  return {
    set(fields) {
      for (const [key, value] of Object.entries(fields)) if (value !== undefined) main.setProperty(key, value);
    },
    emit(key, value, dimensions) {
      const metric = METRICS[key];
      guarded(() => loggerFor(dimensions).putMetric(metric.name, value, metric.unit));
    },
    async write() {
      for (const metrics of [main, ...others.values()]) await metrics.flush().catch(report);
    },
  };
}

function guarded(run: () => void): void {
  try {
    run();
  } catch (error) {
    report(error);
  }
}

function report(error: unknown): void {
  logger().error('A metric could not be written.', { error: safeError(error) });
}
