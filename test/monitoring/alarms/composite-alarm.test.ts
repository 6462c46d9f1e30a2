import { describe, expect, it } from 'vitest';
import { parseAlarmRule } from '../../../local/cloudwatch/composite/parse-rule.ts';
import { compositeAlarm, ruleText } from '../../../monitoring/alarms/composite-alarm.ts';
import { shopUnavailable, tableFailing } from '../../support/composite-examples.ts';

describe('ruleText', () => {
  const cases = [
    ['one alarm', 'a', 'ALARM("smallcart-dev-a")'],
    ['one or another', { any: ['a', 'b'] }, 'ALARM("smallcart-dev-a") OR ALARM("smallcart-dev-b")'],
    ['one and another', { all: ['a', 'b'] }, 'ALARM("smallcart-dev-a") AND ALARM("smallcart-dev-b")'],
    [
      'one without another',
      { all: ['a', { not: 'b' }] },
      'ALARM("smallcart-dev-a") AND (NOT ALARM("smallcart-dev-b"))',
    ],
    [
      'a choice of several together',
      { any: [{ all: ['a', 'b'] }, 'c'] },
      '(ALARM("smallcart-dev-a") AND ALARM("smallcart-dev-b")) OR ALARM("smallcart-dev-c")',
    ],
  ] as const;
  it.each(cases)('writes %s as CloudWatch reads it', (_sentence, rule, text) => {
    expect(ruleText(rule, 'dev')).toBe(text);
    expect(() => parseAlarmRule(text)).not.toThrow();
  });
});

describe('compositeAlarm', () => {
  it('has no suppressor where there is no cause to wait for', () => {
    const alarm = compositeAlarm(tableFailing, { stage: 'dev' });
    expect(alarm.alarmName).toBe('smallcart-dev-table-failing');
    expect(alarm).not.toHaveProperty('actionsSuppressor');
  });

  it('names the cause that silences it, with how long it waits for that', () => {
    expect(compositeAlarm(shopUnavailable, { stage: 'dev' })).toMatchObject({
      actionsSuppressor: 'smallcart-dev-table-failing',
      actionsSuppressorWaitPeriod: 60,
      actionsSuppressorExtensionPeriod: 120,
    });
  });
});
