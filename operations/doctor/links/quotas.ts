import { paginateListMetrics } from '@aws-sdk/client-cloudwatch';
import { GetAccountSettingsCommand } from '@aws-sdk/client-lambda';
import { paginateListServiceQuotas, type ServiceQuota } from '@aws-sdk/client-service-quotas';
import { customMetricCount, MOST_CUSTOM_METRICS } from '../../../monitoring/custom-metric-count.ts';
import { customNamespace, physicalName } from '../../../monitoring/physical-name.ts';
import { FUNCTION_IDS } from '../../../monitoring/resources.ts';
import type { Examination } from '../examination.ts';
import { type Finding, notHere, orOk, warning } from '../finding.ts';
import type { Link } from '../link.ts';
import { type MetricAsked, readMetrics } from '../read-metrics.ts';

/** What there may be of something, and what there was of it at most. */
export type Quota = { readonly name: string; readonly limit: number; readonly used: number };

/** Of a quota that is used so far, more is to be asked for in time. */
const NEARLY_USED = 0.8;
/** Looked back so far, in milliseconds, in steps of so many seconds. */
const LOOK_BACK = 3 * 3_600_000;
const STEP = 300;
const REMEDY = 'Ask AWS for more in Service Quotas; that takes days.';
/** Services of which a stage uses enough that a quota could be in its way, by their codes in Service Quotas. */
const SERVICES = ['lambda', 'monitoring', 'logs', 'dynamodb', 'sqs', 'sns', 'events', 'scheduler', 'xray'];

/** Which quotas are nearly used up. */
export function quotaFindings(quotas: readonly Quota[]): readonly Finding[] {
  return quotas
    .filter(({ limit, used }) => limit > 0 && used >= NEARLY_USED * limit)
    .map(({ name, limit, used }) =>
      warning(`${name}: ${Math.round(used)} of ${limit} were used within the last hours.`, REMEDY),
    );
}

/** What is odd about how many custom metrics there are, each of which has its price. */
export function customMetricFindings(count: number): readonly Finding[] {
  const declared = customMetricCount();
  if (count <= declared) return [];
  const seen = `There are ${count} custom metrics, of which ${declared} are declared and ${MOST_CUSTOM_METRICS} meant to be the most.`;
  return [warning(seen, 'Find out who writes others into the namespace: each costs by the month.')];
}

/** On AWS the quota is the account's, and so is the metric without dimensions; here, one of each function alone is vended. */
function concurrencyAsked({ place, stage }: Examination): readonly MetricAsked[] {
  const metric = { Namespace: 'AWS/Lambda', MetricName: 'ConcurrentExecutions' };
  const greatest = { stat: 'Maximum', period: STEP };
  if (place.kind === 'aws') return [{ metric, ...greatest }];
  return FUNCTION_IDS.map((id) => ({
    metric: { ...metric, Dimensions: [{ Name: 'FunctionName', Value: physicalName(stage, id) }] },
    ...greatest,
  }));
}

async function lambdaQuotas(examination: Examination): Promise<readonly Quota[]> {
  const { AccountLimit, AccountUsage } = await examination.lambda.call('lambda:GetAccountSettings', (client) =>
    client.send(new GetAccountSettingsCommand()),
  );
  const concurrency = await readMetrics(examination, concurrencyAsked(examination), LOOK_BACK);
  const used = concurrency.reduce((sum, { greatest = 0 }) => sum + greatest, 0);
  return [
    { name: 'Concurrent executions of functions', limit: AccountLimit?.ConcurrentExecutions ?? 0, used },
    { name: 'Bytes of Lambda code', limit: AccountLimit?.TotalCodeSize ?? 0, used: AccountUsage?.TotalCodeSize ?? 0 },
  ];
}

/** Those of a service of which AWS itself measures the use. */
async function measuredQuotas({ ask }: Examination, ServiceCode: string): Promise<readonly ServiceQuota[]> {
  return ask('servicequotas:ListServiceQuotas', async ({ quotas: client }) => {
    const measured: ServiceQuota[] = [];
    for await (const { Quotas = [] } of paginateListServiceQuotas({ client }, { ServiceCode }))
      measured.push(...Quotas.filter(({ UsageMetric }) => UsageMetric?.MetricName !== undefined));
    return measured;
  });
}

async function accountQuotas(examination: Examination): Promise<readonly Quota[]> {
  const quotas: ServiceQuota[] = [];
  // One after another: this API allows few calls a second.
  for (const code of SERVICES) quotas.push(...(await measuredQuotas(examination, code)));
  const asked = quotas.map(({ UsageMetric: usage }) => ({
    metric: {
      ...{ Namespace: usage?.MetricNamespace, MetricName: usage?.MetricName },
      Dimensions: Object.entries(usage?.MetricDimensions ?? {}).map(([Name, Value]) => ({ Name, Value })),
    },
    ...{ stat: usage?.MetricStatisticRecommendation ?? 'Maximum', period: STEP },
  }));
  const facts = await readMetrics(examination, asked, LOOK_BACK);
  return quotas.map(({ ServiceName, QuotaName, Value = 0 }, index) => ({
    ...{ name: `${ServiceName}, ${QuotaName}`, limit: Value },
    used: facts[index]?.greatest ?? 0,
  }));
}

async function customMetrics({ ask, stage }: Examination): Promise<number> {
  return ask('cloudwatch:ListMetrics', async ({ cloudWatch: client }) => {
    let count = 0;
    for await (const { Metrics = [] } of paginateListMetrics({ client }, { Namespace: customNamespace(stage) }))
      count += Metrics.length;
    return count;
  });
}

/** Whether there is room to grow: what AWS allows the account, and what the stage makes use of. */
export const quotas: Link = {
  name: 'quotas',
  examine: async (examination) => {
    const { place } = examination;
    const [ofLambda, ofAccount, metrics] = await Promise.all([
      lambdaQuotas(examination),
      place.kind === 'aws' ? accountQuotas(examination) : [],
      customMetrics(examination),
    ]);
    const all = [...ofLambda, ...ofAccount];
    const findings = [...quotaFindings(all), ...customMetricFindings(metrics)];
    const elsewhere = place.kind === 'local' ? [notHere('All quotas but those of Lambda are of accounts on AWS.')] : [];
    return orOk([...findings, ...elsewhere], `${all.length} quotas have room; there are ${metrics} custom metrics.`);
  },
};
