import { isConditionFailure } from '../condition.ts';
import { slaReports } from '../entities/sla-report.ts';
import type { SlaReport } from './sla-report.ts';

/** The report of that id, if there is one. */
export async function readReport(id: string): Promise<SlaReport | undefined> {
  const { data } = await slaReports().get({ list: 'all', id }).go();
  if (data === null) return undefined;
  const { list: _list, ...report } = data;
  return report;
}

/** A page of reports, those of the latest first day first, after the one that the cursor names. */
export async function listReports(limit: number, cursor?: string): Promise<readonly SlaReport[]> {
  const all = slaReports().query.byId({ list: 'all' });
  const { data } = await (cursor === undefined ? all : all.lt({ id: cursor })).go({
    order: 'desc',
    ...{ count: limit, limit },
  });
  return data.map(({ list: _list, ...report }) => report);
}

/** Keeps a report; one that is there stays as it is. */
export async function keepReport(report: SlaReport): Promise<void> {
  try {
    await slaReports().create(report).go();
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
  }
}
