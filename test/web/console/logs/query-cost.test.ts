import { expect, test } from 'vitest';
import { formatBytes, scannedInWords } from '../../../../web/src/console/logs/query-cost.ts';

test.each([
  [0, '0 bytes'],
  [999, '999 bytes'],
  [7_204_118, '7.2 MB'],
  [3.2e12, '3.2 TB'],
])('%i bytes are %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

test.each([
  [0, '$0 on AWS'],
  [0.000_01, 'less than $0.0001 on AWS'],
  [0.0125, '$0.0125 on AWS'],
])('a query of %d dollars is told as %s', (dollars, text) => {
  const statistics = { recordsMatched: 1_200, recordsScanned: 9_000, bytesScanned: 5e6 };
  expect(scannedInWords({ statistics, dollars })).toBe(`1,200 of 9,000 lines match; 5 MB looked through, ${text}`);
});
