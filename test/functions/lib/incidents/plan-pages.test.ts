import { describe, expect, test } from 'vitest';
import type { AlarmGroup } from '../../../../functions/lib/incidents/alarm-group.ts';
import { acknowledge, applyChange, type GroupChange } from '../../../../functions/lib/incidents/apply-change.ts';
import type { NotificationRoutes } from '../../../../functions/lib/incidents/notification-routes.ts';
import { planPages } from '../../../../functions/lib/incidents/plan-pages.ts';
import { alarmChange } from './alarm-changes.ts';

const MINUTE = 60_000;
const routes: NotificationRoutes = {
  businessHours: { timeZone: 'UTC', days: ['Mon'], from: '09:00', to: '17:00' },
  escalationMinutes: 15,
  warningDelayMinutes: 15,
};
const reachable = { first: ['email', 'pagerDuty'], next: ['webhook'] } as const;

/** Who is to be told of what a change made of a group, heard of so many minutes after the alarm was raised. */
function planned({ incident, events }: GroupChange, minutes: number) {
  if (incident === undefined) throw new Error('There is no incident.');
  const now = incident.openedAt + minutes * MINUTE;
  const pages = planPages(incident, events, { reachable, routes, now });
  return pages.map(({ kind, contact, channel, turnAt }) => ({
    ...{ kind, who: `${channel}/${contact}`, minutes: (turnAt - incident.openedAt) / MINUTE },
  }));
}

const EMPTY: AlarmGroup = { group: 'shop', alarms: {} };
const WARNING = alarmChange('slow', { severity: 'warning' });

/** What comes of a change that is sure to change something. */
function changed(change: GroupChange | undefined): GroupChange {
  if (change === undefined) throw new Error('Nothing has changed.');
  return change;
}

describe('a warning', () => {
  const opened = changed(applyChange(EMPTY, WARNING));

  test.each([
    ['that is heard of at once is told once it has lasted', 0, 15],
    ['that is heard of late is told when it has lasted since it was raised', 5, 15],
    ['that is heard of when it has lasted is told now, and not in the past', 20, 20],
  ])('%s', (_sentence, heard, told) => {
    expect(planned(opened, heard)).toEqual(
      reachable.first.map((channel) => ({ kind: 'opened', who: `${channel}/first`, minutes: told })),
    );
  });

  test('that was acknowledged, became worse and was acknowledged again tells of it once: nobody is told the same twice', () => {
    const by = (group: AlarmGroup, at: number) => {
      const id = group.incident?.id ?? '';
      return changed(acknowledge(group, { id, by: 'usr_1', at }));
    };
    const once = by(opened.group, 2_000);
    expect(planned(once, 1).map(({ who }) => who)).toEqual(['email/first', 'pagerDuty/first', 'webhook/next']);
    const worse = changed(applyChange(once.group, alarmChange('down', { at: 3_000 })));
    expect(planned(by(worse.group, 4_000), 2)).toEqual([]);
  });
});
