import { describe, expect, it } from 'vitest';
import { parseGrafanaOptions, USAGE } from '../../grafana/grafana-options.ts';

const LOCAL = { kind: 'local', stage: 'local', awsPort: 4566 };

describe('npm run grafana', () => {
  it.each<readonly [string, readonly string[], readonly object[], string, number]>([
    ['shows the system of this machine unless it is told otherwise', [], [LOCAL], 'grafana/provisioning', 3000],
    [
      'leaves what the repository has alone for a stage on AWS',
      ['--stage', 'production'],
      [{ kind: 'aws', stage: 'production' }],
      'dist/grafana/provisioning',
      3000,
    ],
    [
      'takes several stages, each once',
      ['--stage', 'dev', '--stage', 'local', '--stage', 'dev', '--aws-port', '5000', '--out', 'x'],
      [
        { kind: 'aws', stage: 'dev' },
        { ...LOCAL, awsPort: 5000 },
      ],
      'x',
      3000,
    ],
    [
      'leads to the shop at another port',
      ['--port', '8080', '--stage', 'dev', '--stage', 'local'],
      [{ kind: 'aws', stage: 'dev' }, LOCAL],
      'dist/grafana/provisioning',
      8080,
    ],
  ])('%s', (_sentence, args, places, out, port) => {
    expect(parseGrafanaOptions(args)).toEqual({ place: places[0], places, port, out });
  });

  it('explains itself', () => {
    expect(parseGrafanaOptions(['--help'])).toBe('help');
    expect(USAGE).toMatch(/--port 3000 /);
  });

  it.each([
    ['a stage whose name cannot be', ['--stage', 'Prod-1'], /Stage "Prod-1" must begin with a lower-case letter/],
    ['a port of this machine for a stage that is on AWS', ['--stage', 'dev', '--aws-port', '1'], /leave one away/],
    ['a port of the shop for stages that are all on AWS', ['--stage', 'dev', '--port', '8080'], /leave one away/],
    ['a port that cannot be', ['--port', '70000'], /--port takes a whole number from 1 to 65535, not "70000"/],
    ['nowhere to write to', ['--out='], /--out takes a folder/],
    ['an option that there is not', ['--stages', 'dev'], /See npm run grafana -- --help/],
  ])('refuses %s', (_what, args, says) => {
    expect(() => parseGrafanaOptions(args)).toThrow(says);
  });
});
