import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { loadEnvironment } from '../../operations/load-environment.ts';

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'smallcart-env-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

const ALL = { '.env': 'ALARM_EMAIL=all@shop.example', '.env.dev': 'ALARM_EMAIL="dev@shop.example"' };

test.each([
  ['.env says what the environment does not', { '.env': ALL['.env'] }, {}, 'all@shop.example'],
  ['the environment stands over .env', { '.env': ALL['.env'] }, { ALARM_EMAIL: 'me@shop.example' }, 'me@shop.example'],
  ['.env of the stage stands over .env', ALL, {}, 'dev@shop.example'],
  ['and over the environment, as with SST itself', ALL, { ALARM_EMAIL: 'me@shop.example' }, 'dev@shop.example'],
  ['.env of another stage says nothing', { '.env.prod': ALL['.env'] }, {}, undefined],
])('%s', (_, files, environment: Record<string, string>, address) => {
  loadEnvironment(folderWith(files), 'dev', environment);
  expect(environment.ALARM_EMAIL).toBe(address);
});

test('what no file says stays as it is', () => {
  const environment = { AWS_REGION: 'eu-central-1' };
  loadEnvironment(folderWith(ALL), 'dev', environment);
  expect(environment).toEqual({ AWS_REGION: 'eu-central-1', ALARM_EMAIL: 'dev@shop.example' });
});
