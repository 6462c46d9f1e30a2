import { describe, expect, inject, it } from 'vitest';
import { customNamespace } from '../../monitoring/physical-name.ts';
import { type Asked, isAllowed } from '../support/iam-verdict.ts';
import { ACCOUNT, roleOf } from '../support/role-template.ts';
import type { Plan, PlannedResource } from './plan/plan.ts';
import { ofType, statementsOf } from './select.ts';

const PLANS = { production: inject('production'), preview: inject('development'), everything: inject('everything') };
const REPOSITORY = { Owner: 'owner', Repository: 'shop' };
const ROLES = {
  production: roleOf({ ...REPOSITORY, Stages: 'production' }),
  preview: roleOf({ ...REPOSITORY, Stages: 'pr*' }),
};

type Inputs = Readonly<Record<string, unknown>>;
type Creation = readonly [action: string, resource: (inputs: Inputs) => string];

const arn = (service: string, prefix: string, of = 'us-east-1') => {
  return (member: string) => (inputs: Inputs) => `arn:aws:${service}:${of}:${ACCOUNT}:${prefix}${inputs[member]}`;
};
const lambdaFunction = arn('lambda', 'function:');
/** What names a function or queue by its ARN or URL, or its name. */
const last = (separator: string, make: (inputs: Inputs) => string, member: string) => (inputs: Inputs) =>
  make({ name: String(inputs[member]).split(separator).at(-1) });
const queue = arn('sqs', '')('name');
const topic = arn('sns', '')('name');
const bucket =
  (path = '') =>
  ({ bucket: name }: Inputs) =>
    `arn:aws:s3:::${name}${path}`;
const unnamed = () => '*';

/** The action that makes what a stack registers, and the resource that IAM is asked about. */
const CREATIONS: Readonly<Record<string, Creation>> = {
  'acm/certificate:Certificate': ['acm:RequestCertificate', unnamed],
  'acm/certificateValidation:CertificateValidation': ['acm:DescribeCertificate', unnamed],
  'apigatewayv2/api:Api': ['apigateway:POST', unnamed],
  'apigatewayv2/integration:Integration': ['apigateway:POST', unnamed],
  'apigatewayv2/route:Route': ['apigateway:POST', unnamed],
  'apigatewayv2/stage:Stage': ['apigateway:POST', unnamed],
  'budgets/budget:Budget': ['budgets:ModifyBudget', arn('budgets', 'budget/', '')('name')],
  'cloudfront/cachePolicy:CachePolicy': ['cloudfront:CreateCachePolicy', unnamed],
  'cloudfront/distribution:Distribution': ['cloudfront:CreateDistribution', unnamed],
  'cloudfront/function:Function': ['cloudfront:CreateFunction', unnamed],
  'cloudfront/keyValueStore:KeyValueStore': ['cloudfront:CreateKeyValueStore', unnamed],
  'cloudfront/responseHeadersPolicy:ResponseHeadersPolicy': ['cloudfront:CreateResponseHeadersPolicy', unnamed],
  // For a composite alarm, AWS takes no permission that is scoped more narrowly ("PutCompositeAlarm").
  'cloudwatch/compositeAlarm:CompositeAlarm': ['cloudwatch:PutCompositeAlarm', unnamed],
  'cloudwatch/dashboard:Dashboard': ['cloudwatch:PutDashboard', arn('cloudwatch', 'dashboard/', '')('dashboardName')],
  'cloudwatch/eventRule:EventRule': ['events:PutRule', arn('events', 'rule/')('name')],
  'cloudwatch/eventTarget:EventTarget': ['events:PutTargets', arn('events', 'rule/')('rule')],
  'cloudwatch/logGroup:LogGroup': ['logs:CreateLogGroup', arn('logs', 'log-group:')('name')],
  'cloudwatch/metricAlarm:MetricAlarm': ['cloudwatch:PutMetricAlarm', arn('cloudwatch', 'alarm:')('name')],
  'cloudwatch/queryDefinition:QueryDefinition': ['logs:PutQueryDefinition', unnamed],
  'dynamodb/resourcePolicy:ResourcePolicy': ['dynamodb:PutResourcePolicy', ({ resourceArn }) => String(resourceArn)],
  'dynamodb/table:Table': ['dynamodb:CreateTable', arn('dynamodb', 'table/')('name')],
  'grafana/workspaceServiceAccountToken:WorkspaceServiceAccountToken': [
    'grafana:CreateWorkspaceServiceAccountToken',
    unnamed,
  ],
  'iam/role:Role': ['iam:CreateRole', arn('iam', 'role/', '')('name')],
  'kms/key:Key': ['kms:CreateKey', unnamed],
  'lambda/alias:Alias': ['lambda:CreateAlias', last(':', lambdaFunction('name'), 'functionName')],
  'lambda/eventSourceMapping:EventSourceMapping': ['lambda:CreateEventSourceMapping', unnamed],
  'lambda/functionEventInvokeConfig:FunctionEventInvokeConfig': [
    'lambda:PutFunctionEventInvokeConfig',
    last(':', lambdaFunction('name'), 'functionName'),
  ],
  'lambda/function:Function': ['lambda:CreateFunction', lambdaFunction('name')],
  'lambda/permission:Permission': ['lambda:AddPermission', last(':', lambdaFunction('name'), 'function')],
  'route53/record:Record': ['route53:ChangeResourceRecordSets', unnamed],
  's3/bucket:Bucket': ['s3:CreateBucket', bucket()],
  's3/bucketObjectv2:BucketObjectv2': ['s3:PutObject', ({ key }) => `arn:aws:s3:::sst-asset-abc/${key}`],
  's3/bucketPolicy:BucketPolicy': ['s3:PutBucketPolicy', bucket()],
  's3/bucketPublicAccessBlock:BucketPublicAccessBlock': ['s3:PutBucketPublicAccessBlock', bucket()],
  'scheduler/schedule:Schedule': ['scheduler:CreateSchedule', arn('scheduler', 'schedule/default/')('name')],
  'sns/topic:Topic': ['sns:CreateTopic', topic],
  'sns/topicPolicy:TopicPolicy': ['sns:SetTopicAttributes', last(':', topic, 'arn')],
  'sns/topicSubscription:TopicSubscription': ['sns:Subscribe', last(':', topic, 'topic')],
  'sqs/queue:Queue': ['sqs:CreateQueue', queue],
  'sqs/queuePolicy:QueuePolicy': ['sqs:SetQueueAttributes', last('/', queue, 'queueUrl')],
  'sqs/redriveAllowPolicy:RedriveAllowPolicy': ['sqs:SetQueueAttributes', last('/', queue, 'queueUrl')],
  'wafv2/webAcl:WebAcl': ['wafv2:CreateWebACL', ({ name }) => `${arn('wafv2', 'global/webacl/')('name')({ name })}/id`],
  'xray/group:Group': [
    'xray:CreateGroup',
    ({ groupName }) => `${arn('xray', 'group/')('groupName')({ groupName })}/id`,
  ],
  'xray/samplingRule:SamplingRule': ['xray:CreateSamplingRule', arn('xray', 'sampling-rule/')('ruleName')],
};

