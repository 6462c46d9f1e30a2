import type { Builder, Dataquery } from '@grafana/grafana-foundation-sdk/cog';
import type { DataSourceRef } from '@grafana/grafana-foundation-sdk/common';
import { TRACE_GROUPS, traceGroupFilter, traceGroupName } from '../monitoring/trace-groups.ts';
import { ref } from './variables.ts';

/** A query of Grafana's X-Ray data source, for which the SDK has no builder. */
type XRayQuery = {
  readonly queryType: 'getServiceMap' | 'getTraceSummaries';
  readonly query: string;
  readonly group?: { readonly GroupName: string; readonly GroupARN: string };
};

function xRayTarget(query: XRayQuery, datasource: DataSourceRef): Builder<Dataquery> {
  const whole = { refId: 'traces', datasource, region: 'default', queryMode: 'X-Ray', ...query };
  return { build: () => Object.assign(whole, { _implementsDataqueryVariant: () => {} }) };
}

const [SHOP] = TRACE_GROUPS;

/** What calls what, of the stage alone; the data source asks for a group by its name and wants an ARN beside it. */
export function serviceMapTargets(stage: string, source: DataSourceRef): Builder<Dataquery>[] {
  const group = { GroupName: traceGroupName(stage, SHOP.id), GroupARN: traceGroupName(stage, SHOP.id) };
  return [xRayTarget({ queryType: 'getServiceMap', query: '', group }, source)];
}

/** The traces that a filter expression lets through, of the stage and the chosen route; all routes are chosen by the stage's name. */
export function traceTargets(filter: string, source: DataSourceRef): Builder<Dataquery>[] {
  const stage = traceGroupFilter(ref('stage'), { ...SHOP, filter });
  const query = `${stage} AND (annotation.stage = "${ref('route')}" OR annotation.route = "${ref('route')}")`;
  return [xRayTarget({ queryType: 'getTraceSummaries', query }, source)];
}
