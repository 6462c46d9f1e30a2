import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parseDeployOptions } from '../../operations/deploy/options.ts';
import { parseRemoveOptions } from '../../operations/remove/remove-options.ts';
import { SECRETS } from '../../settings/secrets.ts';
import { type ScriptFolder, scriptFolder } from '../support/run-script.ts';
import { jobOf, stepOf, WORKFLOWS } from '../support/workflows.ts';

const PROJECT = join(import.meta.dirname, '../..');
let folder: ScriptFolder;

beforeEach(() => {
  folder = scriptFolder();
});
afterEach(() => folder.remove());

/** Brings a file of the project to the folder. */
function bring(...names: readonly string[]): void {
  for (const name of names) {
    mkdirSync(join(folder.path, name, '..'), { recursive: true });
    copyFileSync(join(PROJECT, name), join(folder.path, name));
  }
}

const read = (name: string): string =>
  existsSync(join(folder.path, name)) ? readFileSync(join(folder.path, name), 'utf8') : '';

/** Puts a program in npm's place that notes its words and then does so. */
const npm = (does: string) => folder.write('bin/npm', `#!/usr/bin/env bash\nprintf '%s\\n' "$@" >words\n${does}\n`);

const scriptOf = (workflow: string, name: string): string => stepOf(workflow, name).run ?? '';

describe('the step that deploys', () => {
  const ASKED = {
    'main to production': ['deploy', { COMMIT: '' }, { place: { kind: 'aws', stage: 'production' }, prebuilt: false }],
    'an earlier commit to production': ['deploy', { COMMIT: 'abc 1' }, { revision: 'abc 1' }],
    'what is built to a preview': [
      'preview',
      { STAGE: 'pr12' },
      { place: { kind: 'aws', stage: 'pr12' }, prebuilt: true },
    ],
  } as const satisfies Record<string, readonly [string, Readonly<Record<string, string>>, object]>;

  test.each(Object.entries(ASKED))('brings %s', async (_, [workflow, environment, expected]) => {
    npm('');
    await folder.run(scriptOf(workflow, 'Deploy'), { ...environment, RUNNER_TEMP: folder.path });
    const words = read('words').split('\n').slice(0, -1);
    const options = parseDeployOptions(words.slice(words.indexOf('--') + 1));
    expect(words.slice(0, words.indexOf('--'))).toEqual(['run', '--silent', 'deploy']);
    expect(options).toMatchObject(expected);
  });

  test('ends as the deployment does, and keeps what it says', async () => {
    npm('echo one; echo two >&2; exit 130');
    const ended = await folder.run(scriptOf('deploy', 'Deploy'), { COMMIT: '', RUNNER_TEMP: folder.path });
    expect(ended).toEqual({ code: 130, said: 'one\ntwo\n' });
    expect(read('deployment.txt')).toBe('one\ntwo\n');
  });

  test('hands on the signal of a workflow that is cancelled', async () => {
    npm(
      `exec node -e "process.on('SIGINT', () => { console.log('stopping'); process.exit(130); }); setInterval(() => {}, 1e6); console.log('waits')"`,
    );
    const step = folder.start(scriptOf('preview', 'Deploy'), { STAGE: 'pr12', RUNNER_TEMP: folder.path });
    await step.says('waits');
    step.signal('SIGINT');
    expect(await step.ended).toEqual({ code: 130, said: 'waits\nstopping\n' });
  });
});

describe('the step that tells', () => {
  const tell = async (said: string) => {
    bring('.ci/tell-deployment');
    folder.write('deployment.txt', said);
    const [output, summary] = ['output', 'summary'].map((name) => join(folder.path, name));
    const environment = { RUNNER_TEMP: folder.path, GITHUB_OUTPUT: output ?? '', GITHUB_STEP_SUMMARY: summary ?? '' };
    const { code } = await folder.run(scriptOf('deploy', 'Tell where and how'), environment);
    return { code, output: read('output'), summary: read('summary') };
  };

  test('where the console shows the deployment, and how it ended', async () => {
    const ending = '0123456789ab serves stage pr12. (2 min)\nhttps://d1.cloudfront.net/ops/deployments/dep_1\n';
    expect(await tell(`shop: https://d1.cloudfront.net\n${ending}`)).toEqual({
      code: 0,
      output: 'url=https://d1.cloudfront.net/ops/deployments/dep_1\n',
      summary: `~~~text\nshop: https://d1.cloudfront.net\n${ending}~~~\n`,
    });
  });

  test('what stood against one that was not begun, which is nowhere to be seen', async () => {
    const fault = 'ALARM_EMAIL is not set.\n';
    expect(await tell(fault)).toEqual({ code: 0, output: '', summary: `~~~text\n${fault}~~~\n` });
  });
});

