import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type MuteWindow, parseMuteSchedule } from '../../../../local/cloudwatch/mute-rules/mute-schedule.ts';

const MINUTE = 60_000;
const at = (text: string): number => Date.parse(`${text}Z`);

/** The minutes of a span at which a schedule mutes, as `from-to` in UTC. */
function windows(schedule: ReturnType<typeof parseMuteSchedule>, from: string, to: string): string[] {
  const found: string[] = [];
  let start: number | undefined;
  for (let time = at(from); time <= at(to); time += MINUTE) {
    const { muted } = schedule.windowAt(time);
    if (muted && start === undefined) start = time;
    if (!muted && start !== undefined) {
      found.push(`${new Date(start).toISOString().slice(5, 16)}-${new Date(time).toISOString().slice(5, 16)}`);
      start = undefined;
    }
  }
  return found;
}

describe('a schedule mutes', () => {
  const cases: Record<string, [expression: string, duration: string, zone: string | undefined, expected: string[]]> = {
    'daily, in UTC unless told': [
      'cron(0 2 * * *)',
      'PT2H',
      undefined,
      ['10-23T02:00-10-23T04:00', '10-24T02:00-10-24T04:00', '10-25T02:00-10-25T04:00'],
    ],
    'by the clocks of its zone, before and after they go back': [
      'cron(0 4 * * *)',
      'PT1H',
      'Europe/Berlin',
      ['10-23T02:00-10-23T03:00', '10-24T02:00-10-24T03:00', '10-25T03:00-10-25T04:00'],
    ],
    'once when clocks show its time twice': [
      'cron(30 2 * * SUN)',
      'PT10M',
      'Europe/Berlin',
      ['10-25T00:30-10-25T00:40'],
    ],
    'on a day of the week by name or by number from 0': [
      'cron(0 12 * * SUN,6)',
      'PT1H',
      'UTC',
      ['10-24T12:00-10-24T13:00', '10-25T12:00-10-25T13:00'],
    ],
    'in a range that ends with Sunday': [
      'cron(0 12 * * SAT-SUN)',
      'PT1H',
      'UTC',
      ['10-24T12:00-10-24T13:00', '10-25T12:00-10-25T13:00'],
    ],
    'on Sunday as day 7': ['cron(0 12 * * 7)', 'PT1H', 'UTC', ['10-25T12:00-10-25T13:00']],
    'on a day of the month or one of the week when both are given': [
      'cron(0 12 23 OCT SUN)',
      'PT1H',
      'UTC',
      ['10-23T12:00-10-23T13:00', '10-25T12:00-10-25T13:00'],
    ],
    'in ranges and lists': [
      'cron(0,30 8-9 24 10 *)',
      'PT10M',
      'UTC',
      ['10-24T08:00-10-24T08:10', '10-24T08:30-10-24T08:40', '10-24T09:00-10-24T09:10', '10-24T09:30-10-24T09:40'],
    ],
    'without a gap where windows overlap': ['cron(0 8-10 24 10 *)', 'PT90M', 'UTC', ['10-24T08:00-10-24T11:30']],
    'over a weekend': ['cron(0 18 * * FRI)', 'P1DT12H', 'UTC', ['10-23T18:00-10-25T06:00']],
    'once, by an at expression': ['at(2026-10-24T14:00)', 'PT45M', 'America/New_York', ['10-24T18:00-10-24T18:45']],
    'for seconds, too': ['at(2026-10-24T14:00)', 'PT1M60S', 'UTC', ['10-24T14:00-10-24T14:02']],
    'in a zone half an hour off': ['cron(0 0 24 * *)', 'PT30M', 'Asia/Kolkata', ['10-23T18:30-10-23T19:00']],
  };

  it.each(Object.entries(cases))('%s', (_, [expression, duration, zone, expected]) => {
    expect(windows(parseMuteSchedule(expression, duration, zone), '2026-10-23T00:00', '2026-10-25T23:59')).toEqual(
      expected,
    );
  });

  it('not at a time that clocks skip, and once, an hour later, when the time is named by an at expression', () => {
    const [from, to] = ['2026-03-28T00:00', '2026-03-30T00:00'];
    expect(windows(parseMuteSchedule('cron(30 2 * * *)', 'PT1H', 'Europe/Berlin'), from, to)).toEqual([
      '03-28T01:30-03-28T02:30',
    ]);
    expect(windows(parseMuteSchedule('at(2026-03-29T02:30)', 'PT1H', 'Europe/Berlin'), from, to)).toEqual([
      '03-29T01:30-03-29T02:30',
    ]);
  });

  it('on 29 February only in leap years', () => {
    const schedule = parseMuteSchedule('cron(0 0 29 2 *)', 'P1D');
    expect(schedule.windowAt(at('2026-11-21T00:00'))).toEqual({ muted: false, until: at('2028-02-29T00:00') });
    expect(schedule.windowAt(at('2096-03-01T00:00')).until).toBe(at('2104-02-29T00:00'));
  });
});

