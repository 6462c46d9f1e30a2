import { expect, test } from 'vitest';
import type { Shape } from '../../../../local/aws/model/shape.ts';
import { writeQueryOutput } from '../../../../local/aws/query/write-query-output.ts';
import { loadApiModel } from '../../../../local/cloudwatch/api-model.ts';

const { formatDouble } = await loadApiModel();
const list = (element: Shape): Shape => ({ type: 'list', element });
const structure = (members: Record<string, Shape>): Shape => ({
  type: 'structure',
  members: new Map(Object.entries(members)),
});

const written: Record<string, [shape: Shape, value: unknown, xml: string]> = {
  'a text with its markup escaped': [{ type: 'string' }, 'a<b>&"\r', 'a&lt;b&gt;&amp;&quot;&#xD;'],
  'a text without what XML cannot hold': [{ type: 'string' }, 'a\u0000\u{1f600}\ud800', 'a\u{1f600}'],
  'an integer': [{ type: 'integer' }, 300, '300'],
  'a boolean': [{ type: 'boolean' }, false, 'false'],
  'a whole double with a decimal': [{ type: 'double' }, 300, '300.0'],
  'a large double in scientific notation': [{ type: 'double' }, 3e10, '3.0E10'],
  'a small double in scientific notation': [{ type: 'double' }, 1.5e-5, '1.5E-5'],
  'a whole second': [{ type: 'timestamp' }, 1_795_230_000, '2026-11-21T03:00:00Z'],
  'a part of a second in milliseconds': [{ type: 'timestamp' }, 1_795_230_000.12, '2026-11-21T03:00:00.120Z'],
  'a blob in base64': [{ type: 'blob' }, new Uint8Array([1, 2]), 'AQI='],
  'a list as members': [list({ type: 'double' }), [1, 0.5], '<member>1.0</member><member>0.5</member>'],
  'a list of lists': [list(list({ type: 'string' })), [['a'], []], '<member><member>a</member></member><member/>'],
  'a map as entries': [
    { type: 'map', value: { type: 'double' } },
    { p90: 2, '<': 1 },
    '<entry><key>p90</key><value>2.0</value></entry><entry><key>&lt;</key><value>1.0</value></entry>',
  ],
  'a structure in the order of the model, without what is absent or unknown': [
    structure({ A: { type: 'integer' }, B: { type: 'string' }, C: list({ type: 'string' }), D: { type: 'string' } }),
    { D: '', C: [], unknown: 1, B: undefined, A: 1 },
    '<A>1</A><C/><D/>',
  ],
};

test.each(Object.entries(written))('%s', (_, [shape, value, xml]) => {
  expect(writeQueryOutput(shape, value, formatDouble)).toBe(xml);
});
