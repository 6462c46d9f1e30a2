import { describe, expect, inject, it } from 'vitest';
import { LIVE_ALIAS } from '../../monitoring/physical-name.ts';
import { ofType, theOne } from './select.ts';

const production = inject('production');
const development = inject('development');
const everything = inject('everything');

describe('a production stage', () => {
  it('is protected from removal and keeps its data when it is removed all the same', () => {
    expect(production.app).toMatchObject({ protect: true, removal: 'retain' });
    const [table] = ofType(production, 'dynamodb/table:Table');
    expect(table).toMatchObject({ retainOnDelete: true, inputs: { deletionProtectionEnabled: true } });
  });

  it('is what settings/stages.ts says is one, whatever it is called', () => {
    expect(everything.app).toMatchObject({ protect: true, removal: 'retain' });
  });
});

describe('any other stage', () => {
  it('can be removed without a trace', () => {
    expect(development.app).toMatchObject({ protect: false, removal: 'remove' });
    const [table] = ofType(development, 'dynamodb/table:Table');
    expect(table).toMatchObject({ retainOnDelete: false, inputs: { deletionProtectionEnabled: false } });
  });

  it('keeps no copies of its table', () => {
    expect(theOne(development, 'dynamodb/table:Table').pointInTimeRecovery).toEqual({ enabled: false });
  });

  it('forgets its logs sooner', () => {
    const retention = (plan: typeof production) =>
      ofType(plan, 'cloudwatch/logGroup:LogGroup').map(({ inputs }) => Number(inputs.retentionInDays));
    expect(Math.max(...retention(development))).toBeLessThan(Math.min(...retention(production)));
  });
});

it('gives both the same resources, so that what is tried in one holds in the other', () => {
  // Sampling and the budget are meant to differ.
  const differing = ['aws:xray/samplingRule:SamplingRule', 'aws:budgets/budget:Budget'];
  const types = (plan: typeof production) =>
    plan.resources
      .map(({ type }) => type)
      .filter((type) => !differing.includes(type))
      .sort();
  expect(types(development)).toEqual(types(production));
});

it('shares no physical name between stages, so that they can live in one account', () => {
  const names = ({ resources }: typeof production) =>
    resources.map(({ inputs }) => inputs.name ?? inputs.dashboardName ?? inputs.ruleName ?? inputs.groupName);
  const shared = names(production).filter((name) => typeof name === 'string' && names(development).includes(name));
  // The API's stage, and the alias of each function, are named within what has a name of its own.
  expect(shared.filter((name) => name !== '$default' && name !== LIVE_ALIAS)).toEqual([]);
});

it('pins the provider, so that a deployment today and one next year use the same', () => {
  expect(production.app).toMatchObject({ home: 'aws', providers: { aws: { version: '7.29.0' } } });
});

describe('a custom domain', () => {
  it('is the shop’s address, with a certificate, and CloudFront’s own name is refused', () => {
    expect(everything.outputs.shop).toBe('https://shop.example.com');
    expect(theOne(everything, 'cloudfront/distribution:Distribution').aliases).toEqual(['shop.example.com']);
    expect(theOne(everything, 'acm/certificate:Certificate')).toMatchObject({ domainName: 'shop.example.com' });
    expect(String(theOne(everything, 'cloudfront/function:Function').code)).toContain("includes('cloudfront.net')");
  });
});
