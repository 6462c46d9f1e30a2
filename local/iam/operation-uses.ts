import type { OperationContext } from '../aws/aws-service.ts';
import type { Use } from '../aws/caller.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../aws/json.ts';

type Place = Pick<OperationContext, 'region' | 'accountId'>;
type Resources = (input: JsonObject, place: Place) => readonly string[];

/** Every text among the values and the lists of them. */
function texts(...values: readonly (JsonValue | undefined)[]): readonly string[] {
  return values.flat().filter((value) => typeof value === 'string');
}

/** The alarms that PutAlarmMuteRule is to mute. */
function targetsOf(targets: JsonValue | undefined): readonly string[] {
  return isJsonObject(targets) ? texts(targets.AlarmNames) : [];
}

/** A name as an ARN; what is one stays as it is. */
function arns(names: readonly string[], prefix: string): readonly string[] {
  return names.map((name) => (name.startsWith('arn:') ? name : `${prefix}${name}`));
}

/** What the operations of each service name, as the service's "Resource types defined by" spells it. */
const RESOURCES: Readonly<Record<string, Resources>> = {
  cloudwatch: (input, { region, accountId }) => [
    ...arns(texts(input.DashboardName, input.DashboardNames), `arn:aws:cloudwatch::${accountId}:dashboard/`),
    ...arns(texts(input.AlarmName, input.AlarmNames), `arn:aws:cloudwatch:${region}:${accountId}:alarm:`),
    ...arns(targetsOf(input.MuteTargets), `arn:aws:cloudwatch:${region}:${accountId}:alarm:`),
    ...arns(texts(input.AlarmMuteRuleName, input.Name), `arn:aws:cloudwatch:${region}:${accountId}:alarm-mute-rule:`),
  ],
  events: (input, { region, accountId }) =>
    arns(texts(input.Name, input.Rule), `arn:aws:events:${region}:${accountId}:rule/`),
  lambda: (input, { region, accountId }) =>
    arns(texts(input.FunctionName), `arn:aws:lambda:${region}:${accountId}:function:`),
  logs: (input, { region, accountId }) =>
    texts(input.logGroupName, input.logGroupNames).map(
      (name) => `arn:aws:logs:${region}:${accountId}:log-group:${name}:*`,
    ),
  sns: (input) => texts(input.TopicArn, input.TargetArn),
  sqs: (input, { region, accountId }) =>
    arns(
      texts(input.QueueUrl, input.QueueName).map((queue) => queue.replace(/^.*\//, '')),
      `arn:aws:sqs:${region}:${accountId}:`,
    ),
};

/** The action that an operation takes; those on a batch take that of its entries. */
function actionOf(service: string, operation: string): string {
  if (service === 'lambda' && operation === 'Invoke') return 'lambda:InvokeFunction';
  return `${service}:${service === 'sqs' ? operation.replace(/Batch$/, '') : operation}`;
}

/** API reference "GetCallerIdentity": no permissions are required. */
const NEEDS_NOTHING = 'sts:GetCallerIdentity';

/** What a call of a service other than DynamoDB makes use of ("Actions, resources, and condition keys" of each service). */
export function operationUses(service: string, operation: string, input: JsonObject, place: Place): readonly Use[] {
  const action = actionOf(service, operation);
  if (action === NEEDS_NOTHING) return [];
  const [namespace] = texts(input.Namespace);
  const conditionKeys =
    action === 'cloudwatch:PutMetricData' && namespace !== undefined ? { 'cloudwatch:namespace': namespace } : {};
  const resources = RESOURCES[service]?.(input, place) ?? [];
  if (resources.length === 0) return [{ action, conditionKeys }];
  return resources.map((resource) => ({ action, resource, conditionKeys }));
}
