import * as z from 'zod/mini';
import { SLOS, type Slo } from '../../monitoring/slos.ts';
import { env } from '../lib/env.ts';
import { announce } from '../lib/incidents/announce.ts';
import type { Incident } from '../lib/incidents/incident.ts';
import { planning } from '../lib/incidents/planning.ts';
import { readProgress } from '../lib/jobs/read-progress.ts';
import type { Work } from '../lib/jobs/run-job.ts';
import { causesOf, incidentsOf } from '../lib/slos/find-causes.ts';
import { keepReport, readReport } from '../lib/slos/report-store.ts';
import { REPORT_KINDS, type ReportedObjective, type SlaReport } from '../lib/slos/sla-report.ts';
import { readSliEvents, readSliMetrics, type SliMetrics } from '../lib/slos/sli-events.ts';
import { tally } from '../lib/slos/tally.ts';
import { violations } from '../lib/slos/violations.ts';
import { inSubsegment } from '../lib/tracing.ts';
import { reportNotice } from './report-notice.ts';
import { lastPeriod, type ReportPeriod } from './report-period.ts';

/** Seconds: the finest that CloudWatch keeps for longer than a month ("Metrics retention"). */
const PERIOD = 300;
/** What belongs to a time may reach CloudWatch so long after its end. */
const GRACE = 15 * 60_000;

async function reported(
  slo: Slo,
  metrics: SliMetrics,
  { from, to }: ReportPeriod,
  incidents: readonly Incident[],
): Promise<ReportedObjective> {
  const own = metrics.get(slo.id);
  const events = own === undefined ? [] : await readSliEvents(slo, own, { start: from, end: to, period: PERIOD });
  const found = violations(slo, events, PERIOD * 1_000);
  return {
    ...{ id: slo.id, title: slo.title, promise: slo.promise, objective: slo.objective, events: slo.events },
    ...tally(slo, events),
    violations: found.map((each) => ({ ...each, causes: causesOf(each, incidents) })),
  };
}

async function reportOf(period: ReportPeriod, id: string, timeZone: string, now: number): Promise<SlaReport> {
  const { kind, from, to } = period;
  const [metrics, incidents] = await Promise.all([readSliMetrics(), incidentsOf(from, to)]);
  const objectives = await Promise.all(SLOS.map((slo) => reported(slo, metrics, period, incidents)));
  return { id, kind, from, to, timeZone, writtenAt: now, objectives };
}

async function write(period: ReportPeriod, id: string, timeZone: string, now: number): Promise<boolean> {
  if ((await readReport(id)) !== undefined) return false;
  const report = await reportOf(period, id, timeZone, now);
  if (report.objectives.every(({ total }) => total === 0)) return false;
  // Told before it is kept: a run that dies in between is repeated, and the same notice is not told twice.
  await announce({ id: `sla-report:${id}`, severity: 'info', ...reportNotice(report, env().siteUrl) }, now);
  await keepReport(report);
  return true;
}

/** Ids of the reports that were written last, or that there was nothing to write of. */
const Progress = z.object({ week: z.optional(z.string()), month: z.optional(z.string()) });

/** Writes the reports on the last week and the last month of the stage's time zone once they are over; gives how many it wrote. */
export async function writeReports({ now, progress, save }: Work): Promise<number> {
  const { timeZone } = planning(now).routes.businessHours;
  let done = readProgress(progress, Progress, {});
  let written = 0;
  for (const kind of REPORT_KINDS) {
    const period = lastPeriod(kind, now, timeZone);
    const id = `${period.firstDay}-${kind}`;
    if (done[kind] === id || now < period.to + GRACE) continue;
    if (await inSubsegment('write report', () => write(period, id, timeZone, now))) written++;
    done = { ...done, [kind]: id };
    await save(JSON.stringify(done));
  }
  return written;
}
