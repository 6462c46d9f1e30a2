import type { AlarmChange } from '../../../../functions/lib/incidents/alarm-group.ts';

/** A change of an alarm of the group `shop`, its action taken unless said otherwise. */
export function alarmChange(name: string, given: Partial<AlarmChange> = {}): AlarmChange {
  return {
    ...{ name: `smallcart-local-${name}`, title: name, severity: 'critical', group: 'shop' },
    notices: `Users notice ${name}.`,
    runbook: `${name}.md`,
    ...{ state: 'ALARM', at: 1_000, acted: true, reason: 'Threshold Crossed' },
    ...given,
  };
}
