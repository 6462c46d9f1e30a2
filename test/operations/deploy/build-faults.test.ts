import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { beginBuild } from '../../../local/build/built-from.ts';
import { buildFaults } from '../../../operations/deploy/build-faults.ts';
import { git } from '../../../operations/deploy/git.ts';

let folder: string;
let first: string;
beforeEach(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'built-')));
  for (const made of ['node_modules', 'dist/functions', 'web/dist']) mkdirSync(join(folder, made), { recursive: true });
  writeFileSync(join(folder, '.gitignore'), 'dist\nnode_modules\n');
  await git(folder, 'init', '--quiet');
  first = await commit('one');
});
afterEach(() => rmSync(folder, { recursive: true }));

async function commit(text: string): Promise<string> {
  writeFileSync(join(folder, 'file'), text);
  await git(folder, 'add', '.');
  const author = ['-c', 'user.name=test', '-c', 'user.email=test@example.invalid', '-c', 'commit.gpgsign=false'];
  await git(folder, ...author, 'commit', '--quiet', '--message', text);
  return git(folder, 'rev-parse', 'HEAD');
}
const build = (): void => beginBuild(folder)();
const REMEDY = /: run npm ci and npm run build first, or leave --prebuilt away\.$/;

test('what was built from just that commit is taken', () => {
  build();
  expect(buildFaults(folder, first)).toEqual([]);
});

test.each<[string, () => unknown, RegExp]>([
  ['nobody knows what from', () => undefined, /^--prebuilt cannot tell what dist was built from/],
  [
    'another commit',
    async () => {
      build();
      await commit('two');
    },
    /^--prebuilt would deploy [0-9a-f]{12}, and dist was built from [0-9a-f]{12}/,
  ],
  [
    'changed files, also when they are as before by now',
    async () => {
      writeFileSync(join(folder, 'file'), 'changed');
      build();
      writeFileSync(join(folder, 'file'), 'one');
    },
    /^dist was built when files were changed/,
  ],
  [
    'files that changed meanwhile',
    () => {
      const sayBuilt = beginBuild(folder);
      writeFileSync(join(folder, 'file'), 'changed');
      sayBuilt();
      writeFileSync(join(folder, 'file'), 'one');
    },
    /^--prebuilt cannot tell/,
  ],
  [
    'a later build that failed',
    () => {
      build();
      beginBuild(folder);
    },
    /^--prebuilt cannot tell/,
  ],
])('what was built from %s is refused, with what to do', async (_, how, sentence) => {
  await how();
  const [fault] = buildFaults(folder, await git(folder, 'rev-parse', 'HEAD'));
  expect(fault).toMatch(sentence);
  expect(fault).toMatch(REMEDY);
});

test('where there is no git a build says nothing of it', () => {
  rmSync(join(folder, '.git'), { recursive: true });
  build();
  expect(buildFaults(folder, first)).toEqual([expect.stringMatching(/cannot tell/)]);
});
