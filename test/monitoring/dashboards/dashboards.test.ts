import { describe, expect, it } from 'vitest';
import { ALARMS } from '../../../monitoring/alarms/alarms.ts';
import { COMPOSITES } from '../../../monitoring/alarms/composites.ts';
import { DASHBOARDS } from '../../../monitoring/dashboards/dashboards.ts';
import { DASHBOARD_IDS, type Panel } from '../../../monitoring/dashboards/panel.ts';
import { resolveLogsPanel } from '../../../monitoring/dashboards/resolve-logs-panel.ts';
import { SEVERITIES } from '../../../monitoring/resources.ts';
import { SLOS } from '../../../monitoring/slos.ts';

const severities = new Map([...ALARMS, ...COMPOSITES].map(({ id, severity }) => [id, SEVERITIES.indexOf(severity)]));
const alarmsOf = (panel: Panel): readonly string[] => ('alarms' in panel ? (panel.alarms ?? []) : []);
const panels = DASHBOARDS.flatMap(({ id, panels }) => panels.map((panel) => [`${id}/${panel.id}`, panel] as const));

describe('the dashboards', () => {
  it('are the eight that are listed, in that order', () => {
    expect(DASHBOARDS.map(({ id }) => id)).toEqual(DASHBOARD_IDS);
  });

  it.each(DASHBOARDS)(
    '$title has panels that can be told apart by their addresses and by their titles',
    ({ panels }) => {
      for (const names of [panels.map(({ id }) => id), panels.map(({ title }) => title)])
        expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    },
  );

  it('have the eight panels of the inventory manager', () => {
    const inventory = DASHBOARDS.find(({ id }) => id === 'inventory');
    const old = ['Items', 'Request rate', 'Error rate', 'Duration', 'Cache', 'CPU', 'Memory', 'Database errors'];
    expect(inventory?.panels.map(({ title }) => title)).toEqual(old.map((word) => expect.stringContaining(word)));
  });

  it('show the budget of every objective', () => {
    const shown = panels.flatMap(([, panel]) => (panel.type === 'sloBudget' ? [panel.slo] : []));
    expect(shown.toSorted()).toEqual(SLOS.map(({ id }) => id).toSorted());
  });

  it('show the state of every alarm that people are told of, but for the windows and functions that others stand for', () => {
    const shown = new Set(panels.flatMap(([, panel]) => alarmsOf(panel)));
    const composed = COMPOSITES.filter(({ tells = true }) => tells).map(({ id }) => id);
    expect(composed.filter((id) => !shown.has(id))).toEqual([]);
  });
});

describe.each(panels)('%s', (_, panel) => {
  it('has an address of small letters, and one sentence or two on what to read from it', () => {
    expect(panel.id).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
    expect(panel.description).toMatch(/^[A-Z0-9].*[.]$/);
    expect(panel.description.length).toBeLessThanOrEqual(200);
  });

  it('names alarms that there are, each once, most severe first', () => {
    const alarms = alarmsOf(panel);
    const ranks = alarms.map((id) => severities.get(id) ?? Number.NaN);
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
    expect(alarms.filter((id) => !severities.has(id))).toEqual([]);
    expect(new Set(alarms).size).toBe(alarms.length);
  });

  it('tells of no single figure what has no datapoint when there was nothing, as the last one would stand there for ever', () => {
    const shown = panel.type === 'stat' ? panel.queries.filter(({ returnData }) => returnData ?? true) : [];
    const counts = shown.filter(({ stat }) => stat === 'Sum' || stat === 'SampleCount');
    // The probe alone asks for something in every minute.
    expect(counts.filter(({ metric }) => metric?.key !== 'apiRequests')).toEqual([]);
  });

  it('shows something', () => {
    if ('queries' in panel) {
      const shown = panel.queries.filter(({ returnData }) => returnData ?? true);
      expect(shown.length).toBeGreaterThan(0);
      expect(shown.filter(({ label }) => !label)).toEqual([]);
      expect(new Set(panel.queries.map(({ id }) => id)).size).toBe(panel.queries.length);
    }
    if (panel.type === 'logs') {
      const { query, functions } = resolveLogsPanel(panel, { function: 'all', route: 'all' });
      expect([query.includes('{{'), functions.length > 0]).toEqual([false, true]);
    }
  });
});
