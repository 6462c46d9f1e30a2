import type { DataSourceRef } from '@grafana/grafana-foundation-sdk/common';
import { uid } from './uid.ts';

/** The data sources of a stage: what its panels ask. */
export type Sources = { readonly cloudWatch: DataSourceRef; readonly xRay: DataSourceRef };

/** Grafana's own, which asks nobody. */
export const OWN_SOURCE: DataSourceRef = { type: 'grafana', uid: '-- Grafana --' };

/** How panels name the data sources of a stage. */
export function sourcesOf(stage: string): Sources {
  return {
    cloudWatch: { type: 'cloudwatch', uid: uid(stage, 'cloudwatch') },
    xRay: { type: 'grafana-x-ray-datasource', uid: uid(stage, 'x-ray') },
  };
}
