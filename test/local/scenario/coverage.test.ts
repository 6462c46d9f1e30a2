import { describe, expect, it } from 'vitest';
import { untried } from '../../../local/scenario/coverage.ts';
import type { ScenarioTest } from '../../../local/scenario/scenario-schema.ts';

type State = NonNullable<ScenarioTest['states']>[number]['state'];

const test = (states: readonly State[] | undefined, more: Partial<ScenarioTest> = {}): ScenarioTest => ({
  name: 't',
  series: {},
  ...(states && { states: states.map((state, index) => ({ state, at: index })) }),
  ...more,
});

const FIRES = 'a has no test in which it goes to ALARM';
const RECOVERS = 'a has no test in which it recovers';
const SILENT = 'a has no test in which it stays silent';
const HELD = 'a has no test that holds it to its promise (fault)';

describe('what the tests of an alarm leave untried', () => {
  it.each<[string, ScenarioTest[], string[]]>([
    ['everything without tests', [], [FIRES, RECOVERS, SILENT]],
    ['nothing when one fires and recovers and another is silent', [test(['OK', 'ALARM', 'OK']), test(['OK'])], []],
    ['recovery when ALARM is the last state', [test(['OK', 'ALARM']), test(['OK'])], [RECOVERS]],
    ['recovery when ALARM ends without data', [test(['ALARM', 'INSUFFICIENT_DATA', 'OK']), test(['OK'])], [RECOVERS]],
    ['silence when every test fires', [test(['OK', 'ALARM', 'OK'])], [SILENT]],
    ['silence when a test only checks single times', [test(['OK', 'ALARM', 'OK']), test(undefined)], [SILENT]],
    ['nothing silent when no state changes at all', [test(['ALARM', 'OK']), test([])], []],
  ])('%s', (_says, tests, expected) => {
    expect(untried({ alarm: { id: 'a' }, tests })).toEqual(expected);
  });

  it('a promise that no test holds it to', () => {
    const tests = [test(['ALARM', 'OK']), test([])];
    expect(untried({ alarm: { id: 'a', promise: 60_000 }, tests })).toEqual([HELD]);
    const held = [...tests, test(undefined, { fault: { at: 1 } })];
    expect(untried({ alarm: { id: 'a', promise: 60_000 }, tests: held })).toEqual([]);
  });
});
