import { describe, expect, it } from 'vitest';
import { parseOptions } from '../../local/options.ts';

describe('parseOptions', () => {
  it('gives the documented defaults when nothing is said', () => {
    expect(parseOptions([])).toEqual({
      port: 3000,
      awsPort: 4566,
      data: '.smallcart',
      traffic: 2,
      speed: 1,
      simulated: false,
      environments: 6,
      reset: false,
    });
  });

  it.each([
    ['a number after an equals sign', ['--port=8080'], { port: 8080 }],
    ['no shoppers', ['--no-traffic'], { traffic: 0 }],
    ['half a shopper per second', ['--traffic', '0.5'], { traffic: 0.5 }],
    ['a fast clock', ['--speed', '60'], { speed: 60 }],
    ['the fastest clock', ['--speed', '600'], { speed: 600 }],
    ['a simulated clock', ['--simulated'], { simulated: true }],
    ['room for more functions', ['--environments', '24'], { environments: 24 }],
    ['shoppers who do the same again', ['--seed', '7'], { seed: 7 }],
    ['free ports for both', ['--port', '0', '--aws-port', '0'], { port: 0, awsPort: 0 }],
  ])('reads %s', (_sentence, args, expected) => {
    expect(parseOptions(args)).toMatchObject(expected);
  });

  it('answers help when asked', () => {
    expect(parseOptions(['--help'])).toBe('help');
  });

  it.each([
    ['a port that is not a number', ['--port', 'x'], '--port takes a whole number from 0 to 65535, not "x".'],
    ['a port out of range', ['--aws-port', '70000'], '--aws-port takes a whole number from 0 to 65535, not "70000".'],
    ['an empty port', ['--port='], '--port takes a whole number from 0 to 65535, not "".'],
    ['a speed below one', ['--speed', '0'], '--speed takes a number from 1 to 600, not "0".'],
    ['a speed that no function could follow', ['--speed', '601'], '--speed takes a number from 1 to 600, not "601".'],
    ['the same port twice', ['--aws-port', '3000'], '--port and --aws-port must differ, both are 3000.'],
    ['no room for any function', ['--environments', '0'], '--environments takes a whole number from 1 to 64, not "0".'],
    ['half a seed', ['--seed', '0.5'], '--seed takes a whole number from 0 to 4294967295, not "0.5".'],
    ['an option nobody knows', ['--prot', '1'], "Unknown option '--prot'. See npm start -- --help"],
    ['a stray word', ['now'], "Unexpected argument 'now'. See npm start -- --help"],
    ['a missing value', ['--traffic'], "Option '--traffic <value>' argument missing. See npm start -- --help"],
    [
      'an ambiguous negative value',
      ['--traffic', '-1'],
      "Option '--traffic' argument is ambiguous. See npm start -- --help",
    ],
    [
      'a speed for a simulated clock',
      ['--simulated', '--speed', '2'],
      '--simulated and --speed exclude each other: a simulated clock only moves when it is advanced.',
    ],
    ['an empty data folder', ['--data', ''], '--data takes the path of a folder.'],
  ])('refuses %s in one line', (_sentence, args, message) => {
    expect(() => parseOptions(args)).toThrow(message);
  });
});
