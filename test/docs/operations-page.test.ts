import { existsSync, readFileSync } from 'node:fs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it, test } from 'vitest';
import { deploymentLockEntity } from '../../functions/lib/entities/deployment-lock.ts';
import { USAGE as GRAFANA } from '../../grafana/grafana-options.ts';
import { overview } from '../../monitoring/dashboards/overview.ts';
import { PRICES } from '../../monitoring/prices.ts';
import { MILLION_REQUESTS } from '../../monitoring/traffic.ts';
import {
  ALL_HOURS,
  DEFAULT_REFRESH,
  LONGEST_HELD,
  metricsAnHour,
  viewerDollars,
  WORKING_HOURS,
} from '../../monitoring/viewer-cost.ts';
import { USAGE as ADMIN } from '../../operations/admin-options.ts';
import { USAGE as BACKUP } from '../../operations/backup/backup-options.ts';
import { USAGE as COST } from '../../operations/bill/cost-options.ts';
import { USAGE as DEPLOY } from '../../operations/deploy/options.ts';
import { USAGE as DOCTOR } from '../../operations/doctor/options.ts';
import { USAGE as MAINTENANCE } from '../../operations/maintenance/maintenance-options.ts';
import { USAGE as REMOVE } from '../../operations/remove/remove-options.ts';
import { USAGE as RESTORE } from '../../operations/restore/restore-options.ts';
import { USAGE as SEED } from '../../operations/seed-options.ts';
import { defaultSettings } from '../../settings/defaults.ts';

const PAGES = ['docs/operations.md', 'docs/grafana.md', 'README.md', 'CONTRIBUTING.md'];
const page = readFileSync('docs/operations.md', 'utf8');
const { scripts }: { scripts: Record<string, string> } = JSON.parse(readFileSync('package.json', 'utf8'));

/** What each command says of itself. */
const USAGES: Readonly<Record<string, string>> = {
  admin: ADMIN,
  backup: BACKUP,
  cost: COST,
  deploy: DEPLOY,
  doctor: DOCTOR,
  grafana: GRAFANA,
  maintenance: MAINTENANCE,
  remove: REMOVE,
  restore: RESTORE,
  seed: SEED,
};

type Command = { readonly script: string; readonly options: readonly string[] };

