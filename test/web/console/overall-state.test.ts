import { describe, expect, test } from 'vitest';
import type { Alarm, AlarmState, Severity } from '../../../functions/ops/responses.ts';
import { overallState } from '../../../web/src/console/overall-state.ts';

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

describe('the state of the whole shop', () => {
  const cases: Record<string, { alarms: Alarm[]; tone: string; text: string }> = {
    'is that of its worst alarm': {
      alarms: [alarm('ALARM', 'warning'), alarm('ALARM', 'critical'), alarm('OK', 'critical')],
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
  for (const [sentence, { alarms, ...expected }] of Object.entries(cases)) {
    test(sentence, () => expect(overallState(alarms)).toEqual(expected));
  }
});
