import type { PutMetricData$ } from '@aws-sdk/client-cloudwatch';
import type { ApiModel, OperationModel } from '../aws/model/api-model.ts';
import { createSchemaReader } from '../aws/model/read-schema.ts';
import { formatDouble } from './alarms/format-double.ts';

type OperationSchema = typeof PutMetricData$;

/** The structures with doubles, and which members are; all other numbers of the API are integers. */
const doubles: Readonly<Record<string, readonly string[]>> = {
  Datapoint: ['SampleCount', 'Average', 'Sum', 'Minimum', 'Maximum', 'ExtendedStatistics'],
  GetInsightRuleReportOutput: ['AggregateValue'],
  InsightRuleContributor: ['ApproximateAggregateValue'],
  InsightRuleContributorDatapoint: ['ApproximateValue'],
  InsightRuleMetricDatapoint: [
    ...['UniqueContributors', 'MaxContributorValue', 'SampleCount', 'Average', 'Sum', 'Minimum', 'Maximum'],
  ],
  LogAlarm: ['Threshold'],
  MetricAlarm: ['Threshold'],
  MetricDataResult: ['Values'],
  MetricDatum: ['Value', 'Values', 'Counts'],
  PutLogAlarmInput: ['Threshold'],
  PutMetricAlarmInput: ['Threshold'],
  StatisticSet: ['SampleCount', 'Sum', 'Minimum', 'Maximum'],
};

let loading: Promise<ApiModel> | undefined;

/** CloudWatch's API model, from the schemas of the AWS SDK's client; loaded when first asked for, since few clients need it. */
export function loadApiModel(): Promise<ApiModel> {
  loading ??= load();
  return loading;
}

async function load(): Promise<ApiModel> {
  const [client, { NormalizedSchema }] = await Promise.all([
    import('@aws-sdk/client-cloudwatch'),
    import('@smithy/core/schema'),
  ]);
  const exported: Readonly<Record<string, unknown>> = client;
  const readStructure = createSchemaReader((structure, member) => doubles[structure]?.includes(member) ?? false);
  const operations = new Map<string, OperationModel>();

  const operation = (name: string): OperationModel | undefined => {
    const schema = exported[`${name}$`];
    if (!isOperationSchema(schema)) return undefined;
    const [input, output] = [NormalizedSchema.of(schema[4]), NormalizedSchema.of(schema[5])];
    return { input: readStructure(input), output: output.isUnitSchema() ? undefined : readStructure(output) };
  };

  return {
    namespace: 'com.amazonaws.cloudwatch',
    operation(name) {
      const model = operations.get(name) ?? operation(name);
      if (model) operations.set(name, model);
      return model;
    },
    hasError: (code) => Object.hasOwn(exported, `${code}$`),
    formatDouble,
  };
}

/** The SDK writes the schema of an operation as a tuple that starts with 9. */
function isOperationSchema(value: unknown): value is OperationSchema {
  return Array.isArray(value) && value[0] === 9;
}
