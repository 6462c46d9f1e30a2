import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { slaReportEntity } from '../../functions/lib/entities/sla-report.ts';
import { TABLE_NAME } from '../../local/deploy/place.ts';
import { SLOS } from '../../monitoring/slos.ts';
import { awsClients } from './aws-clients.ts';

const FROM = Date.parse('2026-05-24T22:00Z');
const HOUR = 3_600_000;

/** Puts on record a week in which the first objective was not kept, and of the last nothing happened. */
export async function recordReport(awsUrl: string): Promise<void> {
  const client = DynamoDBDocumentClient.from(awsClients(awsUrl).dynamodb);
  const cause = { id: 'inc_01JZ8Q4M6T9V3B5C7D9F1G3H5J', title: 'Shop unavailable', severity: 'critical' } as const;
  const violations = [
    { from: FROM + 9 * HOUR, to: FROM + 12 * HOUR, failed: 900, total: 12_000, causes: [cause] },
    { from: FROM + 50 * HOUR, to: FROM + 51 * HOUR, failed: 400, total: 4_000, causes: [] },
  ];
  const outcomes = [
    { failed: 1_300, total: 1_000_000, compliance: 0.9987, budgetUsed: 1.3, violations },
    { failed: 9_300, total: 1_000_000, compliance: 0.9907, budgetUsed: 0.93, violations: [] },
    { failed: 1, total: 4_000, compliance: 0.99975, budgetUsed: 0.05, violations: [] },
    { failed: 0, total: 0, violations: [] },
  ];
  const objectives = SLOS.flatMap(({ id, title, promise, objective, events }, index) => {
    const outcome = outcomes[index];
    return outcome === undefined ? [] : [{ id, title, promise, objective, events, ...outcome }];
  });
  const times = { from: FROM, to: FROM + 168 * HOUR, writtenAt: FROM + 169 * HOUR };
  await slaReportEntity({ client, table: TABLE_NAME })
    .put({ id: '2026-05-25-week', kind: 'week', timeZone: 'Europe/Berlin', ...times, objectives })
    .go();
}
