import { describe, expect, it } from 'vitest';
import type { CloudWatchDashboard } from '../../monitoring/cloudwatch-dashboards/cloudwatch-dashboard.ts';
import { CLOUDWATCH_DASHBOARDS } from '../../monitoring/cloudwatch-dashboards/cloudwatch-dashboards.ts';
import { metricsReferred, shownQueries } from '../../monitoring/cloudwatch-dashboards/shown-queries.ts';
import { DASHBOARDS } from '../../monitoring/dashboards/dashboards.ts';
import { overview } from '../../monitoring/dashboards/overview.ts';
import type { MetricPanel } from '../../monitoring/dashboards/panel.ts';
import { functionsOf } from '../../monitoring/dashboards/resolve-panel.ts';
import { dashboardFaults } from '../../monitoring/limits.ts';
import { namedTarget } from '../../monitoring/resource-names.ts';
import { cloudWatchBody } from '../support/cloudwatch-body.ts';

const target = namedTarget('test', 'a1b2c3d4e5');
const titled = CLOUDWATCH_DASHBOARDS.map((dashboard) => [dashboard.title, dashboard] as const);

/** Whether a panel has lines of several functions, and none of this one. */
const lacks = (functions: readonly string[], id: string) => functions.length > 1 && !functions.includes(id);

/** Widgets but for the ids of their metrics, by which nobody sees them. */
const unnamed = (widgets: unknown): unknown =>
  JSON.parse(JSON.stringify(widgets).replaceAll(/"id":"[^"]*"/g, '"id":""'));

it('CloudWatch shows each of the eight dashboards once', () => {
  const shown = CLOUDWATCH_DASHBOARDS.flatMap(({ shows }) => shows.map(({ id }) => id));
  expect(shown.toSorted()).toEqual(DASHBOARDS.map(({ id }) => id).toSorted());
});

describe.each(titled)('the dashboard %s', (_, dashboard) => {
  const body = cloudWatchBody(dashboard);
  const panels = dashboard.shows.flatMap((shown) => shown.panels);

  it('keeps CloudWatch’s limits, and is free', () => {
    expect(dashboardFaults(dashboard)).toEqual([]);
  });

  it('has a widget for every panel, and says what to read from it', () => {
    const text = body.widgets
      .flatMap(({ type, properties }) => (type === 'text' ? [properties.markdown] : []))
      .join('\n');
    const titles = body.widgets.flatMap(({ properties }) => ('title' in properties ? [properties.title] : []));
    for (const { type, title, description } of panels) {
      expect(text).toContain(`**${title}** ${description}`);
      if (type !== 'serviceMap' && type !== 'traces') expect(titles).toContain(title);
      else expect(text).toContain(`### [${title}](https://us-east-1.console.aws.amazon.com/cloudwatch/home`);
    }
  });

  it('has widgets on its grid, none of them over another', () => {
    const taken = new Set<string>();
    for (const { x, y, width, height } of body.widgets) {
      expect(x + width).toBeLessThanOrEqual(24);
      for (let row = y; row < y + height; row += 1)
        for (let column = x; column < x + width; column += 1) {
          expect(taken.has(`${column} ${row}`)).toBe(false);
          taken.add(`${column} ${row}`);
        }
    }
  });

  it.each(
    dashboard.variables.flatMap((variable) => variable.functions.map((id) => [variable.id, id, variable] as const)),
  )('shows of the %s %s what the other faces show of it', (_id, id, variable) => {
    const replaced = JSON.stringify(body.widgets).replaceAll(
      `smallcart-test-${variable.first}`,
      `smallcart-test-${id}`,
    );
    const variables = dashboard.variables.map((each) => (each === variable ? { ...each, first: id } : each));
    const wanted = cloudWatchBody({ ...dashboard, variables }).widgets;
    const shown: typeof wanted = JSON.parse(replaced);
    // A panel without a line of that function shows all of its lines elsewhere, and none on CloudWatch.
    const without = panels.filter((panel) => 'queries' in panel && lacks(functionsOf(panel), id));
    const titles = new Set(without.map(({ title }) => title));
    const has = ({ properties }: (typeof wanted)[number]) => !('title' in properties && titles.has(properties.title));
    expect(unnamed(shown.filter(has))).toEqual(unnamed(wanted.filter(has)));
  });
});

describe('dashboardFaults', () => {
  const [, , system] = CLOUDWATCH_DASHBOARDS;
  if (system === undefined) throw new Error('there is no third dashboard');
  const [first] = overview.panels;
  if (first === undefined) throw new Error('there is no panel');
  const showing = (...panels: typeof overview.panels): CloudWatchDashboard => ({
    ...{ id: 'overview', title: 'Overview', shows: [{ ...overview, panels }], variables: [] },
  });
  const figures = overview.panels.find((panel): panel is MetricPanel => panel.type === 'timeSeries');
  if (figures === undefined) throw new Error('there is no graph');
  const many = (count: number) =>
    Array.from({ length: count }, (_, at) => ({ id: `q${at}`, label: 'q', expression: 'TIME_SERIES(1)' }));

  it.each<[string, CloudWatchDashboard, string]>([
    ['501 widgets', showing(...Array(500).fill(first)), '500 widgets'],
    ['501 metrics in a widget', showing({ ...figures, queries: many(501) }), '500 metrics'],
    ['2,501 metrics', showing(...Array(6).fill({ ...figures, queries: many(417) })), '2,500 metrics in all'],
    [
      '101 alarms',
      showing({ ...{ type: 'alarmStates', id: 'a', title: 'A', description: 'A.' }, alarms: Array(101).fill('a') }),
      '100 alarms',
    ],
    ['26 variables', { ...system, variables: Array(26).fill(system.variables[0]) }, '25 variables'],
    ['more metrics than are free', { ...system, variables: [] }, '50 metrics'],
    [
      'a variable that replaces what is no choice',
      {
        ...system,
        variables: [{ id: 'f', label: 'F', functions: ['outbox', 'incidents'], first: 'outbox' }],
      },
      'would replace what stream-lag is of',
    ],
  ])('finds %s', (_, dashboard, fault) => {
    expect(dashboardFaults(dashboard).join()).toContain(fault);
  });
});

it('CloudWatch shows objectives over thirty days and the latest figures of an hour, whatever time is looked at, and the rest in that time', () => {
  const widgets = CLOUDWATCH_DASHBOARDS.flatMap((dashboard) => cloudWatchBody(dashboard).widgets);
  const ranges = new Map(
    widgets.flatMap(({ type, properties }) => (type === 'metric' ? [[properties.title, properties.start]] : [])),
  );
  const shown = ['Compliance', 'Error budgets over time', 'Availability', 'Burn rate of an hour', 'Latency'].map(
    (title) => ranges.get(title),
  );
  expect(shown).toEqual(['-P30D', '-P30D', '-PT1H', undefined, undefined]);
});

it('counts a metric once, whatever its statistics', () => {
  const dashboard: CloudWatchDashboard = {
    ...{ id: 'overview', title: 'Overview', variables: [] },
    shows: [{ ...overview, panels: overview.panels.filter(({ id }) => id === 'latency' || id === 'speed') }],
  };
  const latency = overview.panels.find(({ id }) => id === 'latency');
  expect(latency !== undefined && 'queries' in latency && shownQueries(latency, dashboard, target)).toHaveLength(3);
  expect(metricsReferred(dashboard)).toBe(1);
});
