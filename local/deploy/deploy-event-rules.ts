import { eventPattern, eventRuleId } from '../../functions/event-rules.ts';
import { FUNCTIONS } from '../../functions/manifest.ts';
import { physicalName } from '../../monitoring/physical-name.ts';
import { FUNCTION_IDS } from '../../monitoring/resources.ts';
import type { AwsService, OperationContext } from '../aws/aws-service.ts';
import { isJsonObject, type JsonObject, parseJsonObject } from '../aws/json.ts';
import { queueNames } from './deploy-queue.ts';
import { ACCOUNT_ID, queueArn, REGION, STAGE } from './place.ts';

type WantedRule = { readonly name: string; readonly pattern: string; readonly targetArn: string };

function wantedRules(): readonly WantedRule[] {
  return FUNCTION_IDS.flatMap((id) => {
    const { source } = FUNCTIONS[id];
    if (source?.type !== 'alarms') return [];
    const targetArn = queueArn(queueNames(id, source.type).live);
    return source.events.map((kind) => ({
      name: physicalName(STAGE, eventRuleId(id, kind)),
      pattern: JSON.stringify(parseJsonObject(JSON.stringify(eventPattern(kind, STAGE)))),
      targetArn,
    }));
  });
}

/**
 * Makes the rules that send events to the queues of functions, through EventBridge's own API, as a deployment does. Those of
 * this stage that are not in the manifest go.
 */
export async function deployEventRules(events: AwsService, now: number): Promise<void> {
  const context: OperationContext = { now, region: REGION, accountId: ACCOUNT_ID };
  const call = async (operation: string, input: JsonObject): Promise<unknown> =>
    events.operations[operation]?.(input, context);

  const wanted = wantedRules();
  const answer = await call('ListRules', { NamePrefix: physicalName(STAGE, '') });
  const listed = isJsonObject(answer) && Array.isArray(answer.Rules) ? answer.Rules.filter(isJsonObject) : [];
  for (const Name of listed.map((rule) => String(rule.Name))) {
    if (wanted.some(({ name }) => name === Name)) continue;
    const targets = await call('ListTargetsByRule', { Rule: Name });
    const ids = isJsonObject(targets) && Array.isArray(targets.Targets) ? targets.Targets.filter(isJsonObject) : [];
    if (ids.length > 0) await call('RemoveTargets', { Rule: Name, Ids: ids.map(({ Id }) => String(Id)) });
    await call('DeleteRule', { Name });
  }
  for (const { name: Name, pattern: EventPattern, targetArn: Arn } of wanted) {
    await call('PutRule', { Name, EventPattern });
    await call('PutTargets', { Rule: Name, Targets: [{ Id: 'queue', Arn }] });
  }
}
