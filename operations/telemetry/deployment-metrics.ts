import type { MetricDatum, PutMetricDataCommandInput } from '@aws-sdk/client-cloudwatch';
import type { Deployment } from '../../functions/lib/deployments/deployment.ts';
import { DEPLOYMENT_STEPS } from '../../monitoring/dimensions.ts';
import { type CustomMetricKey, type DimensionsOf, METRICS } from '../../monitoring/metrics.ts';
import { customNamespace } from '../../monitoring/physical-name.ts';

/** Without a time: CloudWatch takes that at which it is told, as a deployment that died may have ended weeks ago. */
function datum<K extends CustomMetricKey>(key: K, dimensions: DimensionsOf<K, never>, Value: number): MetricDatum {
  const { name, unit } = METRICS[key];
  const Dimensions = Object.entries<string>(dimensions).map(([Name, value]) => ({ Name, Value: value }));
  return { MetricName: name, Unit: unit, Dimensions, Value };
}

/** Both results, one of them 0: the alarm on failed ones ends with the first that succeeds. */
function results({ status }: Deployment): MetricDatum[] {
  const succeeded = Number(status === 'succeeded');
  return [
    datum('deployments', { Result: 'succeeded' }, succeeded),
    datum('deployments', { Result: 'failed' }, 1 - succeeded),
  ];
}

function durations({ steps }: Deployment): MetricDatum[] {
  return DEPLOYMENT_STEPS.flatMap((Step) => {
    const { status, startedAt, endedAt } = steps.find(({ name }) => name === Step) ?? {};
    if (startedAt === undefined || endedAt === undefined || status === 'skipped') return [];
    return [datum('deploymentDuration', { Step }, (endedAt - startedAt) / 1000)];
  });
}

function sinceLast({ endedAt }: Deployment, previousEnd: number | undefined): MetricDatum[] {
  if (endedAt === undefined || previousEnd === undefined) return [];
  return [datum('timeSinceLastDeployment', {}, Math.max(0, endedAt - previousEnd) / 1000)];
}

/**
 * All metrics of a deployment that has ended, as PutMetricData takes them.
 * @param previousEnd when the one before it ended, epoch milliseconds, if there was one
 */
export function deploymentMetrics(deployment: Deployment, previousEnd: number | undefined): PutMetricDataCommandInput {
  const { stage, bundleBytes } = deployment;
  return {
    Namespace: customNamespace(stage),
    MetricData: [
      ...results(deployment),
      ...durations(deployment),
      ...(bundleBytes === undefined ? [] : [datum('deploymentBundleSize', {}, bundleBytes)]),
      ...sinceLast(deployment, previousEnd),
    ],
  };
}
