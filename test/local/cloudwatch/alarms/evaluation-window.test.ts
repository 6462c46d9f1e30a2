import { describe, expect, it } from 'vitest';
import { wallClockBoundaries } from '../../../../local/cloudwatch/alarms/evaluation-window.ts';
import { parseTimeZone, UTC } from '../../../../local/cloudwatch/alarms/time-zone.ts';

const SECOND = 1000;

function boundaries(zone: string, periodSeconds: number, tick: string): string[] {
  const timeZone = parseTimeZone(zone) ?? UTC;
  return wallClockBoundaries(timeZone, periodSeconds * SECOND, 2, Date.parse(tick)).map((time) =>
    new Date(time).toISOString().slice(0, 16),
  );
}

describe('the boundaries of a wall clock window', () => {
  it.each([
    ['UTC', 3600, '2026-11-21T14:08Z', ['2026-11-21T14:00', '2026-11-21T13:00', '2026-11-21T12:00']],
    ['UTC', 300, '2026-11-21T14:08Z', ['2026-11-21T14:05', '2026-11-21T14:00', '2026-11-21T13:55']],
    ['UTC', 60, '2026-11-21T14:08Z', ['2026-11-21T14:08', '2026-11-21T14:07', '2026-11-21T14:06']],
    ['Asia/Kolkata', 3600, '2026-11-21T14:08Z', ['2026-11-21T13:30', '2026-11-21T12:30', '2026-11-21T11:30']],
    ['+05:30', 86_400, '2026-11-21T14:08Z', ['2026-11-20T18:30', '2026-11-19T18:30', '2026-11-18T18:30']],
    ['UTC', 604_800, '2026-11-21T14:08Z', ['2026-11-16T00:00', '2026-11-09T00:00', '2026-11-02T00:00']],
    ['America/New_York', 86_400, '2026-11-02T06:00Z', ['2026-11-02T05:00', '2026-11-01T04:00', '2026-10-31T04:00']],
    ['America/New_York', 86_400, '2026-03-09T05:00Z', ['2026-03-09T04:00', '2026-03-08T05:00', '2026-03-07T05:00']],
  ])('%s, period %d s, at %s', (zone, period, tick, expected) => {
    expect(boundaries(zone, period, tick)).toEqual(expected);
  });
});

describe('time zones', () => {
  it.each([
    ['Z', 0],
    ['UTC', 0],
    ['+05:30', 330],
    ['-08:00', -480],
    ['UTC+05:30', 330],
    ['GMT-08:00', -480],
    ['Europe/London', 60],
    ['America/New_York', -240],
  ])('%s is %d minutes ahead of UTC in July', (text, minutes) => {
    expect(parseTimeZone(text)?.offsetAt(Date.parse('2026-07-01T12:00Z'))).toBe(minutes * 60_000);
  });

  it.each([
    ['Europe/Berlin', '2026-10-25T00:59:59Z', 120],
    ['Europe/Berlin', '2026-10-25T01:00:00Z', 60],
    ['Australia/Lord_Howe', '2026-10-03T15:29:59Z', 630],
    ['Australia/Lord_Howe', '2026-10-03T15:30:00Z', 660],
    ['Asia/Kathmandu', '2026-10-03T15:30:00Z', 345],
  ])('%s at %s is %d minutes ahead of UTC, whatever was asked before', (text, time, minutes) => {
    const zone = parseTimeZone(text);
    for (const hours of [0, -7, 7, -1, 1]) zone?.offsetAt(Date.parse(time) + hours * 3_600_000);
    expect(zone?.offsetAt(Date.parse(time))).toBe(minutes * 60_000);
  });

  it.each(['', 'Mars/Olympus', '5', '+5', '+25:00', 'UTC+01:75', '__proto__'])('%s is none', (text) => {
    expect(parseTimeZone(text)).toBeUndefined();
  });
});
