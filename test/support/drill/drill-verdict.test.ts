import { expect, test } from 'vitest';
import type { DrillRecord } from './drill.ts';
import { drillVerdict } from './drill-verdict.ts';

const RECORD: DrillRecord = {
  ...{ drill: { fault: 'traffic-surge', minutes: 5 }, requests: 0, before: { changes: [], told: [] } },
  ...{ began: 0, ended: 0, watchedUntil: 0, raisedBefore: [], raisedAtEnd: [], changes: [], told: [] },
  processor: { ran: 100, waited: 1_000 },
};
const WRONG = { raisedBefore: ['shop-slow'] };
const CALM = { processor: { ran: 100, waited: 200 } };
const RAISED = 'shop-slow was raised before the fault.';

test.each<[string, DrillRecord, readonly string[]]>([
  ['that went wrong tells that the machine was busy', { ...RECORD, ...WRONG }, [RAISED, expect.stringMatching(/busy/)]],
  ['that went wrong on a machine that had time is the shop’s doing', { ...RECORD, ...WRONG, ...CALM }, [RAISED]],
  ['that went well on a busy machine went well', RECORD, []],
])('a drill %s', (_sentence, record, wrong) => {
  expect(drillVerdict(record).wrong).toEqual(wrong);
});
