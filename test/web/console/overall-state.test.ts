import { describe, expect, test } from 'vitest';
import type { IncidentOverview } from '../../../functions/ops/incident-responses.ts';
import type { Alarm, AlarmState, Severity } from '../../../functions/ops/responses.ts';
import { overallState } from '../../../web/src/console/overview/overall-state.ts';
import { tellingAlarms } from '../../../web/src/console/overview/telling-alarms.ts';

function alarm(state: AlarmState, severity: Severity): Alarm {
  return {
    name: 'a',
    title: 'A',
    notices: '',
    state,
    reason: '',
    since: '',
    severity,
    category: 'service',
    group: 'shop',
    condition: '',
    actionsEnabled: true,
    type: 'metric',
    acting: true,
  };
}

function incident(severity: Severity): IncidentOverview {
  const words = { id: 'inc_1', title: 'A', notices: '', group: 'shop' };
  return { ...words, severity, status: 'acknowledged', openedAt: '2026-11-21T10:00:00.000Z' };
}

describe('the state of the whole shop', () => {
  const cases: Record<string, { alarms: Alarm[]; incidents?: IncidentOverview[]; tone: string; text: string }> = {
    'is that of its worst alarm': {
      alarms: [alarm('ALARM', 'warning'), alarm('ALARM', 'critical'), alarm('OK', 'critical')],
      tone: 'bad',
      text: '1 critical alarm',
    },
    'is that of its incidents, which count one failure once': {
      alarms: [alarm('ALARM', 'critical'), alarm('ALARM', 'critical'), alarm('ALARM', 'warning')],
      incidents: [incident('warning'), incident('critical')],
      tone: 'bad',
      text: '1 critical incident',
    },
    'is a warning while there are only lesser incidents': {
      alarms: [alarm('ALARM', 'warning')],
      incidents: [incident('warning'), incident('info')],
      tone: 'warn',
      text: '2 incidents',
    },
    'is that of a critical alarm which has no incident': {
      alarms: [alarm('ALARM', 'critical')],
      incidents: [incident('warning')],
      tone: 'bad',
      text: '1 critical alarm',
    },
    'counts what is wrong': {
      alarms: [alarm('ALARM', 'critical'), alarm('ALARM', 'critical')],
      tone: 'bad',
      text: '2 critical alarms',
    },
    'is a warning when nothing is critical': {
      alarms: [alarm('ALARM', 'warning'), alarm('OK', 'critical')],
      tone: 'warn',
      text: '1 warning',
    },
    'is well although an alarm for information is raised': {
      alarms: [alarm('ALARM', 'info'), alarm('OK', 'critical')],
      tone: 'good',
      text: 'All is well',
    },
    'is well when some alarms have nothing to look at': {
      alarms: [alarm('INSUFFICIENT_DATA', 'warning'), alarm('OK', 'critical')],
      tone: 'good',
      text: 'All is well',
    },
    'is not known when no alarm has data': {
      alarms: [alarm('INSUFFICIENT_DATA', 'critical')],
      tone: 'neutral',
      text: 'Waiting for data',
    },
    'is nobody’s guess without alarms': { alarms: [], tone: 'neutral', text: 'No alarms defined' },
  };
  for (const [sentence, { alarms, incidents = [], ...expected }] of Object.entries(cases)) {
    test(sentence, () => expect(overallState(alarms, incidents)).toEqual(expected));
  }
});

describe('the alarms that are named', () => {
  const at = (minute: number) => new Date(Date.UTC(2026, 10, 21, 20, minute)).toISOString();
  const named = (name: string, more: Partial<Alarm> = {}): Alarm => ({
    ...alarm('ALARM', 'critical'),
    ...{ name, since: at(0), ...more },
  });
  const burns = { suppressor: 'outage', suppressed: 'by its suppressor' };
  const outage = (more: Partial<Alarm>) => named('outage', { acting: false, members: ['table', 'shop'], ...more });
  const cases: Record<string, { alarms: Alarm[]; names: string[]; text: string }> = {
    'are those that tell somebody, not what they look at': {
      alarms: [named('down', { acting: false }), named('burn of 1 h', { acting: false }), named('shop')],
      names: ['shop'],
      text: '1 critical alarm',
    },
    'are not those that a cause silences': {
      alarms: [named('burn', burns), outage({}), named('table')],
      names: ['table'],
      text: '1 critical alarm',
    },
    'begin with the cause, also where it silences by another': {
      alarms: [named('low'), named('burn', { suppressor: 'outage' }), outage({}), named('table')],
      names: ['table', 'low', 'burn'],
      text: '3 critical alarms',
    },
    'are those that wait for their cause, as long as there is nothing else': {
      alarms: [named('burn', { ...burns, since: at(5) }), outage({ state: 'OK', since: at(0) })],
      names: ['burn'],
      text: '1 critical alarm',
    },
    'are none that outlast their cause in silence': {
      alarms: [named('burn', burns), outage({ state: 'OK', since: at(5) }), named('burn of 1 h', { acting: false })],
      names: [],
      text: 'All is well',
    },
  };
  test.each(Object.entries(cases))('%s', (_, { alarms, names, text }) => {
    expect(tellingAlarms(alarms).map(({ name }) => name)).toEqual(names);
    expect(overallState(alarms, []).text).toBe(text);
  });
});
