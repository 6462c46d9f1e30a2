import { PRICES } from './prices.ts';

const BYTES_PER_GIGABYTE = 1e9;

/** What a query of Logs Insights costs, in US dollars, by the bytes that it has looked through ("Amazon CloudWatch pricing"). */
export function queryDollars(bytesScanned: number): number {
  return (bytesScanned / BYTES_PER_GIGABYTE) * PRICES.logsScannedPerGigabyte;
}
