import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { grafanaDashboard } from '../../grafana/grafana-dashboard.ts';
import { provisioning } from '../../grafana/provisioning.ts';
import { reachStage } from '../../grafana/reach-stage.ts';
import { ALARMS } from '../../monitoring/alarms/alarms.ts';
import { COMPOSITES } from '../../monitoring/alarms/composites.ts';
import { DASHBOARDS } from '../../monitoring/dashboards/dashboards.ts';
import { panelThresholds } from '../../monitoring/dashboards/panel-thresholds.ts';
import { type FigurePanel, isByFunction, resolvePanel } from '../../monitoring/dashboards/resolve-panel.ts';
import { FUNCTION_VALUES } from '../../monitoring/dashboards/variables.ts';
import { metricsARefresh } from '../../monitoring/grafana-cost.ts';
import { namedTarget } from '../../monitoring/resource-names.ts';
import { choicesOf } from '../support/grafana/provisioned.ts';

const ROOT = join(import.meta.dirname, '../../grafana/provisioning');
const LOCAL = await reachStage({ kind: 'local', stage: 'local', awsPort: 4566 }, 3000);
const files = provisioning([LOCAL]);
const PRODUCTION = { stage: 'production', apiId: 'abc123', siteUrl: 'https://shop.example.com', region: 'eu-west-1' };

const both = provisioning([LOCAL, PRODUCTION]);

type Box = { readonly x: number; readonly y: number; readonly w: number; readonly h: number };

/** Whether two panels of a dashboard lie on each other. */
function overlap(one: Box, other: Box): boolean {
  const across = one.x < other.x + other.w && other.x < one.x + one.w;
  return across && one.y < other.y + other.h && other.y < one.y + one.h;
}

/** The lines that a panel has for a function. */
function labelsOf(panel: FigurePanel, chosen: (typeof FUNCTION_VALUES)[number]): readonly string[] {
  const queries = resolvePanel(panel, namedTarget('production', 'abc123'), { function: chosen });
  return queries.filter(({ returnData }) => returnData).map(({ id, label }) => label ?? id);
}

describe('the folder for a Grafana of one’s own', () => {
  it('is what npm run grafana writes now', () => {
    const committed = readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).filter((file) => /\.\w+$/.test(file));
    expect(committed.sort()).toEqual([...files.keys()].sort());
    for (const [path, text] of files) {
      const written = readFileSync(join(ROOT, path), 'utf8');
      expect(path.endsWith('.json') ? JSON.parse(written) : parse(written), path).toEqual(JSON.parse(text));
    }
  });

  it('has every dashboard where its provider looks, in a folder of the stage', () => {
    const { providers } = JSON.parse(both.get('dashboards/smallcart.yaml') ?? '');
    for (const [index, stage] of ['local', 'production'].entries()) {
      const { path } = providers[index].options;
      expect(providers[index].folder).toBe(`SmallCart ${stage}`);
      for (const { id } of DASHBOARDS)
        expect(both.has(`${path.replace('/etc/grafana/provisioning/', '')}/${id}.json`)).toBe(true);
    }
  });

  it('reaches AWS with Grafana’s own credentials, and the system of this machine with any', () => {
    const { datasources } = JSON.parse(both.get('datasources/smallcart.yaml') ?? '');
    const facts = datasources.map(
      (each: { type: string; jsonData: Record<string, string>; secureJsonData?: object }) => [
        each.type,
        each.jsonData.authType,
        each.jsonData.endpoint,
        each.secureJsonData !== undefined,
      ],
    );
    expect(facts).toEqual([
      ['cloudwatch', 'keys', 'http://127.0.0.1:4566', true],
      ['grafana-x-ray-datasource', 'keys', 'http://127.0.0.1:4566', true],
      ['cloudwatch', 'default', undefined, false],
      ['grafana-x-ray-datasource', 'default', undefined, false],
    ]);
  });
});

