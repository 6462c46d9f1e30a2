import { describe, expect, test } from 'vitest';
import type { IncidentOverview } from '../../../functions/ops/incident-responses.ts';
import type { Alarm, AlarmState, Severity } from '../../../functions/ops/responses.ts';
import { overallState } from '../../../web/src/console/overview/overall-state.ts';

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
