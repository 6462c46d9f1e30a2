import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { openCheckpoints } from '../../../local/event-sources/checkpoints.ts';

const streamOf = (table: string, label: string): string =>
  `arn:aws:dynamodb:us-east-1:000000000000:table/${table}/stream/${label}`;

test('a table was read as far as the slowest of its streams, whatever other tables were', () => {
  using store = new DatabaseSync(':memory:');
  const checkpoints = openCheckpoints(store);
  expect(checkpoints.ofTable('shop')).toBeUndefined();
  checkpoints.set(streamOf('shop', '2026-01-01'), '100');
  checkpoints.set(streamOf('shop', '2026-01-02'), '20');
  checkpoints.set(streamOf('shop-archive', '2026-01-01'), '3');
  expect(checkpoints.ofTable('shop')).toBe('20');
  expect(openCheckpoints(store).get(streamOf('shop', '2026-01-01'))).toBe('100');
});