describe('a stage whose name is long', () => {
  const ofStage = (stage: string) => {
    const reached = { ...PRODUCTION, stage };
    const { datasources } = JSON.parse(provisioning([reached]).get('datasources/smallcart.yaml') ?? '');
    return [
      ...datasources.map(({ uid }: { uid: string }) => uid),
      ...DASHBOARDS.map((each) => grafanaDashboard(each, reached).uid),
    ];
  };

  it('has uids that Grafana takes, and that no other stage has', () => {
    const stage = 'a-stage-with-a-name-that-is-long';
    const uids = [...ofStage(stage), ...ofStage(`${stage}er`)];
    expect(new Set(uids).size).toBe(2 * (DASHBOARDS.length + 2));
    expect(uids.filter((uid) => uid.length > 40)).toEqual([]);
  });
});

describe.each(DASHBOARDS)('the dashboard $id', (definition) => {
  const dashboard = grafanaDashboard(definition, PRODUCTION);
  const { panels } = dashboard;
  // Before them is the strip of deployments, after them what it costs to look.
  const shown = panels.slice(1, -1);

  it('shows every panel, each with what to read from it, none on another', () => {
    expect(shown.map(({ title, description }) => [title, description])).toEqual(
      definition.panels.map(({ title, description }) => [title, description]),
    );
    const boxes = panels.flatMap(({ gridPos }) => (gridPos === undefined ? [] : [gridPos]));
    expect(boxes).toHaveLength(panels.length);
    for (const [index, box] of boxes.entries()) {
      expect(box.x + box.w).toBeLessThanOrEqual(24);
      expect(boxes.slice(index + 1).filter((other) => overlap(box, other))).toEqual([]);
    }
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  });

  it('fills its rows: a panel begins another one only where it would not have fitted', () => {
    const boxes = panels.flatMap(({ gridPos }) => (gridPos === undefined ? [] : [gridPos]));
    for (const [index, box] of boxes.entries()) {
      const before = boxes[index - 1];
      if (before === undefined || before.y === box.y) continue;
      expect(before.x + before.w + box.w).toBeGreaterThan(24);
    }
  });

  it('hides neither its links nor the switch of its deployments in a menu, where Grafana of late can put them', () => {
    expect(JSON.stringify(dashboard)).not.toContain('inControlsMenu');
  });

  it('leads to the console at the time that is shown', () => {
    const links = [...(dashboard.links ?? []), ...shown.flatMap((panel) => panel.links ?? [])];
    const others = links.flatMap(({ url }) => (url && !url.includes('/ops/runbooks/') ? [url] : []));
    expect(others.length).toBeGreaterThan(shown.length);
    for (const url of others)
      expect(url).toMatch(
        /^https:\/\/shop\.example\.com\/ops[\w/]*\?from=\$\{__from:date:iso\}&to=\$\{__to:date:iso\}/,
      );
  });

  it('asks for metrics by name, which costs one each, instead of searching; what only takes part in metric math is hidden', () => {
    for (const [index, panel] of definition.panels.entries()) {
      if (!('queries' in panel)) continue;
      const targets: readonly object[] = shown[index]?.targets ?? [];
      expect(targets).toMatchObject(
        panel.queries.map(({ id, returnData = true }) => ({ id, hide: !returnData, matchExact: true })),
      );
      expect(shown[index]?.timeFrom).toBe(panel.span === undefined ? undefined : `${panel.span / 3_600}h`);
    }
  });

  it('draws each alarm’s threshold where its figure is shown, and leads to its runbook', () => {
    for (const [index, panel] of definition.panels.entries()) {
      const values = shown[index]?.fieldConfig?.defaults.thresholds?.steps ?? [];
      for (const { value } of panelThresholds(panel)) expect(values.map((step) => step.value)).toContain(value);
      const [alarm] = 'alarms' in panel ? (panel.alarms ?? []) : [];
      const facts = [...ALARMS, ...COMPOSITES].find(({ id }) => id === alarm);
      const urls = (shown[index]?.links ?? []).map(({ url }) => url);
      if (facts !== undefined)
        expect(urls).toContain(`https://shop.example.com/ops/runbooks/${facts.runbook.replace(/\.md$/, '')}`);
      expect(urls).toContainEqual(
        expect.stringMatching(/\/ops\/logs\?from=\$\{__from:date:iso\}&to=\$\{__to:date:iso\}$/),
      );
    }
  });

  it('is red where an alarm is raised, and green where none is', () => {
    for (const [index, panel] of definition.panels.entries()) {
      const thresholds = panelThresholds(panel);
      const steps = shown[index]?.fieldConfig?.defaults.thresholds?.steps ?? [];
      const colorAt = (at: number) => steps.findLast(({ value }) => value === null || value <= at)?.color;
      const edges = thresholds.flatMap(({ value }) => [value * 0.999, value * 1.001]);
      for (const at of edges) {
        const isRaised = thresholds.some(({ value, breaches }) => (breaches === 'above' ? at > value : at < value));
        expect(colorAt(at), `${panel.title} at ${at}`).toBe(isRaised ? 'red' : 'green');
      }
    }
  });

  it('asks for the states of a panel’s alarms by their whole names, within the day in which each is told', () => {
    for (const [index, panel] of definition.panels.entries()) {
      if (panel.type !== 'alarmStates') continue;
      const { targets = [], timeFrom, options } = shown[index] ?? {};
      expect(targets).toHaveLength(1);
      expect(targets[0]).toMatchObject({
        expression: expect.stringContaining(panel.alarms.map((id) => `"smallcart-\${stage}-${id}"`).join(', ')),
        logGroupNames: ['incidents', 'sla-report'].map((id) => `/aws/lambda/smallcart-production-${id}`),
      });
      expect(timeFrom).toBe('24h');
      // ALARM is the first of the states in the alphabet.
      expect(options).toMatchObject({ sortBy: [{ displayName: 'state', desc: false }] });
    }
  });

  it('names lines that are chosen by their function without commas, at which Grafana would cut them', () => {
    const panels = definition.panels.filter((panel) => 'queries' in panel).filter(isByFunction);
    const labels = panels.flatMap(({ queries }) => queries.map(({ id, label = id }) => label));
    expect(labels.filter((label) => label.includes(','))).toEqual([]);
  });

  it('leaves of each panel the lines of the chosen function as the console does: all, where it has none of it', () => {
    const panels = definition.panels.filter((panel) => 'queries' in panel).filter(isByFunction);
    const variable = dashboard.templating?.list?.find(({ name }) => name === 'function');
    for (const { text, value } of choicesOf({ query: String(variable?.query) })) {
      const chosen = FUNCTION_VALUES.find((id) => id === text) ?? 'all';
      for (const panel of panels) {
        const all = labelsOf(panel, 'all');
        expect(
          all.filter((label) => value.split(',').includes(label)),
          text,
        ).toEqual(labelsOf(panel, chosen));
      }
    }
  });

  it('is refreshed once a minute unless a viewer wants it more often, and says what that costs', () => {
    expect(dashboard.refresh).toBe('1m');
    expect(dashboard.timepicker?.refresh_intervals).toContain('10s');
    const text = JSON.stringify(panels.at(-1)?.options);
    expect(text).toContain(`for ${metricsARefresh(definition)} metrics`);
  });

  it('has no two choices of a variable with one value, by which Grafana would take one for the other', () => {
    for (const { name, query } of dashboard.templating?.list ?? []) {
      if (typeof query !== 'string' || !query.includes(' : ')) continue;
      const values = (query.match(/(?:\\,|[^,])+/g) ?? []).map((choice) => choice.split(' : ')[1]);
      expect(new Set(values).size, name).toBe(values.length);
    }
  });
});
