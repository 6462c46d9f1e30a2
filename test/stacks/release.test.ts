import { describe, expect, inject, it } from 'vitest';
import { FUNCTIONS } from '../../functions/manifest.ts';
import { LIVE_ALIAS, physicalName } from '../../monitoring/physical-name.ts';
import { FUNCTION_IDS } from '../../monitoring/resources.ts';
import { ofType, theOne } from './select.ts';

const plan = inject('production');
const aliases = ofType(plan, 'lambda/alias:Alias');
const nameOf = (id: string) => physicalName('production', id);
const qualified = /^arn:aws:lambda:us-east-1:123456789012:function:smallcart-production-[a-z-]+:live$/;

describe.each(FUNCTION_IDS)('the function %s', (id) => {
  it('publishes a version whenever its code or its configuration changes', () => {
    expect(theOne(plan, 'lambda/function:Function', nameOf(id)).publish).toBe(true);
  });

  it('is served by one alias, which a deployment of the stacks leaves where it points', () => {
    const [alias, ...others] = aliases.filter(({ inputs }) => inputs.functionName === nameOf(id));
    // A member that could change, such as a description, would have the provider write the first version back.
    expect(alias?.inputs).toEqual({ name: LIVE_ALIAS, functionName: nameOf(id), functionVersion: '1' });
    expect(alias?.ignoreChanges).toEqual(['functionVersion', 'routingConfig']);
    expect(others).toEqual([]);
  });
});

describe('whatever invokes functions does so by their aliases, so that a new version gets no request by itself:', () => {
  it('the routes, with a permission for the alias alone', () => {
    const integrations = ofType(plan, 'apigatewayv2/integration:Integration');
    expect(integrations.length).toBeGreaterThan(0);
    for (const { inputs } of integrations) expect(inputs.integrationUri).toMatch(qualified);
    for (const { inputs } of ofType(plan, 'lambda/permission:Permission')) expect(inputs.qualifier).toBe(LIVE_ALIAS);
  });

  it('the queues and the table’s stream', () => {
    const mappings = ofType(plan, 'lambda/eventSourceMapping:EventSourceMapping');
    const polling = FUNCTION_IDS.filter((id) => 'batchSize' in (FUNCTIONS[id].source ?? {}));
    expect(mappings).toHaveLength(polling.length);
    for (const { inputs } of mappings) expect(inputs.functionName).toMatch(qualified);
  });

  it('the schedules', () => {
    const schedules = ofType(plan, 'scheduler/schedule:Schedule');
    expect(schedules.length).toBeGreaterThan(0);
    for (const { inputs } of schedules) expect(inputs.target).toMatchObject({ arn: expect.stringMatching(qualified) });
  });

  it('the operator', () => {
    expect(plan.outputs.setup).toBe('smallcart-production-setup:live');
  });
});

it('leaves nothing else to later deployments but the names that SST makes up', () => {
  const left = plan.resources
    .filter(({ type }) => type.startsWith('aws:') && type !== 'aws:lambda/alias:Alias')
    .flatMap(({ ignoreChanges }) => ignoreChanges);
  expect([...new Set(left)].sort()).toEqual(['bucket', 'name']);
});
