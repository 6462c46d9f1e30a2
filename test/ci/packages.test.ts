import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ScriptFolder, scriptFolder } from '../support/run-script.ts';

const PROJECT = join(import.meta.dirname, '../..');
let folder: ScriptFolder;

beforeEach(() => {
  folder = scriptFolder();
});
afterEach(() => folder.remove());

type Entry = Readonly<Record<string, unknown>>;

/** Runs a check of .ci over a project with these packages. */
function check(name: string, packages: Readonly<Record<string, Entry>>) {
  const paths = Object.entries(packages).map(([path, entry]) => [
    `node_modules/${path}`,
    { version: '1.0.0', ...entry },
  ]);
  folder.write('package-lock.json', JSON.stringify({ packages: { '': {}, ...Object.fromEntries(paths) } }));
  return folder.run(`node '${join(PROJECT, '.ci', name)}' .`);
}

describe('licences', () => {
  const ALLOWED = {
    'MIT for what ships': { license: 'MIT' },
    'a choice of which one is allowed': { license: '(GPL-3.0-only OR MIT)' },
    'two at once, both allowed': { license: 'MIT AND Zlib' },
    'AND before OR': { license: 'GPL-3.0-only AND MIT OR ISC' },
    'the Mozilla licence for a tool': { license: 'MPL-2.0', dev: true },
  };
  const REFUSED = {
    'two at once, one not allowed': { license: 'MIT AND GPL-3.0-only' },
    'brackets before AND': { license: 'GPL-3.0-only AND (MIT OR ISC)' },
    'the Mozilla licence for what ships': { license: 'MPL-2.0' },
    'a share-alike licence for a tool': { license: 'GPL-3.0-only', dev: true },
    'an exception to a licence': { license: 'MIT WITH something' },
    'what is no expression': { license: 'SEE LICENSE IN README.md' },
    'no licence': {},
  };

  test('are allowed by the expression, for what ships and for tools', async () => {
    expect(await check('check-licences.mjs', ALLOWED)).toEqual({
      code: 0,
      said: expect.stringMatching(/^5 packages: /),
    });
  });

  test('are refused, each by its package', async () => {
    const { code, said } = await check('check-licences.mjs', { ...ALLOWED, ...REFUSED });
    expect(code).toBe(1);
    const refused = said.split('\n').filter((line) => line.includes(' 1.0.0 '));
    expect(refused.map((line) => line.split(' 1.0.0 ', 1)[0])).toEqual(Object.keys(REFUSED));
  });

  test('a tool ships when the pages import it', async () => {
    folder.write('web/src/main.tsx', "import { x } from '@scope/thing/part';\n");
    const packages = { '@scope/thing': { license: 'MPL-2.0', dev: true }, other: { license: 'MPL-2.0', dev: true } };
    const { said } = await check('check-licences.mjs', packages);
    expect(said).toMatch(/^@scope\/thing 1\.0\.0 is under MPL-2\.0, which is not allowed for what ships\.\n2 packages/);
  });

  test('and so does what that asks for, from where npm has put it', async () => {
    folder.write('web/src/main.tsx', "import { x } from 'thing';\n");
    const tool = { license: 'MPL-2.0', dev: true };
    const { said } = await check('check-licences.mjs', {
      thing: { license: 'MIT', dev: true, dependencies: { deep: '1', wide: '1' } },
      ...{ 'thing/node_modules/deep': { ...tool, dependencies: { wide: '1' } }, deep: tool, wide: tool, other: tool },
    });
    const refused = said.split('\n').filter((line) => line.includes('is not allowed for what ships'));
    expect(refused.map((line) => line.split(' 1.0.0 ', 1)[0])).toEqual(['deep', 'wide']);
    expect(said).not.toContain('for tools');
  });

  test('a build for another machine has the licence of this one’s, and one that is not installed needs one, too', async () => {
    const optionalDependencies = { '@scope/linux': '1.0.0', '@scope/darwin': '1.0.0', '@other/linux': '1.0.0' };
    const builds = { '@scope/linux': { optional: true, license: 'MIT' }, '@scope/darwin': { optional: true } };
    expect(await check('check-licences.mjs', { tool: { license: 'MIT', optionalDependencies }, ...builds })).toEqual({
      code: 0,
      said: '3 packages: MIT 3\n',
    });
    const alone = { tool: { license: 'MIT', optionalDependencies }, '@other/linux': { optional: true } };
    expect((await check('check-licences.mjs', alone)).code).toBe(1);
  });
});

describe('known weaknesses', () => {
  const weak = (name: string, severity: string) => ({
    ...{ name, severity, range: '<2', nodes: [`node_modules/${name}`] },
    via: [{ url: `https://example.com/${severity}` }],
  });
  const found = (...all: readonly ReturnType<typeof weak>[]) => ({
    auditReportVersion: 2,
    vulnerabilities: { ...all },
  });
  const packages = {
    thing: {},
    tool: { dev: true },
    page: { dev: true, dependencies: { part: '1' } },
    part: { dev: true },
  };

  /** Checks with a registry that answers so, as npm prints it. */
  const audit = (answer: object) => {
    folder.write('bin/npm', `#!/usr/bin/env bash\ncat <<'END'\n${JSON.stringify(answer)}\nEND\nexit 1\n`);
    return check('check-audit.mjs', packages);
  };

  test('fail when they are high or critical in what ships', async () => {
    const all = [weak('thing', 'high'), weak('thing', 'critical'), weak('thing', 'moderate'), weak('tool', 'critical')];
    const { code, said } = await audit(found(...all));
    expect(code).toBe(1);
    expect(said.split('\n')).toEqual([
      'FAILS high: thing <2 https://example.com/high',
      'FAILS critical: thing <2 https://example.com/critical',
      'known moderate: thing <2 https://example.com/moderate',
      'known critical: tool <2 (a tool) https://example.com/critical',
      '4 packages with known weaknesses, 2 of them high or critical in what ships.',
      '',
    ]);
  });

  test('fail when the pages are bundled with them, too', async () => {
    folder.write('web/src/main.tsx', "import { x } from 'page';\n");
    const { code, said } = await audit(found(weak('page', 'high'), weak('part', 'high'), weak('tool', 'high')));
    expect([code, said.match(/^FAILS high: \w+/gm)]).toEqual([1, ['FAILS high: page', 'FAILS high: part']]);
  });

  const PASSING = {
    'less in what ships, and anything in a tool': [
      found(weak('thing', 'moderate'), weak('tool', 'critical')),
      '0 of them',
    ],
    none: [found(), '0 packages'],
    'no answer': [
      { message: 'Method Not Allowed' },
      'Not audited, as the registry does not answer: Method Not Allowed',
    ],
  } as const satisfies Record<string, readonly [object, string]>;

  test.each(Object.entries(PASSING))('%s: is told and passes', async (_, [answer, says]) => {
    const { code, said } = await audit(answer);
    expect(code).toBe(0);
    expect(said).toContain(says);
  });
});
