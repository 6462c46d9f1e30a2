import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { elapsed } from '../../../operations/deploy/elapsed.ts';
import { createTerminalProgress } from '../../../operations/deploy/terminal-progress.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function progress({ columns, verbose = false }: { readonly columns?: number; readonly verbose?: boolean } = {}) {
  let text = '';
  const shown = createTerminalProgress({
    write: (more) => {
      text += more;
    },
    columns: () => columns,
    verbose,
    clock: () => performance.now(),
  });
  return { ...shown, text: () => text };
}

const CHECK = { name: 'Health of cart', detail: 'cart is healthy.', step: 'deploy', startedAt: 0, endedAt: 1 } as const;

describe('where there is no terminal', () => {
  test('each step has a line when it begins and one with its time when it ends, and no other character', () => {
    const { begin, line, check, end, say, text } = progress();
    begin('build');
    line('Built functions cart in 0.2 s');
    vi.advanceTimersByTime(4_200);
    end('build', { status: 'succeeded' });
    check({ ...CHECK, status: 'passed' });
    check({ ...CHECK, status: 'failed' });
    end('test', { status: 'skipped' });
    say('Stopping.');
    expect(text()).toBe(
      [
        '  build …',
        '  build     4.2 s',
        '    ✓ Health of cart: cart is healthy.',
        '    ✗ Health of cart: cart is healthy.',
        '  test      skipped, as it was done before',
        '  Stopping.',
        '',
      ].join('\n'),
    );
  });

  test('a step that failed shows what its command printed last, and why', () => {
    const { begin, end, text } = progress();
    begin('test');
    end('test', {
      status: 'failed',
      error: 'npm test ended with exit code 1.',
      tail: ['\u001b[31mred\u001b[0m\u0007', '1 failed'],
    });
    expect(text()).toBe(
      '  test …\n    | red\n    | 1 failed\n  test      failed after 0.0 s: npm test ended with exit code 1.\n',
    );
  });

  test('all that a command prints is shown when that is wanted, once', () => {
    const { begin, line, end, text } = progress({ verbose: true });
    begin('test');
    line('one');
    end('test', { status: 'failed', error: 'It failed.', tail: ['one'] });
    expect(text().match(/one/g)).toHaveLength(1);
  });
});

describe('on a terminal', () => {
  test('a line lives: the time goes on, and what is done now is shown as far as there is room', () => {
    const { begin, line, text, end } = progress({ columns: 30 });
    begin('install');
    line('added a package of a name that is very long');
    vi.advanceTimersByTime(2_000);
    expect(text().split('\r\u001b[2K').at(-1)).toBe('  install   2.0 s  added a pa');
    end('install', { status: 'succeeded' });
    expect(text().endsWith('\r\u001b[2K  install   2.0 s\n')).toBe(true);
    vi.advanceTimersByTime(5_000);
    expect(text().endsWith('  install   2.0 s\n')).toBe(true);
  });

  test('what is said in between stands above it', () => {
    const { begin, say, text, stop } = progress({ columns: 80 });
    begin('deploy');
    say('Stopping.');
    expect(text().endsWith('\r\u001b[2K  Stopping.\n  deploy    0.0 s  ')).toBe(true);
    stop();
    expect(text().endsWith('\r\u001b[2K')).toBe(true);
  });
});

test('what runs can be named', () => {
  const { begin, line, end, running } = progress();
  expect(running()).toBeUndefined();
  begin('rollback');
  expect(running()).toBe('rollback');
  line('alarms');
  expect(running()).toBe('rollback: alarms');
  end('rollback', { status: 'succeeded' });
  expect(running()).toBeUndefined();
});

test.each([
  [0, '0.0 s'],
  [59_949, '59.9 s'],
  [59_950, '1 min 00 s'],
  [3_599_499, '59 min 59 s'],
  [3_599_500, '1 h 00 min'],
  [7_500_000, '2 h 05 min'],
])('%i milliseconds read as %s', (milliseconds, words) => {
  expect(elapsed(milliseconds)).toBe(words);
});
