import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LambdaFixture, startLambda } from './lambda-fixture.ts';

const tracer = { code: 'export const handler = async () => process.env._X_AMZN_TRACE_ID;' };
const asked: string[] = [];
let fixture: LambdaFixture;

beforeAll(() => {
  const sample = (name: string) => {
    asked.push(name);
    return name.endsWith('chosen');
  };
  fixture = startLambda({ chosen: tracer, passed: tracer }, { sample });
});
afterAll(() => fixture.stop());

const ROOT = 'Root=1-5759e988-bd862e3fe1be46a994272793';

test.each<[string, 'chosen' | 'passed', string | undefined, 0 | 1, boolean]>([
  ['decides itself without a header, for', 'chosen', undefined, 1, true],
  ['decides itself without a header, against', 'passed', undefined, 0, true],
  ['decides itself where the header leaves it open', 'passed', ROOT, 0, true],
  ['decides itself where it is asked to', 'chosen', `${ROOT};Sampled=?`, 1, true],
  ['keeps to what was decided for', 'passed', `${ROOT};Sampled=1`, 1, false],
  ['keeps to what was decided against', 'chosen', `${ROOT};Sampled=0`, 0, false],
])('Lambda %s', async (_what, id, traceHeader, sampled, asks) => {
  asked.length = 0;
  fixture.segments.length = 0;
  const { payload } = Object(await fixture.lambda.invoke(id, {}, traceHeader === undefined ? {} : { traceHeader }));
  expect(payload).toMatch(new RegExp(`;Sampled=${sampled}$`));
  if (traceHeader !== undefined) expect(payload).toContain(ROOT);
  expect(fixture.segments).toHaveLength(sampled === 1 ? 2 : 0);
  expect(asked).toEqual(asks ? [`shop-test-${id}`] : []);
});
