import { describe, expect, inject, it } from 'vitest';
import { grafanaDashboard } from '../../grafana/grafana-dashboard.ts';
import { DASHBOARDS } from '../../monitoring/dashboards/dashboards.ts';
import { makePlan } from './make-plan.ts';
import { type Json, ofType, statementsOf, theOne } from './select.ts';

const production = inject('production');
const development = inject('development');
const everything = inject('everything');
const otherwise = inject('otherwise');

describe('costs', () => {
  it.each([
    ['production', production],
    ['dev', development],
  ])('of stage %s are told apart by tags, which everything gets', (stage, plan) => {
    expect(plan.app.providers?.aws).toMatchObject({ defaultTags: { tags: { app: 'smallcart', stage } } });
  });

  it('are told apart in other regions, too', () => {
    const providers = everything.resources.filter(({ type }) => type === 'pulumi:providers:aws');
    expect(providers.length).toBeGreaterThan(0);
    for (const { inputs } of providers)
      expect(JSON.parse(String(inputs.defaultTags))).toMatchObject({ tags: { app: 'smallcart', stage: 'everything' } });
  });

  it('are watched by a budget of the account, of which most being spent and all being likely to be spent are mailed', () => {
    const budget = theOne(production, 'budgets/budget:Budget');
    expect(budget).toMatchObject({ budgetType: 'COST', timeUnit: 'MONTHLY', limitUnit: 'USD', costFilters: [] });
    expect(Number(budget.limitAmount)).toBeGreaterThan(0);
    const notifications = budget.notifications as readonly Json[];
    const [spent, likely] = notifications.map(({ notificationType, threshold }) => [notificationType, threshold]);
    expect(spent).toEqual(['ACTUAL', expect.toSatisfy((percent: number) => percent > 50 && percent < 100)]);
    expect(likely).toEqual(['FORECASTED', 100]);
    expect(notifications).toHaveLength(2);
    for (const notification of notifications)
      expect(notification).toMatchObject({
        thresholdType: 'PERCENTAGE',
        comparisonOperator: 'GREATER_THAN',
        subscriberEmailAddresses: ['operator@example.com'],
      });
  });

  it('can be watched by a budget of the stage alone', () => {
    expect(theOne(everything, 'budgets/budget:Budget')).toMatchObject({
      limitAmount: '20',
      costFilters: [{ name: 'TagKeyValue', values: ['user:stage$everything'] }],
    });
  });

  it('are not watched where the budget is none', () => {
    expect(ofType(development, 'budgets/budget:Budget')).toEqual([]);
  });
});

