import { expect, test } from 'vitest';
import type { Drill, DrillRecord } from './drill.ts';
import { pauseBetween } from './pause-between.ts';

const MINUTE = 60_000;
const BEGAN = Date.parse('2026-11-24T09:33:00Z');
const TABLE: Drill = { fault: 'dynamodb-errors', minutes: 5, tells: [{ title: 'Table failing' }] };

/** A drill that was watched for so many minutes after everything was over. */
function record(drill: Drill, minutes: number): DrillRecord {
  const changes = [{ alarm: 'table-failing', from: 'ALARM', to: 'OK', at: BEGAN + 7 * MINUTE }] as const;
  const watchedUntil = BEGAN + (7 + minutes) * MINUTE;
  const before = { changes: [], told: [] };
  return {
    drill,
    before,
    changes,
    began: BEGAN,
    ended: BEGAN,
    watchedUntil,
    raisedBefore: [],
    raisedAtEnd: [],
    requests: 0,
    processor: { ran: 0, waited: 0 },
    told: [],
  };
}

test.each<[string, DrillRecord, Drill, number]>([
  ['of another group follows at once', record(TABLE, 4), { fault: 'stock-running-out', minutes: 5 }, 0],
  ['of the same group follows when what is raised is another incident', record(TABLE, 4), TABLE, 7],
  ['follows at once when that was so long ago', record(TABLE, 20), TABLE, 0],
  [
    'follows at once when nobody was told of the one before',
    record({ fault: 'dynamodb-errors', minutes: 5 }, 4),
    TABLE,
    0,
  ],
])('a drill %s', (_sentence, before, next, minutes) => {
  expect(pauseBetween(before, next)).toBe(minutes);
});
