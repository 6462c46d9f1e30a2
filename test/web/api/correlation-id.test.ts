import { expect, test } from 'vitest';
import { correlationId } from '../../../web/src/api/correlation-id.ts';
import { memoryStorage } from '../memory-storage.ts';

test('a page session keeps the correlation id it was first given', () => {
  const storage = memoryStorage();
  expect(correlationId(storage, () => 'first')).toBe('first');
  expect(correlationId(storage, () => 'second')).toBe('first');
});
