import type { AwsService, OperationContext } from '../aws/aws-service.ts';
import { isJsonObject, type JsonObject } from '../aws/json.ts';
import { ACCOUNT_ID, REGION } from './place.ts';

/** Asks CloudWatch through its own API, as a deployment does. */
export type MonitoringCaller = {
  readonly call: (operation: string, input: JsonObject) => Promise<unknown>;
  /** The objects that an operation lists under `member`, of all its pages. */
  readonly list: (operation: string, input: JsonObject, member: string) => Promise<readonly JsonObject[]>;
};

/** Makes a caller that says it is `now` (epoch milliseconds). */
export function createMonitoringCaller(cloudwatch: AwsService, now: number): MonitoringCaller {
  const context: OperationContext = { now, region: REGION, accountId: ACCOUNT_ID };
  const call: MonitoringCaller['call'] = async (operation, input) => cloudwatch.operations[operation]?.(input, context);
  const list: MonitoringCaller['list'] = async (operation, input, member) => {
    const answer = await call(operation, input);
    if (!isJsonObject(answer)) return [];
    const objects = Array.isArray(answer[member]) ? answer[member].filter(isJsonObject) : [];
    if (typeof answer.NextToken !== 'string') return objects;
    return [...objects, ...(await list(operation, { ...input, NextToken: answer.NextToken }, member))];
  };
  return { call, list };
}
