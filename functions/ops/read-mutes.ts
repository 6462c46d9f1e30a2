import { GetAlarmMuteRuleCommand, ListAlarmMuteRulesCommand, type Schedule } from '@aws-sdk/client-cloudwatch';
import { physicalName } from '../../monitoring/physical-name.ts';
import { env } from '../lib/env.ts';
import { cloudWatch } from './aws-clients.ts';
import { muteEnd } from './mute-end.ts';
import { mutedRuleName } from './muted-rule-name.ts';
import type { Mute } from './responses.ts';
import { stagePrefix } from './stage.ts';
import { isAwsError, upstream } from './upstream.ts';

function kindOf(ruleName: string): Mute['kind'] {
  const { stage } = env();
  if (ruleName.startsWith(mutedRuleName(stage, ''))) return 'alarm';
  const kinds = ['deployment', 'maintenance'] as const;
  return kinds.find((kind) => ruleName.startsWith(physicalName(stage, `${kind}-`))) ?? 'other';
}

async function activeRules(): Promise<string[]> {
  const names: string[] = [];
  let NextToken: string | undefined;
  do {
    const page = await cloudWatch().send(new ListAlarmMuteRulesCommand({ Statuses: ['ACTIVE'], NextToken }));
    const rules = page.AlarmMuteRuleSummaries ?? [];
    names.push(...rules.map(({ AlarmMuteRuleArn = '' }) => AlarmMuteRuleArn.split(':').at(-1) ?? ''));
    NextToken = page.NextToken;
  } while (NextToken);
  return names.filter((name) => name.startsWith(stagePrefix()));
}

/** What a rule of that schedule mutes. */
export function muteOf(
  schedule: Partial<Schedule>,
  kind: Mute['kind'],
  { reason, alarms }: Pick<Mute, 'reason' | 'alarms'>,
): Mute {
  const end = muteEnd(schedule);
  return { kind, reason, ...(end === undefined ? {} : { until: new Date(end).toISOString() }), alarms };
}

async function readMute(ruleName: string): Promise<Mute[]> {
  try {
    const rule = await cloudWatch().send(new GetAlarmMuteRuleCommand({ AlarmMuteRuleName: ruleName }));
    const alarms = rule.MuteTargets?.AlarmNames ?? [];
    return [muteOf(rule.Rule?.Schedule ?? {}, kindOf(ruleName), { reason: rule.Description ?? '', alarms })];
  } catch (error) {
    // It was ended since it was listed.
    if (isAwsError(error, 'ResourceNotFoundException')) return [];
    throw error;
  }
}

/** What mutes alarms of this stage at present; rules that are named like none of its things are left out. */
export function readMutes(): Promise<Mute[]> {
  return upstream('CloudWatch', 'ListAlarmMuteRules', async () =>
    (await Promise.all((await activeRules()).map(readMute))).flat(),
  );
}
