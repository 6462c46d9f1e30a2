import type { QueryResults } from '../../../../functions/ops/insights/query-responses.ts';
import { formatNumber } from '../../ui/format-number.ts';

const UNITS = ['bytes', 'KB', 'MB', 'GB', 'TB'] as const;

/** Bytes in the unit that reads best, each a thousand of the one before. */
export function formatBytes(bytes: number): string {
  const step = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
  return `${formatNumber(bytes / 1000 ** step, step === 0 ? 0 : 1)} ${UNITS[step]}`;
}

/** What a query cost on AWS, in US dollars. */
function dollarsInWords(dollars: number): string {
  if (dollars === 0) return '$0';
  return dollars < 0.0001 ? 'less than $0.0001' : `$${formatNumber(dollars, 4)}`;
}

/** What a query has looked through and found, and what that costs on AWS. */
export function scannedInWords({ statistics, dollars }: Pick<QueryResults, 'statistics' | 'dollars'>): string {
  const { recordsMatched, recordsScanned, bytesScanned } = statistics;
  const lines = `${formatNumber(recordsMatched)} of ${formatNumber(recordsScanned)} lines match`;
  return `${lines}; ${formatBytes(bytesScanned)} looked through, ${dollarsInWords(dollars)} on AWS`;
}
