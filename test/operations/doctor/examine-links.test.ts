import { expect, test } from 'vitest';
import type { Examination } from '../../../operations/doctor/examination.ts';
import { examineLinks } from '../../../operations/doctor/examine-links.ts';
import { ok } from '../../../operations/doctor/finding.ts';
import { OperatorError } from '../../../operations/operator-error.ts';

const examination = { stage: 'pr7' } as Examination;

test('a link that does not answer is wrong itself, says why, and keeps none from being looked at', async () => {
  const reports = await examineLinks(
    [
      { name: 'table', examine: () => Promise.reject(new OperatorError('AWS refused dynamodb:DescribeTable: Boom.')) },
      { name: 'queues', examine: () => Promise.reject(new RangeError('holds a secret')) },
      { name: 'logs', examine: async ({ stage }) => [ok(`All is well in ${stage}.`)] },
    ],
    examination,
  );
  expect(reports.map(({ name, verdict, findings: [first] }) => [name, verdict, first?.seen])).toEqual([
    ['table', 'wrong', 'AWS refused dynamodb:DescribeTable: Boom.'],
    ['queues', 'wrong', 'Unexpected failure (RangeError).'],
    ['logs', 'ok', 'All is well in pr7.'],
  ]);
});
