import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openTable } from '../../../operations/backup/table-access.ts';
import { tableLock } from '../../../operations/deploy/table-lock.ts';
import { OperatorError } from '../../../operations/operator-error.ts';
import { type Removal, removeStage } from '../../../operations/remove/remove-stage.ts';
import { putItems } from '../../../operations/restore/write-items.ts';
import { stageTable } from '../../../operations/stage-table.ts';
import { type EmbeddedTable, startEmbeddedTable } from '../../support/embedded-table.ts';
import { type SstBehaviour, sstStandIn } from '../../support/sst-behaviour.ts';

let embedded: EmbeddedTable;
let said: string[];
beforeAll(async () => {
  embedded = await startEmbeddedTable('smallcart-dev-shop');
  await putItems(openTable({ kind: 'aws', stage: 'dev' }, access()), [{ pk: { S: 'an item' }, sk: { S: 'of it' } }]);
});
afterAll(() => embedded?.stop());
beforeEach(() => {
  said = [];
});

const access = () => ({
  endpoint: embedded.environment.AWS_ENDPOINT_URL_DYNAMODB ?? '',
  region: 'eu-central-1',
  credentials: { accessKeyId: 'operator', secretAccessKey: 'local' },
});

/** A removal with a program in SST's place that behaves so. */
const removal = (remove: SstBehaviour, more: Partial<Removal> = {}): Removal => ({
  ...{ sst: () => sstStandIn({ remove }), access: access(), folder: '.', environment: {} },
  ...{ confirm: async () => undefined, say: (line: string) => void said.push(line) },
  ...{ signal: new AbortController().signal, ...more },
});

test('a stage is removed by SST, in its region, once what goes was told', async () => {
  const outcome = await removeStage({ stage: 'dev' }, removal({ prints: ['removing in {AWS_REGION}'] }));
  expect(outcome).toBe('Stage dev is removed.');
  expect(said[0]).toMatch(/^All of stage dev goes: \d+ functions, its table \(items: about 1\)/);
  expect(said.at(-1)).toBe('removing in eu-central-1');
});

test('a stage whose table is gone already is removed, too', async () => {
  await removeStage({ stage: 'half' }, removal({ prints: [] }));
  expect(said).toEqual([expect.stringContaining('it has no table')]);
});

test('production is not, and nobody is asked', async () => {
  const asked = removal({ prints: ['gone'] }, { confirm: () => Promise.reject(new Error('asked')) });
  await expect(removeStage({ stage: 'production' }, asked)).rejects.toThrow(/protected.*production: false/);
  expect(said).toEqual([]);
});

test('one that the operator does not confirm stays', async () => {
  const refused = removal({ prints: ['gone'] }, { confirm: () => Promise.reject(new OperatorError('Another name.')) });
  await expect(removeStage({ stage: 'dev' }, refused)).rejects.toThrow('Another name.');
  expect(said).not.toContain('gone');
});

test('one that is being deployed stays', async () => {
  const lock = tableLock({ database: stageTable(access(), 'dev'), stage: 'dev', now: Date.now });
  await lock.take({ deploymentId: 'dep_1', commit: '0123456789abcdef', actor: 'u_somebody', since: Date.now() });
  await expect(removeStage({ stage: 'dev' }, removal({ prints: ['gone'] }))).rejects.toThrow(/u_somebody deploys/);
  await lock.giveBack();
  expect(said).toEqual([]);
});

test('what SST says is told when it fails', async () => {
  const failing = removal({ errors: ['✕  a bucket is not empty'], code: 1 });
  await expect(removeStage({ stage: 'dev' }, failing)).rejects.toThrow('sst remove ended with exit code 1.');
  expect(said.at(-1)).toContain('a bucket is not empty');
});
