import type { AnomalyModels } from '../anomaly/anomaly-models.ts';
import type { MetricStore } from '../metric-store.ts';

/** What queries are answered from: the datapoints, and the models of anomaly detection. */
export type QuerySource = { readonly metrics: MetricStore; readonly models: AnomalyModels };