describe('the step that makes secrets', () => {
  /** SST's program: what it lists, and a note of what it is told to set. */
  const make = async (lists: string) => {
    bring('.ci/make-secrets', 'settings/secrets.ts');
    const set = `{ printf '%s=' "$3"; cat; printf ' %s %s\\n' "$4" "$5"; } >>set`;
    const sst = `#!/usr/bin/env bash\nif [ "$2" = list ]; then ${lists}; else ${set}; fi\n`;
    folder.write('node_modules/.bin/sst', sst);
    const { code, said } = await folder.run(scriptOf('preview', "Make the stage's secrets"), { STAGE: 'pr12' });
    const made = read('set').split('\n').slice(0, -1);
    return { code, said, made };
  };
  const whole = (name: string) => expect.stringMatching(new RegExp(`^${name}=[0-9a-f]{64} --stage pr12$`));

  test('makes all of them for a stage that has none, each its own, and shows none', async () => {
    const { code, said, made } = await make('echo "✕  No secrets found" >&2; exit 1');
    expect(code).toBe(0);
    expect(made).toEqual(SECRETS.map(whole));
    expect(new Set(made.map((line) => line.split('=')[1])).size).toBe(SECRETS.length);
    expect(said).not.toMatch(/[0-9a-f]{64}/);
  });

  test('leaves those that are set as they are, which one of a longer name is not', async () => {
    const [first, ...others] = SECRETS;
    const { made, said } = await make(`echo "# smallcart/pr12"; echo "${first}=known"; echo "Old${others[0]}=known"`);
    expect(made).toEqual(others.map(whole));
    expect(said).not.toContain('known');
  });

  test('fails with what SST says when it cannot tell', async () => {
    const { code, said, made } = await make('echo "✕  The security token is expired" >&2; exit 1');
    expect([code, said, made]).toEqual([1, '✕  The security token is expired\n', []]);
  });
});

describe('the step that refuses what main does not have', () => {
  const script = scriptOf('deploy', 'Refuse what main does not have');
  const COMMITS = { main: 0, 'main~1': 0, earlier: 0, other: 1, 'none-such': 1, '--help': 1 };

  test('lets main’s own commits pass, by whatever name', async () => {
    const git = 'git -c user.name=t -c user.email=t@shop.example';
    const commit = (message: string) => `${git} commit -q --allow-empty -m ${message}`;
    const branches = ['git init -q -b main', commit('1'), 'git tag earlier', 'git checkout -q -b other', commit('2')];
    const made = await folder.run([...branches, 'git checkout -q main', commit('3'), commit('4')].join('\n'));
    expect(made).toEqual({ code: 0, said: '' });
    const codes: Record<string, number | null> = {};
    for (const name of Object.keys(COMMITS)) codes[name] = (await folder.run(script, { COMMIT: name })).code;
    expect(codes).toEqual(COMMITS);
  });

  test('stands before anything is run, and looks at the commit that is deployed', () => {
    const [first] = jobOf('deploy').steps?.filter(({ run }) => run !== undefined) ?? [];
    expect(first?.run).toBe(script);
    expect(first?.env).toEqual({ COMMIT: stepOf('deploy', 'Deploy').env?.COMMIT });
  });
});

describe('the step that refuses what is no number', () => {
  const NUMBERS = { '12': 0, '0': 1, '012': 1, '1 --yes': 1, oduction: 1, '': 1, '7\nproduction': 1 };

  test.each(Object.entries(NUMBERS))('%j ends with %i', async (number, code) => {
    const ended = await folder.run(scriptOf('preview-cleanup', 'Refuse what is no number'), { NUMBER: number });
    expect(ended.code).toBe(code);
  });
});

describe('the step that removes', () => {
  const remove = () => folder.run(scriptOf('preview-cleanup', 'Remove'), { NUMBER: '12', RUNNER_TEMP: folder.path });

  test('names the one stage, and asks nobody', async () => {
    npm('');
    expect((await remove()).code).toBe(0);
    const words = read('words').split('\n').slice(0, -1);
    expect(words.slice(0, 3)).toEqual(['run', '--silent', 'remove']);
    expect(parseRemoveOptions(words.slice(4))).toEqual({ stage: 'pr12', yes: true });
  });

  const FAILURES = { 'Stage not found': 0, 'The security token is expired': 1 };

  test.each(Object.entries(FAILURES))('when SST says “%s” ends with %i', async (said, code) => {
    npm(`echo '  | ✕  ${said}' >&2; exit 1`);
    expect(await remove()).toEqual({ code, said: `  | ✕  ${said}\n` });
  });
});

test('all other steps run what a gate runs by itself', () => {
  const executed = [
    'Deploy',
    'Tell where and how',
    "Make the stage's secrets",
    'Refuse what is no number',
    'Refuse what main does not have',
    'Remove',
  ];
  const others = [...WORKFLOWS.keys()]
    .flatMap((name) => jobOf(name).steps ?? [])
    .filter(({ name = '' }) => !executed.includes(name));
  expect(new Set(others.flatMap(({ run }) => run ?? []))).toEqual(new Set(['npm ci', '.ci/run', 'npm run build']));
});
