import { FUNCTION_IDS, type FunctionId } from '../resources.ts';

/** Values of the variable `function`: each function, or all of them. */
export const FUNCTION_VALUES = ['all', ...FUNCTION_IDS] as const;

/** Values of the variable `period`, in seconds; `auto` leaves each panel its own. */
export const PERIOD_VALUES = ['auto', '60', '300', '900', '3600', '86400'] as const;

/** What a viewer has chosen. The stage is where one looks, not what is chosen: a console has one, Grafana's folder too. */
export type DashboardVariables = {
  readonly function: FunctionId | 'all';
  /** A route of functions/manifest.ts such as `/api/products/{id}`, or all of them: of logs and traces, as no metric has routes. */
  readonly route: string;
  readonly period: (typeof PERIOD_VALUES)[number];
};
