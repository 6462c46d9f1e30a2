import { describe, expect, it } from 'vitest';
import { parseScenarioOptions } from '../../../local/scenario/scenario-options.ts';

const NONE = { paths: [], alarms: undefined, filter: undefined, json: false, junit: undefined, coverage: false };

describe('the options of npm run scenario', () => {
  it.each([
    ['nothing', [], NONE],
    ['paths among options', ['a', '--json', 'b'], { ...NONE, paths: ['a', 'b'], json: true }],
    [
      'all of them',
      ['a', '--alarms', 'x.json', '--filter=quiet shop', '--junit', 'r.xml', '--coverage'],
      { ...NONE, paths: ['a'], alarms: 'x.json', filter: 'quiet shop', junit: 'r.xml', coverage: true },
    ],
    ['help among others', ['-h', '--json'], 'help'],
  ])('%s', (_says, args, expected) => {
    expect(parseScenarioOptions(args)).toEqual(expected);
  });

  it.each([
    ['an option that is none', ['--colour'], "Unknown option '--colour'. See npm run scenario -- --help"],
    ['an option without its value', ['--filter'], "Option '--filter <value>' argument missing"],
    ['a value that an option does not take', ['--json=yes'], "Option '--json' does not take an argument"],
    ['an empty value', ['--filter', ' '], '--filter takes a text that is not empty.'],
    [
      'alarms without scenarios',
      ['--alarms', 'x.json'],
      '--alarms needs scenarios on those alarms: name their files or folders.',
    ],
  ])('refuse %s', (_says, args, message) => {
    expect(() => parseScenarioOptions(args)).toThrow(message);
  });
});
