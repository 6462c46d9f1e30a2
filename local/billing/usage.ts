import type { FunctionUsages } from '../../monitoring/measured-traffic.ts';
import { logGroupName, physicalName } from '../../monitoring/physical-name.ts';
import { FUNCTION_IDS, type FunctionId } from '../../monitoring/resources.ts';
import type { AwsService } from '../aws/aws-service.ts';
import { isJsonObject, type JsonObject } from '../aws/json.ts';
import { ACCOUNT_ID, REGION, STAGE } from '../deploy/place.ts';

/** In seconds; what is billed is asked for in full hours. */
const PERIOD = 3_600;

function query(Id: string, Namespace: string, MetricName: string, Name: string, Value: string): JsonObject {
  const Metric = { Namespace, MetricName, Dimensions: [{ Name, Value }] };
  return { Id, MetricStat: { Metric, Period: PERIOD, Stat: 'Sum' } };
}

function queriesOf(id: FunctionId, index: number): readonly JsonObject[] {
  const name = physicalName(STAGE, id);
  return [
    query(`i${index}`, 'AWS/Lambda', 'Invocations', 'FunctionName', name),
    query(`d${index}`, 'AWS/Lambda', 'Duration', 'FunctionName', name),
    query(`b${index}`, 'AWS/Logs', 'IncomingBytes', 'LogGroupName', logGroupName(STAGE, id)),
  ];
}

function sums(answer: unknown): ReadonlyMap<string, number> {
  const results = isJsonObject(answer) && Array.isArray(answer.MetricDataResults) ? answer.MetricDataResults : [];
  return new Map(
    results.filter(isJsonObject).map(({ Id, Values }) => {
      const values = Array.isArray(Values) ? Values : [];
      return [String(Id), values.reduce<number>((sum, value) => sum + Number(value), 0)];
    }),
  );
}

/** What CloudWatch knows of the functions’ work from `start` to `end`: full hours, virtual epoch milliseconds. */
export async function readUsage(cloudwatch: AwsService, start: number, end: number): Promise<FunctionUsages> {
  const input = {
    MetricDataQueries: FUNCTION_IDS.flatMap(queriesOf),
    StartTime: start / 1_000,
    EndTime: end / 1_000,
  };
  const context = { now: end, region: REGION, accountId: ACCOUNT_ID };
  const found = sums(await cloudwatch.operations.GetMetricData?.(input, context));
  const of = (id: string): number => found.get(id) ?? 0;
  return new Map(
    FUNCTION_IDS.map((id, index) => [
      id,
      { invocations: of(`i${index}`), milliseconds: of(`d${index}`), logBytes: of(`b${index}`) },
    ]),
  );
}

/** Both together. */
export function addUsage(some: FunctionUsages, more: FunctionUsages): FunctionUsages {
  return new Map(
    [...more].map(([id, { invocations, milliseconds, logBytes }]) => {
      const before = some.get(id) ?? { invocations: 0, milliseconds: 0, logBytes: 0 };
      return [
        id,
        {
          invocations: before.invocations + invocations,
          milliseconds: before.milliseconds + milliseconds,
          logBytes: before.logBytes + logBytes,
        },
      ];
    }),
  );
}
