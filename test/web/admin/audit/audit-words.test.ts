import { expect, test } from 'vitest';
import { actionWords, detailWords } from '../../../../web/src/admin/audit/audit-words.ts';

test('an action is told in words, an unknown one as it is written', () => {
  expect(actionWords('user.lock')).toBe('Locked an account');
  expect(actionWords('toString')).toBe('toString');
});

test.each([
  ['a change from and to', { priceCents: { from: 1350, to: 1450 } }, ['price €13.50 → €14.50']],
  ['what became known', { costCents: { from: null, to: 620 } }, ['cost none → €6.20']],
  ['a stock that was added to', { stockChange: 12 }, ['stock +12']],
  ['a stock that was taken from', { stockChange: -3 }, ['stock -3']],
  ['a file by its size', { mediaType: 'image/png', bytes: 2048, digest: 'ab' }, ['type image/png', 'size 2 KiB']],
  ['a status', { status: { from: 'paid', to: 'shipped' } }, ['status paid → shipped']],
  ['nothing', null, []],
])('details tell %s', (_sentence, details, words) => {
  expect(detailWords(details)).toEqual(words);
});
