import { expect, test } from 'vitest';
import { emitted } from '../../../operations/verify/emitted.ts';

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const got: Item[] = [];
  for await (const item of items) got.push(item);
  return got;
}

test('what is emitted at once and what comes later are told in their order', async () => {
  const items = emitted<number>(async (emit) => {
    emit(1);
    emit(2);
    await Promise.resolve();
    emit(3);
  });
  expect(await all(items)).toEqual([1, 2, 3]);
});

test('each is told as it comes, before the work goes on', async () => {
  const gate = Promise.withResolvers<void>();
  const items = emitted<string>(async (emit) => {
    emit('before');
    await gate.promise;
    emit('after');
  });
  expect((await items.next()).value).toBe('before');
  gate.resolve();
  expect(await all(items)).toEqual(['after']);
});

test('whoever wants to hear no more waits until the work has cleared up', async () => {
  let cleared = false;
  const items = emitted<string>(async (emit) => {
    emit('failed');
    await new Promise((resolve) => setImmediate(resolve));
    cleared = true;
  });
  for await (const item of items) {
    expect(item).toBe('failed');
    break;
  }
  expect(cleared).toBe(true);
});

test('what the work throws comes after what it has emitted', async () => {
  const items = emitted<number>(async (emit) => {
    emit(1);
    throw new Error('stopped');
  });
  expect((await items.next()).value).toBe(1);
  await expect(items.next()).rejects.toThrow('stopped');
});