const ofAws = ({ resources }: Plan) => resources.filter(({ type }) => type.startsWith('aws:'));

/** What making a resource asks of IAM, as for a stage of the given name. */
function asked({ type, inputs, name }: PlannedResource, stage: string) {
  const [action, resource] = CREATIONS[type.slice('aws:'.length)] ?? [`${type} ${name}`, unnamed];
  const keys = { 'iam:PermissionsBoundary': 'the Boundary' };
  return { action, resource: resource(inputs).replace(/smallcart-(dev|everything)-/, `smallcart-${stage}-`), keys };
}

/** What the policies of a plan's roles allow, as for a stage of the given name. */
function rolesOf(plan: Plan, stage: string): readonly Asked[] {
  const keys = { 'cloudwatch:namespace': customNamespace(stage) };
  const policies = ofType(plan, 'iam/role:Role').flatMap(({ inputs }) => inlineOf(inputs));
  const statements = policies.flatMap(({ policy }) => statementsOf(policy));
  return statements.flatMap(({ Action, Resource }) =>
    Action.flatMap((action) => Resource.map((resource) => ({ action, resource: renamed(resource, stage), keys }))),
  );
}

const inlineOf = ({ inlinePolicies = [] }: Inputs) => inlinePolicies as readonly { readonly policy: string }[];
const renamed = (text: string, stage: string) =>
  text.replace(/smallcart-(dev|everything|production)-/, `smallcart-${stage}-`);
const named = ({ resource }: Asked) => resource.includes('smallcart-');

const refused = (role: keyof typeof ROLES, plan: keyof typeof PLANS, stage: string) =>
  ofAws(PLANS[plan])
    .map((resource) => asked(resource, stage))
    .filter((each) => !isAllowed(ROLES[role].statements, each));

describe('the role of the workflows', () => {
  it('may make all that production registers', () => {
    expect(refused('production', 'production', 'production')).toEqual([]);
  });

  it('may make all that a preview registers', () => {
    expect(refused('preview', 'preview', 'pr7')).toEqual([]);
  });

  it('may make all that can be switched on, but for Grafana, which an administrator makes', () => {
    const left = refused('production', 'everything', 'production').map(
      ({ action, resource }) => `${action} ${resource}`,
    );
    expect([...new Set(left.map((each) => each.replace(/ .*/, '')))].sort()).toEqual([
      'aws:grafana/roleAssociation:RoleAssociation',
      'aws:grafana/workspace:Workspace',
      'aws:grafana/workspaceServiceAccount:WorkspaceServiceAccount',
    ]);
  });

  it.each([
    ['production', 'production', 'production'],
    ['preview', 'preview', 'pr7'],
    ['production', 'everything', 'production'],
  ] as const)('of %s bounds no role of %s in what it needs', (role, plan, stage) => {
    const { statements } = ROLES[role].boundary;
    const needed = rolesOf(PLANS[plan], stage);
    expect(needed.length).toBeGreaterThan(100);
    expect(needed.filter((each) => !isAllowed(statements, each))).toEqual([]);
    expect(rolesOf(PLANS[plan], 'prod').filter((each) => named(each) && isAllowed(statements, each))).toEqual([]);
  });

  it('makes each role within the boundary that the deployment is given, and none where it is given none', () => {
    const bounds = (plan: Plan) =>
      new Set(ofType(plan, 'iam/role:Role').map((each) => each.inputs.permissionsBoundary));
    expect(bounds(PLANS.everything)).toEqual(new Set(['arn:aws:iam::123456789012:policy/github-smallcart-boundary']));
    expect(bounds(PLANS.production)).toEqual(new Set([undefined]));
  });

  const OTHERS = [
    ['preview', 'production', 'production'],
    ['production', 'preview', 'pr7'],
    ['preview', 'preview', 'dev'],
    ['preview', 'preview', 'prod'],
  ] as const;

  it.each(OTHERS)('of %s has no power over what is named after another stage: %s as %s', (role, plan, stage) => {
    const named = ofAws(PLANS[plan])
      .map((resource) => asked(resource, stage))
      .filter(({ resource }) => resource.includes('smallcart-'));
    expect(named.length).toBeGreaterThan(100);
    expect(named.filter((each) => isAllowed(ROLES[role].statements, each))).toEqual([]);
  });
});
