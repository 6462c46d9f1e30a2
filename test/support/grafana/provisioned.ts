import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '../../../grafana/provisioning/dashboards/local');

/** A query of a panel, as far as its data source looks at it. */
export type Target = {
  readonly refId: string;
  readonly datasource: { readonly type: string };
  readonly hide?: boolean;
  readonly region?: string;
  /** Of CloudWatch. */
  readonly queryMode?: string;
  readonly metricQueryType?: number;
  readonly metricEditorMode?: number;
  readonly id?: string;
  readonly namespace?: string;
  readonly metricName?: string;
  readonly dimensions?: Readonly<Record<string, string>>;
  readonly matchExact?: boolean;
  readonly statistic?: string;
  readonly period?: string;
  readonly label?: string;
  readonly expression?: string;
  readonly logGroupNames?: readonly string[];
  readonly statsGroups?: readonly string[];
  /** Of X-Ray. */
  readonly queryType?: string;
  readonly query?: string;
  readonly group?: { readonly GroupName: string };
};

export type GrafanaPanel = {
  readonly title: string;
  readonly type: string;
  readonly interval?: string;
  readonly timeFrom?: string;
  readonly fieldConfig?: { readonly defaults: { readonly noValue?: string } };
  readonly targets?: readonly Target[];
  readonly transformations?: readonly {
    readonly id: string;
    readonly options: { readonly include?: { readonly variable?: string } };
  }[];
};

type Variable = {
  readonly name: string;
  readonly type: string;
  readonly query: string;
  readonly current?: Choice;
};
type Choice = { readonly text: string; readonly value: string };

/** A dashboard as Grafana reads it from the provisioning folder. */
export type ProvisionedDashboard = {
  readonly title: string;
  readonly panels: readonly GrafanaPanel[];
  readonly templating: { readonly list: readonly Variable[] };
};

/** The dashboards of the provisioning folder, as a Grafana finds them there. */
export function provisionedDashboards(): readonly ProvisionedDashboard[] {
  return readdirSync(FOLDER).map((file): ProvisionedDashboard => JSON.parse(readFileSync(join(FOLDER, file), 'utf8')));
}

/** The choices of a custom variable, as Grafana takes them from its text: `text : value` between commas, `\,` is a comma. */
export function choicesOf({ query }: Pick<Variable, 'query'>): readonly Choice[] {
  return (query.match(/(?:\\,|[^,])+/g) ?? []).map((part) => {
    const [, text = part, value = part] = /^\s*(.+)\s:\s(.+)$/.exec(part.replaceAll('\\,', ',')) ?? [];
    return { text: text.trim(), value: value.trim() };
  });
}

/** What a viewer sees chosen: the current choices, but for those that are given by their texts. */
export function chosen(dashboard: ProvisionedDashboard, texts: Readonly<Record<string, string>> = {}) {
  return new Map(
    dashboard.templating.list.map((variable): [string, Choice] => {
      if (variable.type === 'constant') return [variable.name, { text: variable.query, value: variable.query }];
      const choices = choicesOf(variable);
      const wanted = texts[variable.name] ?? variable.current?.text;
      const found = choices.find(({ text }) => text === wanted);
      if (found === undefined) throw new RangeError(`Variable ${variable.name} has no choice ${wanted}.`);
      return [variable.name, found];
    }),
  );
}