/** Each `npm run <script> -- <options>` in a text, options by name. */
function commandsIn(text: string): readonly Command[] {
  const found = text.matchAll(/\bnpm run (?:--silent )?([a-z][\w:-]*)((?: -- [^`\n#;|)]*)?)/g);
  return [...found].map(([, script = '', rest = '']) => ({ script, options: rest.match(/--[a-z][\w-]*/g) ?? [] }));
}

const optionsOf = (usage: string): readonly string[] => [...new Set(usage.match(/--[a-z][\w-]*/g))];

/** The rows of the table under a heading, each as its cells. */
function rowsUnder(heading: string): readonly (readonly string[])[] {
  const [, section = ''] = page.split(`\n## ${heading}\n`);
  const [text = ''] = section.split('\n## ', 1);
  const rows = text.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('|--'));
  return rows.slice(1).map((row) =>
    row
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

describe.each(PAGES)('%s', (name) => {
  const commands = commandsIn(readFileSync(name, 'utf8'));

  it('names only scripts that there are', () => {
    expect(commands.length).toBeGreaterThan(0);
    expect(commands.filter(({ script }) => scripts[script] === undefined)).toEqual([]);
  });

  it('gives commands only options that they take', () => {
    const unknown = commands.flatMap(({ script, options }) => {
      const taken = optionsOf(USAGES[script] ?? options.join(' '));
      return options.filter((option) => !taken.includes(option)).map((option) => `${script} ${option}`);
    });
    expect(unknown).toEqual([]);
  });
});

describe('docs/operations.md', () => {
  it('tells of every command that operations/ has', () => {
    const named = new Set(commandsIn(page).map(({ script }) => script));
    const own = Object.entries(scripts).filter(([, command]) => command.includes(' operations/'));
    expect(own.length).toBeGreaterThan(0);
    expect(own.map(([script]) => script).filter((script) => !named.has(script))).toEqual([]);
    expect(own.filter(([, command]) => !existsSync(command.split(' ').at(-1) ?? ''))).toEqual([]);
  });

  test.each(optionsOf(DEPLOY).filter((option) => !['--stage', '--help'].includes(option)))(
    'explains the option %s of a deployment',
    (option) => expect(page).toMatch(new RegExp(`^\\| \`${option}[ \`]`, 'm')),
  );

  it('names only files that there are', () => {
    const files = [...page.matchAll(/`((?:\.\w+\/|\w[\w-]*\/)[\w./-]*)`/g)].map(([, file = '']) => file);
    expect(files.length).toBeGreaterThan(0);
    const made = /^(app|dist|web\/dist)\//;
    expect(files.filter((file) => !existsSync(file) && !made.test(file))).toEqual([]);
  });

  it('links only to headings that it has', () => {
    const headings = [...page.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replace(/[^\w\s-]/g, '')
        .replaceAll(' ', '-'),
    );
    const links = [...page.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor = '']) => anchor);
    expect(links.filter((anchor) => !headings.includes(anchor))).toEqual([]);
  });

  it('gives each setting of a stage the defaults that it has', () => {
    const leaves = (value: object, path = ''): readonly (readonly [string, string])[] =>
      Object.entries(value).flatMap(([key, each]) =>
        typeof each === 'object' && !Array.isArray(each)
          ? leaves(each, `${path}${key}.`)
          : [[`${path}${key}`, (Array.isArray(each) ? each.join(', ') : String(each)) || 'none'] as const],
      );
    const elsewhere = new Map(leaves(defaultSettings(false)));
    const wanted = leaves(defaultSettings(true)).map(([name, value]) => [name, value, elsewhere.get(name)]);
    const rows = rowsUnder('Stages and their settings').map((row) =>
      row.slice(0, 3).map((cell) => cell.replaceAll('`', '')),
    );
    // Whether there is a domain is nobody's default.
    expect(rows.filter(([name]) => name !== 'domain')).toEqual(wanted);
    expect(rows).toContainEqual(['domain', 'none', 'none']);
  });

  describe('tells of the console’s overview', () => {
    const rows = rowsUnder('Costs').filter(([what = '']) => what.startsWith('the console, its overview'));
    /** One reading asks for each metric once, but for those that are held, which are held for so long at most. */
    const metrics = (metricsAnHour(overview, LONGEST_HELD) * LONGEST_HELD) / 3_600;
    const ops = MILLION_REQUESTS.kinds.find(({ service }) => service === 'ops');

    it('what it costs while somebody is at work, with the traces of a million requests and without any that are paid for', () => {
      const read = metricsAnHour(overview, DEFAULT_REFRESH) * WORKING_HOURS;
      const costs = [
        viewerDollars(overview, DEFAULT_REFRESH, WORKING_HOURS),
        (read / 1_000) * PRICES.metricReadPerThousand,
      ].map((dollars) => dollars.toFixed(2));
      expect(rows.map(([, ...cells]) => cells)).toEqual([costs]);
      const always = viewerDollars(overview, DEFAULT_REFRESH, ALL_HOURS).toFixed(2);
      expect(page).toContain(`is $${costs[0]} at a reading a minute, and around the clock $${always};`);
    });

    it('how many metrics it reads, and how often, as the bill for a month assumes', () => {
      expect(DEFAULT_REFRESH).toBe(60);
      expect(rows[0]?.[0]).toContain(`(${WORKING_HOURS} hours) and read every minute: ${metrics} metrics,`);
      expect(ops?.does).toContain(
        `every tenth one the overview with its ${metrics} metrics, which is read once a minute`,
      );
      const readings = (MILLION_REQUESTS.requests * (ops?.share ?? 0)) / 10;
      expect(rows[0]?.[0]).toContain(`has some ${Math.round(readings / 60)} hours of its metrics`);
    });
  });

  it('clears away the lock of deployments by the key that it has', () => {
    const client = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'us-east-1' }));
    const lock = deploymentLockEntity({ client, table: 'smallcart-production-shop' });
    const { Key } = lock.delete({ stage: 'production' }).params<{ Key: Readonly<Record<string, string>> }>();
    const marshalled = Object.entries(Key).map(([name, text]) => [name, { S: text }]);
    expect(page).toContain(`--key '${JSON.stringify(Object.fromEntries(marshalled))}'`);
  });

  it('has a command for each thing that only AWS can show', () => {
    const rows = rowsUnder('Only AWS can show');
    expect(rows.length).toBeGreaterThan(20);
    expect(rows.filter(([, shown = '']) => !/`(aws|curl|gh|npm|npx|time) /.test(shown))).toEqual([]);
  });
});
