import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { releaseVersion } from '../../local/release-version.ts';

const folder = mkdtempSync(join(tmpdir(), 'release-version-'));
afterAll(() => rmSync(folder, { recursive: true }));
const MANIFEST = '{"version":"1.2.3"}';

const git = (...args: readonly string[]): string => {
  const identity = ['-c', 'user.name=Ida', '-c', 'user.email=ida@shop.example'];
  return execFileSync('git', [...identity, ...args], { cwd: folder, encoding: 'utf8', stdio: 'pipe' }).trim();
};

test('the release is the commit, and the package’s version where there is none', () => {
  writeFileSync(join(folder, 'package.json'), MANIFEST);
  expect(releaseVersion(folder)).toBe('1.2.3');
  git('init', '--quiet');
  expect(releaseVersion(folder)).toBe('1.2.3');
  git('add', 'package.json');
  git('commit', '--quiet', '--message', 'first');
  expect(releaseVersion(folder)).toBe(git('rev-parse', 'HEAD').slice(0, 12));
  const inside = join(folder, 'unpacked');
  mkdirSync(inside);
  writeFileSync(join(inside, 'package.json'), MANIFEST);
  expect(releaseVersion(inside), 'a folder in somebody else’s repository').toBe('1.2.3');
});
