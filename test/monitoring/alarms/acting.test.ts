import { describe, expect, it } from 'vitest';
import { isActing, namedAlarms, topicsOf } from '../../../monitoring/alarms/acting.ts';
import { tableFailing as table } from '../../support/composite-examples.ts';

describe('namedAlarms', () => {
  const cases = [
    ['one alarm', 'a', ['a']],
    ['several', { any: ['a', 'b'] }, ['a', 'b']],
    ['one that must not be raised', { all: ['a', { not: 'b' }] }, ['a', 'b']],
    ['several in several, each once', { any: [{ all: ['a', 'b'] }, { all: ['b', 'c'] }] }, ['a', 'b', 'c']],
  ] as const;
  it.each(cases)('lists %s', (_sentence, rule, names) => {
    expect(namedAlarms(rule)).toEqual(names);
  });
});

describe('isActing', () => {
  const shop = { ...table, id: 'shop', rule: { any: ['down', { all: ['table-failing', 'errors'] }] } };
  const cases = [
    ['an alarm that no composite names acts', 'lonely', true],
    ['an alarm that a composite names leaves it to the composite', 'down', false],
    ['so does one that a composite names in a part of its rule', 'errors', false],
    ['so does a composite that another names', 'table-failing', false],
    ['a composite that no other names acts', 'shop', true],
  ] as const;
  it.each(cases)('%s', (_sentence, id, acts) => {
    expect(isActing(id, [table, shop])).toBe(acts);
  });

  it('does not leave it to a composite for which it must not be raised', () => {
    expect(isActing('cause', [{ ...table, rule: { all: ['symptom', { not: 'cause' }] } }])).toBe(true);
  });

  describe('of a composite that only silences others', () => {
    const known = { ...table, id: 'known', rule: { any: ['down', 'errors'] }, tells: false } as const;
    it('does not act', () => expect(isActing('known', [known])).toBe(false));
    it('leaves what it names to tell of itself', () => expect(isActing('down', [known])).toBe(true));
  });

  it('does not ask who is suppressed: a suppressor that no composite names acts', () => {
    const suppressor = { id: 'cause', waitPeriod: 60, extensionPeriod: 60, reason: 'It is the cause.' };
    expect(isActing('cause', [{ ...table, suppressor }])).toBe(true);
  });
});

describe('topicsOf', () => {
  it('has the topic of the alarm’s severity, of both states', () => {
    expect(topicsOf({ group: 'shop', severity: 'warning' })).toEqual({ alarm: ['warning'], ok: ['warning'] });
  });

  it('has the operator’s mail, too, when the ordinary way of notifications begins to fail', () => {
    const topics = { alarm: ['critical', 'mail'], ok: ['critical'] };
    expect(topicsOf({ group: 'notification', severity: 'critical' })).toEqual(topics);
  });
});
