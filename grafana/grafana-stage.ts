/** A stage whose dashboards Grafana shows, and what of it does not follow from its name. */
export type GrafanaStage = {
  readonly stage: string;
  /** The id that API Gateway has given its HTTP API. */
  readonly apiId: string;
  /** Address of the shop, without a slash at its end; the console is below `/ops`. */
  readonly siteUrl: string;
};
