import { expect, test } from 'vitest';
import { parseCron } from '../../../local/scheduler/cron.ts';

const after = Date.UTC(2026, 10, 21, 12, 34, 56); // a Saturday
const cases: Record<string, [expression: string, next: string[]]> = {
  'every minute': ['* * * * ? *', ['2026-11-21T12:35', '2026-11-21T12:36']],
  'a time of day': ['0 6 * * ? *', ['2026-11-22T06:00', '2026-11-23T06:00']],
  'a step': ['0/20 * * * ? *', ['2026-11-21T12:40', '2026-11-21T13:00']],
  'a list and a range': ['15,45 9-10 * * ? *', ['2026-11-22T09:15', '2026-11-22T09:45', '2026-11-22T10:15']],
  weekdays: ['0 8 ? * MON-FRI *', ['2026-11-23T08:00', '2026-11-24T08:00']],
  'days of the week count from Sunday': ['0 8 ? * 1 *', ['2026-11-22T08:00']],
  'the first of a month': ['30 0 1 JAN,JUL ? *', ['2027-01-01T00:30', '2027-07-01T00:30']],
  'a leap day': ['0 0 29 2 ? *', ['2028-02-29T00:00']],
  'the last day of a month': [
    '0 0 L * ? *',
    ['2026-11-30T00:00', '2026-12-31T00:00', '2027-01-31T00:00', '2027-02-28T00:00'],
  ],
  'the weekday nearest to a day': ['0 0 15W * ? *', ['2026-12-15T00:00', '2027-01-15T00:00', '2027-02-15T00:00']],
  'the weekday nearest to the first, a Saturday': ['0 0 1W 5 ? *', ['2027-05-03T00:00', '2028-05-01T00:00']],
  'the weekday nearest to the last, a Sunday': ['0 0 31W 1 ? *', ['2027-01-29T00:00', '2028-01-31T00:00']],
  'the weekday nearest to a Sunday': ['0 0 6W 12 ? *', ['2026-12-07T00:00', '2027-12-06T00:00']],
  'the weekday nearest to a day only of months that have it': [
    '0 0 31W * ? *',
    ['2026-12-31T00:00', '2027-01-29T00:00', '2027-03-31T00:00'],
  ],
  'the last Friday of a month': ['0 0 ? * 6L *', ['2026-11-27T00:00', '2026-12-25T00:00', '2027-01-29T00:00']],
  'the last day of a week': ['0 0 ? * L *', ['2026-11-28T00:00', '2026-12-05T00:00']],
  'the second Tuesday of a month': ['0 0 ? * 3#2 *', ['2026-12-08T00:00', '2027-01-12T00:00']],
  'the fifth Monday of a month': ['0 0 ? * MON#5 *', ['2026-11-30T00:00', '2027-03-29T00:00']],
  'a year': ['0 0 1 1 ? 2030', ['2030-01-01T00:00']],
};
test.each(Object.entries(cases))('%s', (_, [expression, expected]) => {
  const next = parseCron(expression);
  const times: string[] = [];
  for (let time: number | undefined = after; time !== undefined && times.length < expected.length; ) {
    time = next(time);
    times.push(new Date(time ?? Number.NaN).toISOString().slice(0, 16));
  }
  expect(times).toEqual(expected);
});

test('a year that is over has no next run', () => {
  expect(parseCron('0 0 1 1 ? 2020')(after)).toBeUndefined();
});

test.each([
  ['* * * * *', /must have six fields, it has 5/],
  ['60 * * * ? *', /"60" is not a valid minutes field/],
  ['0 0 32W * ? *', /"32W" is not a valid day-of-month field/],
  ['0 0 ? * MON#6 *', /"MON#6" is not a valid day-of-week field/],
  ['0 0 ? * FOOL *', /"FOOL" is not a valid day-of-week field/],
  ['0 L * * ? *', /"L" is not a valid hours field/],
  ['0 0 ? FOO * *', /"FOO" is not a valid month field/],
  ['*/0 * * * ? *', /"\*\/0" is not a valid minutes field/],
  ['? * * * * *', /"\?" is not a valid minutes field/],
])('%s is refused', (expression, message) => {
  expect(() => parseCron(expression)).toThrow(message);
});
