import type { Drive } from './drive.ts';
import { queryLogs } from './querying.ts';
import { TYPED } from './typed-values.ts';

type Named = { readonly name: string };

/** Looks at everything that the console shows, and scrapes the metrics. */
export async function operate(ask: Drive['ask'], metricsToken: string): Promise<void> {
  const { body: shown } = await ask<{ dashboards: readonly { id: string }[] }>('GET /api/ops/dashboards');
  for (const { id } of shown.dashboards) await ask('GET /api/ops/dashboards/{id}', { params: { id } });
  await ask('GET /api/ops/dashboards/{id}/panels/{panel}', { params: { id: 'overview', panel: 'errors' } });
  const { body: known } = await ask<{ alarms: readonly Named[] }>('GET /api/ops/alarms');
  const alarm = known.alarms[0]?.name ?? '';
  await ask('GET /api/ops/alarms/{name}/history', { params: { name: alarm } });
  await ask('GET /api/ops/alarms/{name}/metric', { params: { name: 'smallcart-local-high-error-rate' } });
  await ask('GET /api/ops/metrics', { query: { expression: `SEARCH('"${TYPED.search}"', 'Sum', 60)` } });
  await ask('GET /api/ops/logs', { query: { functions: 'account,checkout', filter: `"${TYPED.search}"` } });
  await queryLogs(ask);
  await ask('GET /api/ops/notifications');
  const { body: told } = await ask<{ deployments: readonly { id: string }[] }>('GET /api/ops/deployments');
  const deployment = { params: { id: told.deployments[0]?.id ?? '' } };
  await ask('GET /api/ops/deployments/{id}', deployment);
  await ask('GET /api/ops/deployments/{id}/health', deployment);
  await ask('GET /api/ops/cost');
  await ask('GET /api/ops/slos');
  const { body: reported } = await ask<{ reports: readonly { id: string }[] }>('GET /api/ops/reports');
  await ask('GET /api/ops/reports/{id}', { params: { id: reported.reports[0]?.id ?? '' } });
  const { body: found } = await ask<{ traces: readonly { id: string }[] }>('GET /api/ops/traces');
  await ask('GET /api/ops/traces/{id}', { params: { id: found.traces[0]?.id ?? '' } });
  const { body: map } = await ask<{ nodes: readonly Named[] }>('GET /api/ops/service-map');
  await ask('GET /api/ops/service-map', { query: { filter: 'service() { http.status >= 200 }' } });
  await ask('GET /api/ops/service-map/statistics', { query: { name: map.nodes[0]?.name ?? '' } });
  await ask('GET /api/ops/traces', { query: { filter: `annotation.route = "${TYPED.search}"` } });
  await ask('GET /metrics', { headers: { authorization: `Bearer ${metricsToken}` } });
  await ask('GET /metrics', { headers: { authorization: `Bearer ${TYPED.token}` } });
}
