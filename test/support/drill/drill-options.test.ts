import { describe, expect, it } from 'vitest';
import { drillOptions } from '../../drill/drill-options.ts';
import { silenceOptions } from '../../drill/silence-options.ts';
import { DRILLS, SHOPS } from './drills.ts';

describe('npm run drill', () => {
  it('runs every drill, in two shops, unless told otherwise', () => {
    expect(drillOptions([])).toEqual({ shops: SHOPS, lanes: 2, json: false });
  });

  it('runs all drills of the faults that are named', () => {
    const options = drillOptions(['--fault', 'function-crash', '--fault', 'emf-lost', '--lanes', '3', '--json']);
    expect(options).toMatchObject({ lanes: 3, json: true });
    const chosen = new Set(options === 'help' ? [] : options.shops.flat());
    expect(chosen).toEqual(new Set(DRILLS.filter(({ fault }) => fault === 'function-crash' || fault === 'emf-lost')));
    expect(drillOptions(['--help'])).toBe('help');
  });

  it.each([
    ['a fault that has no drill', ['--fault', 'rain'], 'There is no drill of "rain"; there are: dynamodb-errors, '],
    ['too many shops', ['--lanes', '17'], '--lanes takes a whole number from 1 to 16, not "17".'],
    ['an option nobody knows', ['--falt'], "Unknown option '--falt'. See npm run drill -- --help"],
  ])('refuses %s in one line', (_sentence, args, message) => {
    expect(() => drillOptions(args)).toThrow(message);
  });
});

describe('npm run silence', () => {
  it('lasts for thirty days, unless told otherwise', () => {
    expect(silenceOptions([])).toMatchObject({ days: 30, json: false });
    expect(silenceOptions(['--days', '0.5', '--traffic', '2', '--data', 'quiet', '--json'])).toEqual({
      ...{ days: 0.5, lanes: 2, traffic: 2, data: 'quiet', json: true },
    });
    expect(silenceOptions(['--lanes', '3', '--seed', '0'])).toMatchObject({ lanes: 3, seed: 0 });
    expect(silenceOptions(['--help'])).toBe('help');
  });

  it.each([
    ['no days', ['--days', '0'], '--days takes a number above 0, up to 366, not "0".'],
    ['half a shop', ['--lanes', '1.5'], '--lanes takes a whole number from 1 to 16, not "1.5".'],
    ['no seed', ['--seed', ''], '--seed takes a whole number from 0 to 4294967295, not "".'],
    ['nobody', ['--traffic', ''], '--traffic takes a number above 0, up to 100, not "".'],
    ['a stray word', ['now'], "Unexpected argument 'now'. See npm run silence -- --help"],
  ])('refuses %s in one line', (_sentence, args, message) => {
    expect(() => silenceOptions(args)).toThrow(message);
  });
});
