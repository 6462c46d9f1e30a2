import { expect, test } from 'vitest';
import type { Report } from '../../../operations/doctor/examine-stage.ts';
import { gravest, notHere, ok, orOk, warning, wrong } from '../../../operations/doctor/finding.ts';
import { reportJson } from '../../../operations/doctor/report-json.ts';
import { reportText } from '../../../operations/doctor/report-text.ts';

const link = (name: string, ...findings: Report['links'][number]['findings']) => ({
  ...{ name, findings },
  verdict: gravest(findings),
});
const links = [
  link('api', ok('It answers.')),
  link('table', wrong('It has no stream.', 'Deploy again.'), notHere('Nothing is encrypted here.')),
  link('queues', warning('Two messages wait.', 'See why.')),
  link('cost', notHere('It costs nothing.')),
];
const report: Report = { stage: 'pr7', at: Date.UTC(2026, 10, 21, 12), verdict: gravest(links), links };

test('every finding has a line, what is amiss one more with what to do, and the links are counted by how they are', () => {
  expect(reportText(report)).toBe(`Stage pr7 at 2026-11-21T12:00:00.000Z

  ✓ api            It answers.
  ✗ table          It has no stream.
                   → Deploy again.
  –                Nothing is encrypted here.
  ! queues         Two messages wait.
                   → See why.
  – cost           It costs nothing.

Links: 1 wrong, 1 to look at, 1 well, 1 not here.`);
});

test('programs read the same as JSON', () => {
  const { at: _, ...whole } = report;
  expect(JSON.parse(reportJson(report))).toEqual({ ...whole, at: '2026-11-21T12:00:00.000Z' });
  expect(JSON.parse(reportJson(whole))).toEqual(whole);
});

test('a report is as bad as the worst of its links', () => {
  expect(report.verdict).toBe('wrong');
  expect(gravest(links.slice(2))).toBe('warning');
  expect(gravest([])).toBe('not-here');
});

test('a link of which nothing is amiss says that all is well, beside what is not here', () => {
  expect(orOk([notHere('Not here.')], 'All is well.')).toEqual([ok('All is well.'), notHere('Not here.')]);
  expect(orOk([warning('Late.', 'Wait.')], 'All is well.')).toEqual([warning('Late.', 'Wait.')]);
});
