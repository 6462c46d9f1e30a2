import {
  type AlarmMuteRuleStatus,
  type CompositeAlarm,
  DeleteAlarmMuteRuleCommand,
  GetAlarmMuteRuleCommand,
  type MetricAlarm,
  PutAlarmMuteRuleCommand,
  paginateDescribeAlarms,
  paginateListAlarmMuteRules,
} from '@aws-sdk/client-cloudwatch';
import { type AlarmDescription, parseAlarmDescription } from '../../functions/ops/alarm-description.ts';
import { muteEnd } from '../../functions/ops/mute-end.ts';
import { physicalName } from '../../monitoring/physical-name.ts';
import type { CloudWatchCaller } from '../verify/cloudwatch-caller.ts';
import { muteRules, ruleNamePrefix, type SilenceKind } from './mute-rule.ts';

/** Alarms that are muted: why, and until when (epoch milliseconds of the stage's clock; undefined if the rule does not say). */
export type Silenced = { readonly ruleName: string; readonly reason: string; readonly until: number | undefined };

/** Mutes a stage's alarms, which go on to change their states and tell nobody; each method rejects with an OperatorError. */
export interface Silence {
  /**
   * Mutes from `now` for so many minutes, in the place of what this kind of silence had muted before. Resolves with the
   * number of alarms.
   */
  begin(now: number, minutes: number, reason: string): Promise<number>;
  /** Unmutes at once; those that are in ALARM then tell of it. Resolves with whether anything was muted, or about to be. */
  end(): Promise<boolean>;
  /** What is muted now. */
  current(): Promise<readonly Silenced[]>;
}

/** What a deployment breaks for a moment is muted while it runs, but not what tells of deployments and of telemetry itself. */
function isOfDeployments({ category }: AlarmDescription): boolean {
  return category !== 'delivery' && category !== 'telemetry';
}

const IS_MUTED: Readonly<Record<SilenceKind, (description: AlarmDescription) => boolean>> = {
  deployment: isOfDeployments,
  maintenance: () => true,
};

async function actingAlarms({ stage, call }: CloudWatchCaller, kind: SilenceKind): Promise<readonly string[]> {
  return call('cloudwatch:DescribeAlarms', async ({ metrics: client }) => {
    const found: (MetricAlarm | CompositeAlarm)[] = [];
    const pages = paginateDescribeAlarms(
      { client },
      { AlarmNamePrefix: physicalName(stage, ''), AlarmTypes: ['MetricAlarm', 'CompositeAlarm'] },
    );
    for await (const { MetricAlarms = [], CompositeAlarms = [] } of pages)
      found.push(...MetricAlarms, ...CompositeAlarms);
    return found
      .filter(({ AlarmActions = [] }) => AlarmActions.length > 0)
      .filter(({ AlarmDescription = '' }) => IS_MUTED[kind](parseAlarmDescription(AlarmDescription)))
      .map(({ AlarmName = '' }) => AlarmName);
  });
}

/** A rule by name, as AWS says how it stands. */
type KnownRule = { readonly name: string; readonly status: AlarmMuteRuleStatus | undefined };

async function knownRules({ stage, call }: CloudWatchCaller, kind: SilenceKind): Promise<readonly KnownRule[]> {
  const prefix = ruleNamePrefix(stage, kind);
  return call('cloudwatch:ListAlarmMuteRules', async ({ metrics: client }) => {
    const rules: KnownRule[] = [];
    for await (const { AlarmMuteRuleSummaries = [] } of paginateListAlarmMuteRules({ client }, {}))
      for (const { AlarmMuteRuleArn = '', Status: status } of AlarmMuteRuleSummaries)
        rules.push({ name: AlarmMuteRuleArn.split(':').at(-1) ?? '', status });
    return rules.filter(({ name }) => name.startsWith(prefix));
  });
}

async function readRule({ call }: CloudWatchCaller, ruleName: string): Promise<Silenced> {
  const command = new GetAlarmMuteRuleCommand({ AlarmMuteRuleName: ruleName });
  const rule = await call('cloudwatch:GetAlarmMuteRule', ({ metrics }) => metrics.send(command));
  return { ruleName, reason: rule.Description ?? '', until: muteEnd(rule.Rule?.Schedule ?? {}) };
}

/** A kind of silence of the stage that the caller asks. */
export function createSilence(caller: CloudWatchCaller, kind: SilenceKind): Silence {
  const { stage, call } = caller;

  const remove = async (names: readonly string[]): Promise<void> => {
    for (const AlarmMuteRuleName of names)
      await call('cloudwatch:DeleteAlarmMuteRule', ({ metrics }) =>
        metrics.send(new DeleteAlarmMuteRuleCommand({ AlarmMuteRuleName })),
      );
  };

  return {
    begin: async (now, minutes, reason) => {
      const alarmNames = await actingAlarms(caller, kind);
      const rules = muteRules(stage, kind, { alarmNames, now, minutes, reason });
      const before = await knownRules(caller, kind);
      for (const rule of rules)
        await call('cloudwatch:PutAlarmMuteRule', ({ metrics }) => metrics.send(new PutAlarmMuteRuleCommand(rule)));
      await remove(before.map(({ name }) => name).filter((name) => !rules.some(({ Name }) => Name === name)));
      return alarmNames.length;
    },
    end: async () => {
      const rules = await knownRules(caller, kind);
      await remove(rules.map(({ name }) => name));
      // AWS keeps those whose time is over.
      return rules.some(({ status }) => status !== 'EXPIRED');
    },
    current: async () => {
      const active = (await knownRules(caller, kind)).filter(({ status }) => status === 'ACTIVE');
      return Promise.all(active.map(({ name }) => readRule(caller, name)));
    },
  };
}
