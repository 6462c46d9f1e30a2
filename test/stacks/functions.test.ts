import { describe, expect, inject, it } from 'vitest';
import { COMMON_ENVIRONMENT, FUNCTIONS } from '../../functions/manifest.ts';
import { physicalName } from '../../monitoring/physical-name.ts';
import { FUNCTION_IDS } from '../../monitoring/resources.ts';
import { type Json, ofType, statementsOf, theOne } from './select.ts';

const plan = inject('production');
const functions = ofType(plan, 'lambda/function:Function');
const roles = ofType(plan, 'iam/role:Role');
const logGroups = ofType(plan, 'cloudwatch/logGroup:LogGroup');

describe('every function', () => {
  it('is one of the manifest', () => {
    const expected = FUNCTION_IDS.map((id) => physicalName('production', id));
    expect(functions.map(({ inputs }) => inputs.name).sort()).toEqual(expected.sort());
  });

  it.each(FUNCTION_IDS)('%s has the manifest’s memory, timeout and runtime', (id) => {
    const { memorySize, timeout } = FUNCTIONS[id];
    expect(theOne(plan, 'lambda/function:Function', physicalName('production', id))).toMatchObject({
      memorySize,
      timeout,
      runtime: 'nodejs24.x',
      architectures: ['arm64'],
    });
  });

  it.each(FUNCTION_IDS)('%s is made of the bundle that the local cloud runs', (id) => {
    const build = plan.builds.find(({ functionID }) => functionID.toLowerCase() === id.replaceAll('-', ''));
    expect(build).toMatchObject({ bundle: expect.stringMatching(new RegExp(`/dist/functions/${id}$`)) });
    expect(build?.handler).toBe('index.handler');
  });

  it.each(functions)('$inputs.name is traced', ({ inputs }) => {
    expect(inputs.tracingConfig).toEqual({ mode: 'Active' });
  });

  it.each(functions)('$inputs.name writes to a log group that forgets', ({ inputs }) => {
    const { logGroup } = inputs.loggingConfig as { readonly logGroup: string };
    expect(logGroup).toBe(`/aws/lambda/${inputs.name}`);
    expect(theOne(plan, 'cloudwatch/logGroup:LogGroup', logGroup).retentionInDays).toBeGreaterThan(0);
  });

  it.each(FUNCTION_IDS)('%s gets the environment that the manifest names, and SST’s own', (id) => {
    const { environment } = theOne(plan, 'lambda/function:Function', physicalName('production', id));
    const { variables } = environment as { readonly variables: Readonly<Record<string, string>> };
    const own = Object.keys(variables).filter((key) => !key.startsWith('SST_'));
    expect(own.sort()).toEqual([...COMMON_ENVIRONMENT, ...FUNCTIONS[id].environment].sort());
    expect(variables).toMatchObject({ STAGE: 'production', POWERTOOLS_SERVICE_NAME: id, VERSION: 'abc123' });
    expect(variables.SITE_URL).toBe(plan.outputs.shop);
  });
});

describe('values in the environment', () => {
  const variablesOf = (id: string) =>
    theOne(plan, 'lambda/function:Function', physicalName('production', id)).environment as { variables: Json };

  it('name the table and the queue that are created', () => {
    expect(variablesOf('cart').variables.TABLE_NAME).toBe(theOne(plan, 'dynamodb/table:Table').name);
    expect(variablesOf('outbox').variables.ORDER_QUEUE_URL).toMatch(/^https:.*\/smallcart-production-orders$/);
  });

  it.each([
    ['PSEUDONYM_KEY', 'a key of a plan that is never deployed'],
    ['METRICS_TOKEN', 'a token of a plan that is never deployed'],
  ] as const)('give %s to the functions that need it, and to no other in any variable', (key, secret) => {
    const needed = FUNCTION_IDS.filter((id) => FUNCTIONS[id].environment.includes(key));
    const told = FUNCTION_IDS.filter((id) => JSON.stringify(variablesOf(id).variables).includes(secret));
    expect(told).toEqual(needed);
    for (const id of needed) expect(variablesOf(id).variables[key]).toBe(secret);
  });

  it('let a hundredth of the environments log in detail', () => {
    for (const id of FUNCTION_IDS)
      expect(variablesOf(id).variables).toMatchObject({ POWERTOOLS_LOGGER_SAMPLE_RATE: '0.01' });
  });
});

it('every log group forgets', () => {
  expect(logGroups.filter(({ inputs }) => !(Number(inputs.retentionInDays) > 0))).toEqual([]);
});

describe('every role', () => {
  it.each(roles)('$inputs.name can be assumed by a service alone', ({ inputs }) => {
    const trust = statementsOf(inputs.assumeRolePolicy);
    expect(trust.length).toBeGreaterThan(0);
    for (const { Principal: principal } of trust) {
      expect(Object.keys(principal ?? {})).toEqual(['Service']);
      expect(JSON.stringify(principal)).toMatch(/"(lambda|scheduler)\.amazonaws\.com"/);
    }
  });

  it('of a schedule is assumed for schedules of this account alone', () => {
    const trusts = roles.map(({ inputs }) => String(inputs.assumeRolePolicy));
    const ofSchedules = trusts.filter((trust) => trust.includes('scheduler.amazonaws.com')).flatMap(statementsOf);
    expect(ofSchedules.length).toBeGreaterThan(0);
    for (const { Condition: condition } of ofSchedules)
      expect(condition).toEqual({ StringEquals: { 'aws:SourceAccount': '123456789012' } });
  });
});
