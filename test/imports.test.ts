import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '..');

/** What a folder's files may import beyond the folder itself and packages. */
const ALLOWED: Readonly<Record<string, RegExp>> = {
  monitoring: /^$/,
  functions:
    /^monitoring\/(metrics|dimensions|log-fields|resources|physical-name|cloudwatch|slos|burn-rate|queries|dashboards\/panel|cloudwatch-dashboards\/shown-in)\.ts$/,
  settings: /^monitoring\/(resources|physical-name|sampling-rules|cloudwatch)\.ts$/,
  stacks:
    /^((monitoring|settings|grafana)\/.+|functions\/(manifest|function-definition|role-statements|event-rules)|functions\/lib\/(table|security-headers|channels\/channels-faults))\.ts$/,
  local: /^(monitoring|functions|settings|openapi)\/.+\.ts$/,
  openapi: /^(monitoring|functions)\/.+\.ts$/,
  operations: /^(monitoring|functions|settings)\/.+\.ts$/,
  grafana: /^((monitoring|operations)\/.+|functions\/(manifest|lib\/patience)|local\/deploy\/place)\.ts$/,
  web: /^functions\/.+\.ts$/,
  docs: /^monitoring\/.+\.ts$/,
};

type Import = { readonly file: string; readonly target: string; readonly typesOnly: boolean };

/** Every relative import of a folder's files, both ends relative to the project's root. */
function importsOf(folder: string): readonly Import[] {
  const files = readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/(^|\/)(node_modules|dist)\//.test(file))
    .map((file) => path.join(folder, file));
  return files.flatMap((file) => {
    const text = readFileSync(path.join(ROOT, file), 'utf8');
    return [...text.matchAll(/^(?:import|export)\b([^;']*?)(?:from )?'(\.[^']+)'|\bimport\('(\.[^']+)'\)/gm)].map(
      ([, names = '', fixed, late]) => ({
        file,
        target: path.join(path.dirname(file), fixed ?? late ?? ''),
        typesOnly: /^\s+type\b/.test(names),
      }),
    );
  });
}

const outside = (folder: string) => importsOf(folder).filter(({ target }) => !target.startsWith(`${folder}/`));

/** The console shows whatever is defined: dashboards, alarms, queries, prices. */
const isConsoles = ({ file, target }: Import): boolean =>
  file.startsWith('functions/ops/') && /^monitoring\//.test(target);

describe.each(Object.entries(ALLOWED))('%s/', (folder, allowed) => {
  it('imports only what CONTRIBUTING.md allows', () => {
    expect(importsOf(folder).length).toBeGreaterThan(0);
    const refused = outside(folder).filter(({ target }) => !allowed.test(target));
    expect(refused.filter((each) => !isConsoles(each))).toEqual([]);
  });
});

it('web/ takes types from functions/ and the currency, so that no function’s code reaches the browser', () => {
  const values = outside('web').filter(({ typesOnly }) => !typesOnly);
  expect(values.filter(({ target }) => target !== 'functions/lib/money.ts')).toEqual([]);
});
