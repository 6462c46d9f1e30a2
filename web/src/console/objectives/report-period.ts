import type { ReportOverview } from '../../../../functions/ops/slo-responses.ts';
import { LOCALE } from '../../ui/locale.ts';

/** The time that a report is about, by its own calendar: "18 – 24 May 2026". */
export function reportPeriod({ from, to, timeZone }: Pick<ReportOverview, 'from' | 'to' | 'timeZone'>): string {
  const format = new Intl.DateTimeFormat(LOCALE, { timeZone, dateStyle: 'medium' });
  return format.formatRange(Date.parse(from), Date.parse(to) - 1);
}
