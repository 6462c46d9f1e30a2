import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMPILE_CACHE } from '../../support/compile-cache.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const MAIN = join(ROOT, 'local', 'scenario', 'main.ts');

const FAILING = `alarm: application-down
tests:
  - name: expects too much
    series: { probeSuccess: 1x5 }
    states: ALARM at 3m
`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'scenario-'));
  writeFileSync(join(folder, 'failing.yaml'), FAILING);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Ended = { readonly code: number; readonly out: string; readonly err: string };

/** Runs the command as a process of its own in the folder, as npm would with the environment given. */
function run(args: readonly string[], env: NodeJS.ProcessEnv = {}, cwd = folder): Promise<Ended> {
  const { npm_lifecycle_event: _script, INIT_CWD: _cwd, ...inherited } = process.env;
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [MAIN, ...args],
      { cwd, env: { ...inherited, NODE_COMPILE_CACHE: COMPILE_CACHE, ...env } },
      (error, out, err) => resolve({ code: error === null ? 0 : Number(error.code), out, err }),
    );
  });
}

describe('npm run scenario', () => {
  it('runs the scenarios of monitoring/ unless others are named, and ends with 0', async () => {
    const { code, out, err } = await run(['--filter', 'failed-deployment']);
    expect(err).toBe('');
    expect(out).toMatch(/1 alarm, \d+ tests: \d+ passed \(\d+\.\d\d s\)\n$/);
    expect(code).toBe(0);
  });

  it('ends with 1 when a test fails, without colour where nobody looks', async () => {
    const { code, out } = await run(['failing.yaml', '--junit', 'report.xml'], { FORCE_COLOR: '1' });
    expect(out).toContain('    ✗ ALARM at 3m                           –');
    expect(out).not.toContain(String.fromCharCode(27));
    expect(readFileSync(join(folder, 'report.xml'), 'utf8')).toContain('failures="1"');
    expect(code).toBe(1);
  });

  it.each([
    ['an option that is none', ['--colour'], "scenario: Unknown option '--colour'. See npm run scenario -- --help\n"],
    ['input that cannot be used', ['nowhere.yaml'], 'nowhere.yaml: There is no such file or folder.\n'],
    ['a report that cannot be written', ['failing.yaml', '--junit', 'no/report.xml'], 'scenario: ENOENT: no such file'],
  ])('ends with 2 for %s', async (_says, args, message) => {
    const { code, err } = await run(args);
    expect(err).toContain(message);
    expect(code).toBe(2);
  });

  it('tells how it is used, in 80 columns', async () => {
    const { code, out } = await run(['--help']);
    expect(out).toMatch(/^Usage: npm run scenario/);
    expect(out.split('\n').filter((line) => line.length > 80)).toEqual([]);
    expect(code).toBe(0);
  });

  it('takes paths from where the user is, although npm runs it elsewhere', async () => {
    const { code } = await run(['failing.yaml'], { npm_lifecycle_event: 'scenario', INIT_CWD: folder }, ROOT);
    expect(code).toBe(1);
  });
});
