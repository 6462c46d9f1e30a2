import { describe, expect, it } from 'vitest';
import { parseGrafanaOptions } from '../../grafana/grafana-options.ts';

const LOCAL = { kind: 'local', stage: 'local', awsPort: 4566 };

describe('npm run grafana', () => {
  it.each<readonly [string, readonly string[], readonly object[], string]>([
    ['shows the system of this machine unless it is told otherwise', [], [LOCAL], 'grafana/provisioning'],
    [
      'leaves what the repository has alone for a stage on AWS',
      ['--stage', 'production'],
      [{ kind: 'aws', stage: 'production' }],
      'dist/grafana/provisioning',
    ],
    [
      'takes several stages, each once',
      ['--stage', 'dev', '--stage', 'local', '--stage', 'dev', '--aws-port', '5000', '--out', 'x'],
      [
        { kind: 'aws', stage: 'dev' },
        { ...LOCAL, awsPort: 5000 },
      ],
      'x',
    ],
  ])('%s', (_sentence, args, places, out) => {
    expect(parseGrafanaOptions(args)).toEqual({ place: places[0], places, out });
  });

  it('explains itself', () => {
    expect(parseGrafanaOptions(['--help'])).toBe('help');
  });

  it.each([
    ['a stage whose name cannot be', ['--stage', 'Prod-1'], /Stage "Prod-1" must begin with a lower-case letter/],
    ['a port of this machine for a stage that is on AWS', ['--stage', 'dev', '--aws-port', '1'], /leave one away/],
    ['nowhere to write to', ['--out='], /--out takes a folder/],
    ['an option that there is not', ['--stages', 'dev'], /See npm run grafana -- --help/],
  ])('refuses %s', (_what, args, says) => {
    expect(() => parseGrafanaOptions(args)).toThrow(says);
  });
});
