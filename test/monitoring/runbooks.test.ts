import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FUNCTIONS } from '../../functions/manifest.ts';
import { parseFilterPattern } from '../../local/logs/filter-pattern.ts';
import { ALARMS } from '../../monitoring/alarms/alarms.ts';
import { LINE_FIELDS } from '../../monitoring/log-fields.ts';
import { METRICS } from '../../monitoring/metrics.ts';
import { FUNCTION_IDS } from '../../monitoring/resources.ts';

const METRIC_NAMES: readonly string[] = Object.values(METRICS).map(({ name }) => name);
const ROUTES = FUNCTION_IDS.flatMap((id) => FUNCTIONS[id].routes.map(({ method, path }) => `${method} ${path}`));
const SCRIPTS: object = JSON.parse(readFileSync('package.json', 'utf8')).scripts;
/** What is neither a field nor a metric of the shop's own, and where it is from. */
const OTHERS: Readonly<Record<string, string>> = {
  payment: 'a subsegment that checkout opens',
  DynamoDB: 'a subsegment of the AWS SDK',
  TransactWriteItems: 'a DynamoDB operation, in a subsegment’s aws block',
  'Idempotency-Key': 'a request header',
  SystemErrors: 'a metric of AWS/DynamoDB that no definition uses',
};

const isInLine = (name: string) => name in LINE_FIELDS || METRIC_NAMES.includes(name);

function isKnown(quoted: string): boolean {
  if (quoted.startsWith('curl ')) return true;
  if (quoted.startsWith('npm run ')) return (quoted.split(' ')[2] ?? '') in SCRIPTS;
  if (quoted.startsWith('{')) return [...quoted.matchAll(/\$\.(\w+)/g)].every(([, name = '']) => isInLine(name));
  if (quoted in OTHERS || ROUTES.includes(quoted) || FUNCTION_IDS.some((id) => id === quoted)) return true;
  // A field, a field with its value, or a quotient of metrics.
  return quoted.split(/: \S+$| \/ /).every((name) => name === '' || isInLine(name));
}

const runbooks = readdirSync('monitoring/runbooks').map((file) => {
  const text = readFileSync(`monitoring/runbooks/${file}`, 'utf8');
  return [file, [...text.matchAll(/`([^`]+)`/g)].map(([, quoted = '']) => quoted)] as const;
});

describe('the runbook', () => {
  it.each(runbooks)('%s quotes only what exists', (_file, quotations) => {
    expect(quotations.filter((quoted) => !isKnown(quoted))).toEqual([]);
  });

  it.each(runbooks)('%s belongs to an alarm', (file) => {
    expect(ALARMS.map(({ runbook }) => runbook)).toContain(file);
  });

  it.each(runbooks)('%s has filter patterns that CloudWatch Logs takes', (_file, quotations) => {
    for (const pattern of quotations.filter((quoted) => quoted.startsWith('{')))
      expect(parseFilterPattern(pattern)).toBeTypeOf('function');
  });

  it('of Application down finds the line of a failed walk, which names the step', () => {
    const patterns = runbooks.flatMap(([file, quotations]) => (file === 'application-down.md' ? quotations : []));
    const finds = parseFilterPattern(patterns.find((quoted) => quoted.startsWith('{')) ?? '{}');
    expect(finds(JSON.stringify({ ProbeSuccess: 0, step: 'search' }))).toBe(true);
    expect(finds(JSON.stringify({ ProbeSuccess: 1 }))).toBe(false);
    expect(patterns).toContain('step');
  });
});
