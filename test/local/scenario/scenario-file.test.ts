import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readScenarioFile } from '../../../local/scenario/scenario-file.ts';

/** A valid file of seven lines; a test's further fields follow on line 8. */
const test = (...fields: string[]): string =>
  [
    'alarm: a',
    'start: 2026-03-01T08:30Z',
    'interval: 5m',
    'tests:',
    '  - name: t',
    '    series:',
    '      m: 1',
    ...fields,
  ]
    .map((line, index) => (index < 7 ? line : `    ${line}`))
    .join('\n');

const problemsOf = (text: string): string[] =>
  readScenarioFile('a.yaml', text).problems.map(({ line, column, message }) => `${line}:${column} ${message}`);

describe('a scenario file', () => {
  it.each<[string, string, string]>([
    ['broken YAML', 'alarm: [', '1:9 The YAML is broken: Flow sequence'],
    ['a key twice', 'alarm: a\nalarm: b', '2:1 The YAML is broken: Map keys must be unique'],
    ['an alias of nothing', 'alarm: *a', '1:1 The YAML is broken: Unresolved alias'],
    ['a text', 'alarm', '1:1 a scenario file must be a mapping of alarm, alarms, start, interval, tests'],
    ['no tests', 'alarm: a', "1:1 'tests' is missing"],
    ['an empty list of tests', 'alarm: a\ntests: []', '2:8 tests lists at least one test'],
    ['tests that are no list', 'alarm: a\ntests: x', '2:8 tests must be a list'],
    ['no alarm', test('states: OK at 1m').replace('alarm: a\n', '# no alarm\n'), "2:1 'alarm' is missing"],
    ['an empty alarm', test('states: OK at 1m').replace('alarm: a', 'alarm: '), "1:8 '' is not a text."],
    [
      'a start between minutes',
      test('states: []').replace('08:30Z', '08:30:01Z'),
      "2:8 '2026-03-01T08:30:01Z' is not a full minute in UTC",
    ],
    [
      'a start in no zone',
      test('states: []').replace('08:30Z', '08:30'),
      "2:8 '2026-03-01T08:30' is not a full minute in UTC",
    ],
    ['a day that is none', test('states: []').replace('03-01', '13-01'), '2:8 '],
    ['an interval of nothing', test('states: []').replace('5m', '0m'), "3:11 '0m' is not an interval from 1s to 1d"],
    ['an interval without a unit', test('states: []').replace('5m', '5'), "3:11 '5' is not an interval from 1s to 1d"],
    ['nothing expected', test(), '5:5 a test expects something: give it states, actions, checks, fault'],
    ['a misspelt field', test('states: []', 'stats: []'), "9:5 a test has no field 'stats'. Did you mean 'states'?"],
    [
      'a change without a time',
      test('states:', '  - OK at 1m', '  - ALARM'),
      "10:9 'ALARM' is not of the form 'ALARM at 7m'",
    ],
    ['a state that is none', test('states: OKAY at 1m'), "8:13 'OKAY' is not one of OK, ALARM, INSUFFICIENT_DATA."],
    ['a time that is none', test('states: OK at 1'), "8:13 '1' is not a span of time such as 7m"],
    ['a time beyond a run', test('states: OK at 401d'), "8:13 '401d' is not a span of time"],
    ['a list for a change', test('states: [[OK]]'), '8:14 a change of state must be a mapping of state, at, reason'],
    [
      'a change with a misspelt field',
      test('states:', '  - { state: OK, at: 1m, reson: x }'),
      "9:30 a change of state has no field 'reson'. Did you mean 'reason'?",
    ],
    ['a change without a state', test('states:', '  - { at: 1m }'), "9:9 'state' is missing"],
    ['an action without a time', test('actions: pager'), "8:14 'pager' is not of the form 'my-topic at 7m'"],
    ['a check of nothing', test('checks: { at: 1m }'), '8:13 a check says which state or reason it expects'],
    ['a fault that is no time', test('fault: soon'), "8:12 'soon' is not a span of time"],
    [
      'a mute between minutes',
      test('states: []', 'mute: { at: 90s, for: 1m }'),
      "9:17 '90s' is not a span of full minutes",
    ],
    [
      'a mute without a length',
      test('states: []', 'mute: { at: 1m }'),
      '9:11 a mute has at and for, or expression and duration of a mute rule',
    ],
    [
      'a mute of both kinds',
      test('states: []', 'mute: { at: 1m, for: 1m, expression: a, duration: b }'),
      '9:11 a mute has',
    ],
    [
      'series that are no mapping',
      test('states: []').replace('\n      m: 1', ' 1'),
      '6:13 series must be a mapping of metrics to their values',
    ],
    ['a series without values', test('states: []').replace('m: 1', 'm: {before: 1}'), "7:10 'values' is missing"],
    [
      'a series that is a list',
      test('states: []').replace('m: 1', 'm: [1]'),
      '7:10 a series must be a mapping of values',
    ],
    [
      'a word in a series',
      test('states: []').replace('m: 1', 'm: 1x5 0 5y'),
      "7:16 '5y' is not in the series notation",
    ],
    [
      'a word in a quoted series',
      test('states: []').replace('m: 1', "m: '1x5 0 5y'"),
      "7:10 '5y' is not in the series notation",
    ],
    [
      'a word in what was before',
      test('states: []').replace('m: 1', 'm: {values: 1, before: 1 y}'),
      "7:32 'y' is not in the series notation",
    ],
    [
      'a list of values',
      test('states: []').replace('m: 1', 'm: {values: [1]}'),
      '7:19 must be a series in short notation',
    ],
    [
      'a unit that is none',
      test('states: []').replace('m: 1', 'm: {values: 1, unit: Cont}'),
      "7:28 'Cont' is not one of Seconds",
    ],
    [
      'dimensions that are no mapping',
      test('states: []').replace('m: 1', 'm: {values: 1, dimensions: x}'),
      '7:34 dimensions must be a mapping',
    ],
    [
      'two tests of one name',
      `${test('states: []')}\n  - name: t\n    series: {}\n    states: []`,
      "9:11 another test has the name 't'",
    ],
    ['a broken second document', `${test('states: []')}\n---\nalarm: b`, "10:1 'tests' is missing"],
  ])('with %s is refused, and where is told', (_says, text, expected) => {
    expect(problemsOf(text)).toEqual([expect.stringContaining(expected)]);
  });

  it.each(['', '# nothing\n', '---\n---\n'])('that is empty (%j) is refused', (text) => {
    const { scenarios, problems } = readScenarioFile('a.yaml', text);
    expect(scenarios).toEqual([]);
    expect(problems).toEqual([{ file: 'a.yaml', message: expect.stringContaining('The file is empty') }]);
  });

  it('tells all that is wrong at once, each with its line', () => {
    const { problems } = readScenarioFile('a.yaml', test('states: OK', 'checks: 1', 'faults: 1'));
    expect(problems.map(({ line, source }) => [line, source])).toEqual([
      [8, '    states: OK'],
      [9, '    checks: 1'],
      [10, '    faults: 1'],
    ]);
  });

  it('reads every scalar as it is written: 0x10 is ten zeros, not sixteen', () => {
    const { scenarios } = readScenarioFile('a.yaml', test('states: []').replace('m: 1', 'm: 0x10'));
    expect(scenarios[0]?.document.tests[0]?.series.m?.values).toHaveLength(10);
  });

  it('takes one item for a list, short forms for mappings, and documents for several alarms', () => {
    const { scenarios, problems } = readScenarioFile(
      'a.yaml',
      `${test('states: OK at 1m', 'fault: 2m')}\n---\n${test('actions: [a at 1m]', 'mute: {at: 1m, for: 2m}')}`,
    );
    expect(problems).toEqual([]);
    expect(scenarios.map(({ document }) => document)).toMatchObject([
      {
        interval: 300_000,
        start: Date.parse('2026-03-01T08:30Z'),
        tests: [{ states: [{ state: 'OK', at: 60_000 }], fault: { at: 120_000 } }],
      },
      { tests: [{ actions: [{ action: 'a', at: 60_000 }], mute: [{ at: 60_000, for: 120_000 }] }] },
    ]);
  });

  it('is read or refused, whatever it holds', () => {
    const valid = test('states: [OK at 1m]', 'checks: { at: 1m, state: OK }', 'mute: { at: 1m, for: 2m }', 'fault: 1m');
    const piece = fc.constantFrom(...'*&<!|>%@`"\'#,[]{}:-? \n\t', '---\n', '__proto__: ', 'x9', '&a ', '*a', '!!int ');
    fc.assert(
      fc.property(fc.nat(valid.length), fc.nat(12), piece, (at, length, text) => {
        const { scenarios, problems } = readScenarioFile(
          'a.yaml',
          valid.slice(0, at) + text + valid.slice(at + length),
        );
        expect(scenarios.length + problems.length).toBeGreaterThan(0);
        for (const { message } of problems) expect(message).not.toMatch(/^Invalid input|undefined/);
      }),
      { numRuns: 1_000 },
    );
  });
});