describe('a schedule is refused', () => {
  const cases: Record<string, [expression: string, duration: string, zone: string, because: RegExp]> = {
    'with another kind of expression': ['rate(5 minutes)', 'PT1H', 'UTC', /neither cron\(\.\.\.\) nor at/],
    'with six fields': ['cron(0 2 * * ? *)', 'PT1H', 'UTC', /has 5 fields, this one has 6/],
    'with ? in a field': ['cron(0 2 ? * SUN)', 'PT1H', 'UTC', /"\?" is not valid in the day-of-month field/],
    'with steps': ['cron(*/5 * * * *)', 'PT1H', 'UTC', /not valid in the minutes field/],
    'with a minute beyond 59': ['cron(60 2 * * *)', 'PT1H', 'UTC', /not valid in the minutes field/],
    'with a range backwards': ['cron(0 2 * * FRI-MON)', 'PT1H', 'UTC', /not valid in the day-of-week field/],
    'with an empty item': ['cron(0, 2 * * *)', 'PT1H', 'UTC', /"" is not valid/],
    'with a name in the wrong field': ['cron(0 2 * SUN *)', 'PT1H', 'UTC', /not valid in the month field/],
    'with a range of three': ['cron(0 2 1-2-3 * *)', 'PT1H', 'UTC', /not valid in the day-of-month field/],
    'on a day that never comes': ['cron(0 2 30 2 *)', 'PT1H', 'UTC', /never occurs/],
    'at a day that does not exist': ['at(2026-02-30T10:00)', 'PT1H', 'UTC', /does not name a time/],
    'at a time with seconds': ['at(2026-02-20T10:00:00)', 'PT1H', 'UTC', /does not name a time/],
    'with a duration in months': ['cron(0 2 * * *)', 'P1M', 'UTC', /not an ISO 8601 duration/],
    'with a duration of nothing': ['cron(0 2 * * *)', 'PT', 'UTC', /not an ISO 8601 duration/],
    'below a minute': ['cron(0 2 * * *)', 'PT59S', 'UTC', /between PT1M and P15D/],
    'above fifteen days': ['cron(0 2 * * *)', 'P15DT1S', 'UTC', /between PT1M and P15D/],
    'in a zone that is none': ['cron(0 2 * * *)', 'PT1H', 'Mars/Olympus', /not a time zone identifier/],
  };

  it.each(Object.entries(cases))('%s', (_, [expression, duration, zone, because]) => {
    expect(() => parseMuteSchedule(expression, duration, zone)).toThrow(because);
  });
});

describe('by a brute-force count of minutes', () => {
  /** Around the changes of clocks, and a time without one. */
  const spans: readonly (readonly [zone: string, day: string])[] = [
    ['Europe/Berlin', '2026-03-28'],
    ['Europe/Berlin', '2026-10-24'],
    ['America/New_York', '2026-03-07'],
    ['America/New_York', '2026-10-31'],
    ['Australia/Lord_Howe', '2026-04-04'],
    ['Australia/Lord_Howe', '2026-10-03'],
    ['Asia/Kolkata', '2026-06-29'],
  ];
  const SPAN = 3 * 1440;
  const dayLists: readonly number[][] = [
    [28, 29],
    [24, 25, 1],
    [5, 8],
  ];
  const names = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

  /** What clocks show in each minute of a span, and whether they show it for the first time. */
  function readClocks(zone: string, day: string) {
    const format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
    const seen = new Set<string>();
    return Array.from({ length: 1440 + SPAN }, (_, index) => {
      const instant = at(`${day}T00:00`) + (index - 1440) * MINUTE;
      const shown = format.format(instant);
      const [, date = '', month = '', year = '', hour = '', minute = ''] =
        /(\d+)\/(\d+)\/(\d+), (\d+):(\d+)/.exec(shown) ?? [];
      const first = !seen.has(shown);
      seen.add(shown);
      const weekday = new Date(Date.UTC(Number(year), Number(month) - 1, Number(date))).getUTCDay();
      return { instant, first, date: Number(date), weekday, hour: Number(hour), minute: Number(minute) };
    });
  }
  const clocks = new Map(spans.map(([zone, day]) => [`${zone} ${day}`, readClocks(zone, day)]));

  const numbers = (most: number) => fc.uniqueArray(fc.nat({ max: most }), { minLength: 1, maxLength: 4 });
  const schedule = fc.record({
    span: fc.constantFrom(...spans),
    minutes: numbers(59),
    hours: fc.oneof(numbers(23), numbers(4), fc.constant(undefined)),
    dates: fc.option(fc.constantFrom(...dayLists), { nil: undefined }),
    weekdays: fc.option(numbers(6), { nil: undefined }),
    length: fc.constantFrom(1, 7, 60, 90, 600, 1440),
  });

  it('mutes exactly the minutes less than a duration after a start', () => {
    fc.assert(
      fc.property(schedule, ({ span: [zone, day], minutes, hours, dates, weekdays, length }) => {
        const week = weekdays?.map((each) => names[each]).join();
        const expression = `cron(${minutes} ${hours ?? '*'} ${dates ?? '*'} * ${week ?? '*'})`;
        const parsed = parseMuteSchedule(expression, `PT${length}M`, zone);
        const isDay = (date: number, weekday: number): boolean => {
          if (dates && weekdays) return dates.includes(date) || weekdays.includes(weekday);
          return (dates?.includes(date) ?? true) && (weekdays?.includes(weekday) ?? true);
        };
        const wrong: string[] = [];
        let start = Number.NEGATIVE_INFINITY;
        let previous: MuteWindow | undefined;
        for (const { instant, first, date, weekday, hour, minute } of clocks.get(`${zone} ${day}`) ?? []) {
          const due = isDay(date, weekday) && (hours?.includes(hour) ?? true) && minutes.includes(minute);
          if (due && first) start = instant;
          if (instant < at(`${day}T00:00`)) continue;
          const window = parsed.windowAt(instant);
          const lasts = previous === undefined || instant >= previous.until || window.muted === previous.muted;
          const isRight = window.muted === instant < start + length * MINUTE && window.until > instant && lasts;
          if (!isRight) wrong.push(`${expression} PT${length}M ${zone} ${new Date(instant).toISOString()}`);
          previous = window;
        }
        expect(wrong).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});
