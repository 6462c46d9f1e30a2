import type { Report } from './examine-stage.ts';

/** The report as programs read it. */
export function reportJson({ at, ...report }: Report): string {
  return JSON.stringify({ ...report, ...(at === undefined ? {} : { at: new Date(at).toISOString() }) }, null, 2);
}
