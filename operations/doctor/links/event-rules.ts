import { isDeepStrictEqual } from 'node:util';
import {
  type EventBridgeClient,
  ListRulesCommand,
  type ListRulesCommandOutput,
  ListTargetsByRuleCommand,
  type Rule,
} from '@aws-sdk/client-eventbridge';
import { type EventKind, eventPattern } from '../../../functions/event-rules.ts';
import { FUNCTIONS } from '../../../functions/manifest.ts';
import { physicalName } from '../../../monitoring/physical-name.ts';
import { FUNCTION_IDS, type FunctionId } from '../../../monitoring/resources.ts';
import type { Examination } from '../examination.ts';
import { type Finding, notHere, orOk, wrong } from '../finding.ts';
import type { Link } from '../link.ts';

/** A rule as EventBridge has it, with the ARNs of its targets. */
export type RuleFacts = Pick<Rule, 'EventPattern' | 'State'> & { readonly targets: readonly string[] };

/** What a function is to hear of. */
type Wanted = { readonly id: FunctionId; readonly kind: EventKind };

const AGAIN = 'Deploy the stage again.';

const WHAT: Readonly<Record<EventKind, string>> = {
  'alarm-state': 'alarms’ changes of state',
  'alarm-configuration': 'changed alarms',
  notice: 'what the product itself tells',
};

/** What is wrong with the rule that has a function hear of events of a kind. */
export function ruleFindings({ id, kind }: Wanted, stage: string, rules: readonly RuleFacts[]): readonly Finding[] {
  const pattern = eventPattern(kind, stage);
  const rule = rules.find(({ EventPattern = 'null' }) => isDeepStrictEqual(JSON.parse(EventPattern), pattern));
  const queue = physicalName(stage, id);
  if (rule === undefined) return [wrong(`No rule sends ${WHAT[kind]} to ${queue}.`, AGAIN)];
  if (rule.State !== 'ENABLED')
    return [wrong(`The rule that sends ${WHAT[kind]} to ${queue} is off.`, 'Enable it (events:EnableRule).')];
  if (rule.targets.some((arn) => arn.endsWith(`:${queue}`))) return [];
  return [wrong(`The rule for ${WHAT[kind]} does not send them to ${queue}.`, AGAIN)];
}

async function allRules(client: EventBridgeClient, NamePrefix: string): Promise<readonly Rule[]> {
  const found: Rule[] = [];
  let NextToken: string | undefined;
  do {
    const page: ListRulesCommandOutput = await client.send(new ListRulesCommand({ NamePrefix, NextToken }));
    found.push(...(page.Rules ?? []));
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return found;
}

async function readRules({ ask, stage }: Examination): Promise<readonly RuleFacts[]> {
  const rules = await ask('events:ListRules', ({ events }) => allRules(events, physicalName(stage, '')));
  return Promise.all(
    rules.map(async ({ Name, EventPattern, State }) => {
      const command = new ListTargetsByRuleCommand({ Rule: Name });
      const { Targets = [] } = await ask('events:ListTargetsByRule', ({ events }) => events.send(command));
      return { EventPattern, State, targets: Targets.map(({ Arn = '' }) => Arn) };
    }),
  );
}

/** Whether what happens to alarms reaches the functions that make incidents of it. */
export const eventRules: Link = {
  name: 'event rules',
  examine: async (examination) => {
    const { settings, stage } = examination;
    if (!settings.alarms) return [notHere('The settings of the stage want no alarms.')];
    const wanted = FUNCTION_IDS.flatMap((id) => {
      const { source } = FUNCTIONS[id];
      return source?.type === 'alarms' ? source.events.map((kind) => ({ id, kind })) : [];
    });
    const rules = await readRules(examination);
    const findings = wanted.flatMap((each) => ruleFindings(each, stage, rules));
    return orOk(findings, `All ${wanted.length} rules send what happens to alarms where incidents are made of it.`);
  },
};
