import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validateBody } from '../../local/cloudwatch/dashboards/validate-body.ts';
import { CLOUDWATCH_DASHBOARDS } from '../../monitoring/cloudwatch-dashboards/cloudwatch-dashboards.ts';
import { type DashboardMark, MARK_WORDS, markLabel, withMarks } from '../../monitoring/dashboard-marks.ts';
import { cloudWatchBody } from '../support/cloudwatch-body.ts';

const MARK: DashboardMark = {
  label: markLabel('Deployed', 'a1b2c3d4e5f6'),
  value: '2031-01-01T00:00:00.000Z',
  color: '#2ca02c',
};
const OWN = { label: 'Deployed campaign', value: '2031-01-01T00:00:00.000Z' };

const graph = (properties: object) => ({
  type: 'metric',
  properties: { metrics: [['AWS/Lambda', 'Errors']], ...properties },
});
const markOf = (widget: object) => withMarks({ widgets: [widget] }, [MARK]).widgets;

describe('marks on a dashboard', () => {
  it.each<[string, object, object]>([
    ['a graph over time', { view: 'timeSeries' }, { vertical: [MARK] }],
    ['a graph that names no view', {}, { vertical: [MARK] }],
    ['a graph that is marked already', { annotations: { vertical: [MARK] } }, { vertical: [MARK] }],
    [
      'a graph with annotations of somebody else',
      { annotations: { horizontal: [{ value: 1 }], vertical: [OWN] } },
      { horizontal: [{ value: 1 }], vertical: [OWN, MARK] },
    ],
  ])('are on %s', (_sentence, properties, annotations) => {
    expect(markOf(graph(properties))).toEqual([graph({ ...properties, annotations })]);
  });

  it.each<[string, object]>([
    ['a number', graph({ view: 'singleValue' })],
    ['a text', { type: 'text', properties: { markdown: '# Deployed' } }],
    ['an alarm', { type: 'metric', properties: { annotations: { alarms: ['arn'] } } }],
    ['what is no widget', { type: 'metric' }],
  ])('are not on %s', (_sentence, widget) => {
    expect(markOf(widget)).toEqual([widget]);
  });

  const arbitraryMarks = fc.array(
    fc.record({
      label: fc
        .tuple(fc.constantFrom(...MARK_WORDS), fc.stringMatching(/^[0-9a-f]{12}$/))
        .map(([word, version]) => markLabel(word, version)),
      value: fc
        .date({ noInvalidDate: true, min: new Date(0), max: new Date('2099-01-01') })
        .map((date) => date.toISOString()),
      color: fc.constant('#2ca02c'),
    }),
    { maxLength: 20 },
  );
  const bodies = fc.constantFrom(...CLOUDWATCH_DASHBOARDS).map(cloudWatchBody);

  it('replace those before them, and CloudWatch takes the body', () => {
    fc.assert(
      fc.property(bodies, arbitraryMarks, arbitraryMarks, (body, before, after) => {
        const marked = withMarks(body, after);
        expect(withMarks(withMarks(body, before), after)).toEqual(marked);
        expect(withMarks(marked, [])).toEqual(body);
        expect(validateBody(JSON.stringify(marked))).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });
});
