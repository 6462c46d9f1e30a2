import {
  DeleteAlarmMuteRuleCommand,
  GetAlarmMuteRuleCommand,
  PutAlarmMuteRuleCommand,
} from '@aws-sdk/client-cloudwatch';
import { physicalName } from '../../monitoring/physical-name.ts';
import { auditAction } from '../lib/audit-entry.ts';
import { env } from '../lib/env.ts';
import { Problem } from '../lib/problem.ts';
import { writeAll } from '../lib/write.ts';
import type { MuteRequest } from './alarm-schemas.ts';
import { cloudWatch } from './aws-clients.ts';
import { findAlarm } from './find-alarm.ts';
import { muteEnd } from './mute-end.ts';
import { muteSchedule } from './mute-schedule.ts';
import { mutedRuleName } from './muted-rule-name.ts';
import { muteOf } from './read-mutes.ts';
import type { Mute } from './responses.ts';
import { isAwsError, upstream } from './upstream.ts';

/** Who asks for it, and when (epoch milliseconds). */
type Asking = { readonly by: string; readonly at: number };

/** Name of the rule that mutes one alarm of this stage. */
function ruleOf(name: string): string {
  const { stage } = env();
  return mutedRuleName(stage, name.slice(physicalName(stage, '').length));
}

async function actingAlarm(name: string): Promise<void> {
  const { alarm } = await findAlarm(name);
  if ((alarm.AlarmActions ?? []).length > 0) return;
  throw new Problem(409, 'This alarm tells nobody itself. Mute the composite alarm that tells of it.', {
    code: 'not-acting',
  });
}

/**
 * Mutes an alarm from now on for so many minutes, in the place of what muted it so before. It goes on to change its state; 404
 * when there is none, 409 when it tells nobody anyway. The audit log knows of it first: nothing is ever muted without a trace.
 */
export async function muteAlarm(name: string, { minutes, reason }: MuteRequest, { by, at }: Asking): Promise<Mute> {
  await actingAlarm(name);
  await writeAll([auditAction({ actor: by, action: 'alarm.mute', target: name, details: { minutes }, now: at })]);
  const rule = {
    Name: ruleOf(name),
    Description: reason,
    Rule: { Schedule: muteSchedule(at, minutes) },
    MuteTargets: { AlarmNames: [name] },
  };
  await upstream('CloudWatch', 'PutAlarmMuteRule', () => cloudWatch().send(new PutAlarmMuteRuleCommand(rule)));
  return muteOf(rule.Rule.Schedule, 'alarm', { reason, alarms: [name] });
}

/** Whether a rule mutes at a time; AWS keeps those whose time is over. */
function isMuting(AlarmMuteRuleName: string, at: number): Promise<boolean> {
  return upstream('CloudWatch', 'GetAlarmMuteRule', async () => {
    try {
      const { Rule: { Schedule = {} } = {} } = await cloudWatch().send(
        new GetAlarmMuteRuleCommand({ AlarmMuteRuleName }),
      );
      return (muteEnd(Schedule) ?? Number.POSITIVE_INFINITY) > at;
    } catch (error) {
      if (isAwsError(error, 'ResourceNotFoundException')) return false;
      throw error;
    }
  });
}

/**
 * Unmutes an alarm that was muted by `muteAlarm`: if it is in ALARM, it tells of that now. Again, it changes nothing; 404 when
 * there is none. The audit log knows of it first, here as well.
 */
export async function unmuteAlarm(name: string, { by, at }: Asking): Promise<void> {
  await findAlarm(name);
  const AlarmMuteRuleName = ruleOf(name);
  if (!(await isMuting(AlarmMuteRuleName, at))) return;
  await writeAll([auditAction({ actor: by, action: 'alarm.unmute', target: name, now: at })]);
  await upstream('CloudWatch', 'DeleteAlarmMuteRule', () =>
    cloudWatch().send(new DeleteAlarmMuteRuleCommand({ AlarmMuteRuleName })),
  );
}
