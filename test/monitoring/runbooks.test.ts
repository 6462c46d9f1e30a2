import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FUNCTIONS } from '../../functions/manifest.ts';
import { parseFilterPattern } from '../../local/logs/filter-pattern.ts';
import { ALARMS } from '../../monitoring/alarms/alarms.ts';
import { COMPOSITES } from '../../monitoring/alarms/composites.ts';
import { LOG_FIELDS } from '../../monitoring/log-fields.ts';
import { METRICS } from '../../monitoring/metrics.ts';
import { FUNCTION_IDS, type Severity } from '../../monitoring/resources.ts';
import { RUNBOOKS } from '../support/runbook.ts';

const METRIC_NAMES: readonly string[] = Object.values(METRICS).map(({ name }) => name);
const ROUTES = FUNCTION_IDS.flatMap((id) => FUNCTIONS[id].routes.map(({ method, path }) => `${method} ${path}`));
const SCRIPTS: object = JSON.parse(readFileSync('package.json', 'utf8')).scripts;
/** What is neither a field nor a metric of the shop's own, and where it is from. */
const OTHERS: Readonly<Record<string, string>> = {
  payment: 'a subsegment that checkout opens',
  DynamoDB: 'a subsegment of the AWS SDK',
  'Idempotency-Key': 'a request header',
};

/** Of DynamoDB, in the aws block of its subsegments. */
const OPERATIONS: readonly string[] = METRICS.tableLatency.dimensionSets.flatMap(({ Operation }) => Operation);
const FIELDS = new Set(LOG_FIELDS.map(({ name }) => name));
const ALL = [...ALARMS, ...COMPOSITES];

/** How the last paragraph of a runbook begins. */
const ESCALATIONS: Readonly<Record<Severity, RegExp>> = {
  critical: /^ (?:This alarm is critical|Critical):/,
  warning: /^ (?:A w|W)arning:/,
  info: /^ For information/,
};

const isInLine = (name: string) => FIELDS.has(name) || METRIC_NAMES.includes(name);

/** How what was given up is sent back, on AWS and on one's own machine. */
const MOVES =
  /^aws sqs start-message-move-task --source-arn arn:aws:sqs:(?:<region>:<account>:smallcart-<stage>|us-east-1:000000000000:smallcart-local)-(?:orders|incidents)-dead(?: --region us-east-1 --endpoint-url http:\/\/127\.0\.0\.1:4566)?$/;

function isKnown(quoted: string): boolean {
  if (quoted.startsWith('curl ')) return true;
  if (quoted.startsWith('aws ')) return MOVES.test(quoted);
  if (quoted.startsWith('npm run ')) return (quoted.split(' ')[2] ?? '') in SCRIPTS;
  if (quoted.startsWith('{')) return [...quoted.matchAll(/\$\.(\w+)/g)].every(([, name = '']) => isInLine(name));
  if (quoted in OTHERS || OPERATIONS.includes(quoted)) return true;
  if (ROUTES.includes(quoted) || FUNCTION_IDS.some((id) => id === quoted)) return true;
  // A field, a field with its value, or a quotient of metrics.
  return quoted.split(/: \S+$| \/ /).every((name) => name === '' || isInLine(name));
}

const runbooks = RUNBOOKS.map(
  ({ file, prose }) => [file, [...prose.matchAll(/`([^`]+)`/g)].map(([, quoted = '']) => quoted)] as const,
);

describe('the runbook', () => {
  it.each(runbooks)('%s quotes only what exists', (_file, quotations) => {
    expect(quotations.filter((quoted) => !isKnown(quoted))).toEqual([]);
  });

  it.each(runbooks)('%s belongs to an alarm', (file) => {
    expect(ALL.map(({ runbook }) => runbook)).toContain(file);
  });

  it.each(RUNBOOKS)('$file names alarms as they are called', ({ prose }) => {
    const named = [...prose.matchAll(/runbooks? (?:of )?((?:_[^_]+_(?:, | or )?)+)/g)];
    const titles = named.flatMap(([, names = '']) => [...names.matchAll(/_([^_]+)_/g)].map(([, title]) => title));
    const known = ALL.map(({ title }) => title);
    expect(
      titles.filter((title = '') => !known.some((each) => each === title || each.startsWith(`${title}:`))),
    ).toEqual([]);
  });

  it.each(runbooks)('%s has filter patterns that CloudWatch Logs takes', (_file, quotations) => {
    for (const pattern of quotations.filter((quoted) => quoted.startsWith('{')))
      expect(parseFilterPattern(pattern)).toBeTypeOf('function');
  });

  it.each(RUNBOOKS)('$file calls its alarms in its escalation as severe as one of them is', ({ file, prose }) => {
    const [, escalation = ''] = prose.split('**Escalation.**');
    const severities = ALL.filter(({ runbook }) => runbook === file).map(({ severity }) => severity);
    const [said] = Object.entries(ESCALATIONS).flatMap(([severity, words]) =>
      words.test(escalation) ? [severity] : [],
    );
    expect(said === undefined || severities.some((severity) => severity === said)).toBe(true);
  });

  it.each(RUNBOOKS)('$file offers no way to pay that the provider is asked for, as it may be away', ({ prose }) => {
    const [, remedy = ''] = prose.split(/\*\*(?:Remedy|Escalation)\.\*\*/);
    expect(remedy).not.toMatch(/invoice|pay by card/i);
  });

  it('of Application down finds the line of a failed walk, which names the step', () => {
    const { queries = [] } = RUNBOOKS.find(({ file }) => file === 'application-down.md') ?? {};
    const finds = parseFilterPattern(queries.find(({ kind }) => kind === 'logs-filter')?.text ?? '{}');
    expect(finds(JSON.stringify({ ProbeSuccess: 0, step: 'search' }))).toBe(true);
    expect(finds(JSON.stringify({ ProbeSuccess: 1 }))).toBe(false);
  });
});