describe('Grafana', () => {
  const workspace = theOne(everything, 'grafana/workspace:Workspace');
  const [role] = ofType(everything, 'iam/role:Role').filter(({ inputs }) =>
    String(inputs.assumeRolePolicy).includes('grafana.amazonaws.com'),
  );
  const policies = (role?.inputs.inlinePolicies ?? []) as readonly { readonly policy: string }[];
  const allowed = policies.flatMap(({ policy }) => statementsOf(policy));

  it('is there only where the stage’s settings ask for it, at an address that the deployment prints', () => {
    expect(ofType(production, 'grafana/workspace:Workspace')).toEqual([]);
    expect(production.outputs.grafana).toBeUndefined();
    expect(everything.outputs.grafana).toBe('https://g-id.grafana-workspace.us-east-1.amazonaws.com');
  });

  it('lets in whom IAM Identity Center knows, and reads metrics, logs and traces', () => {
    expect(workspace).toMatchObject({
      accountAccessType: 'CURRENT_ACCOUNT',
      authenticationProviders: ['AWS_SSO'],
      permissionType: 'CUSTOMER_MANAGED',
      dataSources: ['CLOUDWATCH', 'XRAY'],
      roleArn: expect.stringMatching(/:role\/smallcart-[a-z0-9]+-grafana/),
    });
    for (const action of ['cloudwatch:GetMetricData', 'logs:StartQuery', 'xray:GetTraceSummaries'])
      expect(allowed.flatMap(({ Action: actions }) => actions)).toContain(action);
  });

  it('lets administrators install the plugin that traces are shown by', () => {
    expect(JSON.parse(String(workspace.configuration))).toMatchObject({ plugins: { pluginAdminEnabled: true } });
  });

  it('gives people the roles that the settings give them', () => {
    const roles = ofType(everything, 'grafana/roleAssociation:RoleAssociation').map(({ inputs }) => [
      inputs.role,
      inputs.groupIds,
      inputs.userIds,
    ]);
    expect(roles.sort()).toEqual([
      ['ADMIN', [], ['1234-ab']],
      ['VIEWER', ['5678-cd'], ['9012-ef']],
    ]);
  });

  it('trusts another identity provider where the settings say so', () => {
    expect(theOne(otherwise, 'grafana/workspace:Workspace').authenticationProviders).toEqual(['SAML']);
    expect(theOne(otherwise, 'grafana/workspaceSamlConfiguration:WorkspaceSamlConfiguration')).toMatchObject({
      idpMetadataUrl: 'https://login.example.com/metadata',
      roleAssertion: 'role',
      adminRoleValues: ['operators'],
    });
    expect(ofType(otherwise, 'grafana/roleAssociation:RoleAssociation')).toEqual([]);
  });

  it('has the data sources, and the eight dashboards in a folder, for the API and the shop that there are', () => {
    const own = everything.resources.filter(({ type }) => type.startsWith('grafana:'));
    const sources = own.filter(({ type }) => type.includes('DataSource')).map(({ inputs }) => inputs);
    expect(sources.map(({ type }) => type).sort()).toEqual(['cloudwatch', 'grafana-x-ray-datasource']);
    for (const { jsonDataEncoded } of sources)
      expect(JSON.parse(String(jsonDataEncoded))).toMatchObject({
        authType: 'ec2_iam_role',
        defaultRegion: 'us-east-1',
      });
    const dashboards = own.filter(({ type }) => type === 'grafana:oss/dashboard:Dashboard');
    expect(dashboards).toHaveLength(DASHBOARDS.length);
    for (const { inputs, name } of dashboards) {
      expect(inputs.folder).toBe('smallcart-everything-folder');
      const definition = DASHBOARDS.find(({ id }) => name.endsWith(`-${id}`));
      if (definition === undefined) throw new RangeError(name);
      const stage = { stage: 'everything', apiId: 'api-id', siteUrl: String(everything.outputs.shop) };
      expect(JSON.parse(String(inputs.configJson))).toEqual(
        JSON.parse(JSON.stringify(grafanaDashboard(definition, stage))),
      );
    }
  });

  it('is deployed to with a token that outlives the deployment and is replaced with the next week', () => {
    const token = theOne(everything, 'grafana/workspaceServiceAccountToken:WorkspaceServiceAccountToken');
    expect(token.name).toMatch(/^week-\d+$/);
    expect(token.secondsToLive).toBeGreaterThan(7 * 86_400);
    expect(token.secondsToLive).toBeLessThanOrEqual(30 * 86_400);
  });

  it('may change nothing, and search no logs but the stage’s', () => {
    const reading = /^(cloudwatch|logs|xray):(Get|Describe|List|BatchGet|StartQuery$|StopQuery$)/;
    expect(allowed.flatMap(({ Action: actions }) => actions).filter((action) => !reading.test(action))).toEqual([]);
    const searching = allowed.filter(({ Action: actions }) => actions.includes('logs:StartQuery'));
    expect(searching.flatMap(({ Resource: resources }) => resources)).toEqual([
      'arn:aws:logs:us-east-1:123456789012:log-group:/aws/lambda/smallcart-everything-*',
    ]);
  });

  it('is trusted as a workspace of this account alone', () => {
    expect(statementsOf(role?.inputs.assumeRolePolicy)).toMatchObject([
      {
        Principal: { Service: 'grafana.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceAccount': '123456789012' } },
      },
    ]);
    expect(role?.inputs.managedPolicyArns ?? []).toEqual([]);
  });
});

describe('alarms', () => {
  const mails = (plan: typeof production) =>
    ofType(plan, 'sns/topicSubscription:TopicSubscription').filter(({ inputs }) => inputs.protocol === 'email');

  const topic = (stage: string, id: string) => `arn:aws:sns:us-east-1:123456789012:smallcart-${stage}-${id}`;

  it('are mailed to whom the environment names: one first, and another next where there is one', () => {
    const mailed = (plan: typeof production) => mails(plan).map(({ inputs }) => [inputs.topic, inputs.endpoint]);
    expect(mailed(production)).toEqual([[topic('production', 'mail'), 'operator@example.com']]);
    expect(mailed(everything).sort()).toEqual([
      [topic('everything', 'mail'), 'operator@example.com'],
      [topic('everything', 'mail-next'), 'next@example.com'],
    ]);
  });

  it('are mailed to nobody where the settings say so', () => {
    expect(mails(otherwise)).toEqual([]);
    expect(ofType(otherwise, 'cloudwatch/metricAlarm:MetricAlarm')).not.toEqual([]);
  });

  it('can be left out; then nobody is mailed, nothing asks for an address, and no key is paid for', async () => {
    const quiet = await makePlan({
      stage: 'dev',
      stages: { dev: { alarms: false } },
      environment: { ALARM_EMAIL: '' },
    });
    expect(ofType(quiet, 'cloudwatch/metricAlarm:MetricAlarm')).toEqual([]);
    expect(ofType(quiet, 'cloudwatch/compositeAlarm:CompositeAlarm')).toEqual([]);
    expect(mails(quiet)).toEqual([]);
    expect(ofType(quiet, 'kms/key:Key')).toEqual([]);
    expect(quiet.outputs.alarms).toBeUndefined();
  });
});

it('every log group, the API’s included, keeps its events for as long as the settings say', () => {
  const days = ofType(everything, 'cloudwatch/logGroup:LogGroup').map(({ inputs }) => inputs.retentionInDays);
  expect(new Set(days)).toEqual(new Set([90]));
});

it('traces the share of the requests that the settings say', () => {
  const rules = ofType(everything, 'xray/samplingRule:SamplingRule').map(({ inputs }) => inputs);
  expect(rules).toContainEqual(
    expect.objectContaining({ serviceName: 'smallcart-everything-checkout', fixedRate: 0.25 }),
  );
});
