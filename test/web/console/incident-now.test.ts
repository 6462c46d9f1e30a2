import { describe, expect, test } from 'vitest';
import type { IncidentAlarm, IncidentDetail, IncidentOverview } from '../../../functions/ops/incident-responses.ts';
import type { Alarm } from '../../../functions/ops/responses.ts';
import {
  decidingAlarm,
  incidentNow,
  incidentsNow,
  peakWords,
} from '../../../web/src/console/incidents/incident-now.ts';
import { overallState } from '../../../web/src/console/overview/overall-state.ts';
import { formatStamp } from '../../../web/src/ui/format-time.ts';

const at = (time: string) => `2026-11-21T${time}:00.000Z`;

function alarm(title: string, more: Partial<Alarm>): Alarm {
  return {
    ...{ name: title, title, notices: `${title}.`, state: 'OK', reason: '', since: at('03:09') },
    ...{
      severity: 'critical',
      category: 'service',
      group: 'shop',
      condition: '',
      actionsEnabled: true,
      type: 'composite',
      acting: true,
    },
    ...more,
  };
}

function member(title: string, more: Partial<IncidentAlarm> = {}): IncidentAlarm {
  const times = { since: at('03:09'), raisedAt: at('03:05') };
  return { name: title, title, severity: 'critical', state: 'OK', reason: '', ...times, ...more };
}

const incident: IncidentOverview = {
  ...{ id: 'inc_1', title: 'Down', notices: 'Down.', group: 'shop' },
  ...{ severity: 'critical', status: 'open', openedAt: at('01:29') },
};
const detail: IncidentDetail = {
  ...incident,
  ...{ reopenings: 0, timeline: [], told: [], escalation: 'possible', links: [] },
  alarms: [
    member('Burn', { severity: 'warning', state: 'ALARM', since: at('01:29'), raisedAt: at('01:29') }),
    member('Down'),
    member('Application', { value: 7 }),
  ],
};
const down = alarm('Down', {});
const burn = alarm('Burn', { severity: 'warning', state: 'ALARM', since: at('01:29'), members: ['window'] });
const window = alarm('window', { state: 'ALARM', type: 'metric', acting: false });
const [now] = incidentsNow([incident], [down, burn, window]);

describe('an incident whose worst alarm is over', () => {
  test('is what is in alarm now, and says what it was', () => {
    expect(now).toMatchObject({ title: 'Burn', notices: 'Burn.', severity: 'warning', openedAt: at('01:29') });
    expect(now?.was).toEqual({ severity: 'critical', title: 'Down', until: at('03:09') });
    expect(overallState([down, burn, window], [incident])).toEqual({ tone: 'warn', text: '1 incident' });
  });

  test('says on its own page from when to when it was so', () => {
    const { was, title, severity } = incidentNow(detail, [down, burn, window]);
    expect([title, severity]).toEqual(['Burn', 'warning']);
    const [from, until] = [formatStamp(at('03:05')), formatStamp(at('03:09'))];
    if (was === undefined) throw new Error('It was worse.');
    expect(peakWords(was, from)).toBe(`was critical: Down ${from.slice(11)}–${until.slice(11)}`);
    expect(peakWords(was, '2026-11-25T12:00:00.000Z')).toBe(`was critical: Down ${from}–${until.slice(11)}`);
  });

  test('shows the metric of what is in alarm now, not of what is over', () => {
    const shown = incidentNow(detail, [down, burn, window]);
    expect(decidingAlarm(shown, [down, burn, window])?.name).toBe('window');
    const latency = member('Latency', { severity: 'warning', state: 'ALARM', value: 3 });
    expect(decidingAlarm({ ...shown, alarms: [...shown.alarms, latency] }, [window])?.name).toBe('Latency');
    const over = { ...detail, alarms: detail.alarms.map((each) => ({ ...each, state: 'OK' as const })) };
    expect(decidingAlarm(over, [])?.name).toBe('Application');
  });
});

describe('an incident stays what it was', () => {
  const cases: Record<string, [given: IncidentOverview, alarms: readonly Alarm[]]> = {
    'while its worst alarm is raised': [incident, [{ ...down, state: 'ALARM' }, burn]],
    'while its worst alarm has no data, which is no sign that it is over': [
      incident,
      [{ ...down, state: 'INSUFFICIENT_DATA' }, burn],
    ],
    'as long as nothing else says what it is now': [incident, [down, window]],
    'as long as no alarms are known': [incident, []],
    'when it is over': [{ ...incident, status: 'resolved' }, [down, burn]],
    'when what is raised is of another group': [incident, [down, { ...burn, group: 'orders' }]],
    'when what is raised is silenced by its cause': [incident, [down, { ...burn, suppressed: 'Table failing' }]],
  };
  test.each(Object.entries(cases))('%s', (_sentence, [given, alarms]) => {
    expect(incidentsNow([given], alarms)[0]).toEqual(given);
  });

  test('critical, when another critical alarm is raised', () => {
    const [shown] = incidentsNow([incident], [down, burn, alarm('Table', { state: 'ALARM' })]);
    expect(shown).toMatchObject({ title: 'Table', severity: 'critical', was: { title: 'Down' } });
  });
});
