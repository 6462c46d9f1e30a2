import { describe, expect, test } from 'vitest';
import { safeStorage } from '../../../web/src/state/safe-storage.ts';
import { memoryStorage } from '../memory-storage.ts';

const refuse = (): never => {
  throw new DOMException('The operation is insecure.', 'SecurityError');
};

describe('a storage that works', () => {
  test('keeps what it is given where the browser does', () => {
    const browser = memoryStorage();
    const storage = safeStorage(() => browser);
    storage.setItem('theme', 'dark');
    expect([browser.getItem('theme'), storage.getItem('theme'), storage.lasting]).toEqual(['dark', 'dark', true]);
    storage.removeItem('theme');
    expect([browser.getItem('theme'), storage.getItem('theme')]).toEqual([null, null]);
  });

  test('that another tab has changed tells what that tab left there', () => {
    const browser = memoryStorage();
    const storage = safeStorage(() => browser);
    storage.setItem('signed-in', 'yes');
    browser.removeItem('signed-in');
    expect(storage.getItem('signed-in')).toBeNull();
  });
});

const kinds = {
  'whose very access is refused': () => safeStorage(refuse),
  'whose every operation is refused': () =>
    safeStorage(() => ({ getItem: refuse, setItem: refuse, removeItem: refuse })),
  'that is full': () => safeStorage(() => ({ ...memoryStorage(), setItem: refuse })),
};

describe.each(Object.entries(kinds))('a storage %s', (_, open) => {
  test('starts empty', () => expect(open().getItem('theme')).toBeNull());
  test('remembers in memory what it is given, the latest of it', () => {
    const storage = open();
    storage.setItem('theme', 'dark');
    storage.setItem('theme', 'light');
    expect(storage.getItem('theme')).toBe('light');
  });
  test('forgets what is removed', () => {
    const storage = open();
    storage.setItem('theme', 'dark');
    storage.removeItem('theme');
    expect(storage.getItem('theme')).toBeNull();
  });
});

test('a storage that is full gives the newer value, not the one that the browser still has', () => {
  const browser = memoryStorage();
  browser.setItem('theme', 'light');
  const storage = safeStorage(() => ({ ...browser, setItem: refuse }));
  storage.setItem('theme', 'dark');
  expect(storage.getItem('theme')).toBe('dark');
});

test('a blocked storage is known not to last', () => {
  expect([kinds['whose very access is refused'](), kinds['whose every operation is refused']()]).toMatchObject([
    { lasting: false },
    { lasting: false },
  ]);
});
