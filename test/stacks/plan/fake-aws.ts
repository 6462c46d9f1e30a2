import type { Call, Mocks, NewResource } from './pulumi.ts';

const ACCOUNT = '123456789012';
const REGION = 'us-east-1';

function nameOf({ name, inputs }: NewResource): string {
  const given = inputs.name ?? inputs.bucket ?? inputs.functionName;
  return typeof given === 'string' ? given : name;
}

function arn(service: string, resource: string): string {
  return `arn:aws:${service}:${REGION}:${ACCOUNT}:${resource}`;
}

type Outputs = (name: string, inputs: NewResource['inputs']) => Record<string, unknown>;

const apiId = 'api-id';

/** Attributes that AWS computes, for the types whose attributes the program reads. */
const COMPUTED: Readonly<Record<string, Outputs>> = {
  'aws:acm/certificate:Certificate': (name) => ({
    arn: arn('acm', `certificate/${name}`),
    domainValidationOptions: [
      { domainName: name, resourceRecordName: '_check', resourceRecordType: 'CNAME', resourceRecordValue: '_value' },
    ],
  }),
  'aws:apigatewayv2/api:Api': () => ({
    id: apiId,
    apiEndpoint: `https://${apiId}.execute-api.${REGION}.amazonaws.com`,
    executionArn: arn('execute-api', apiId),
  }),
  'aws:cloudfront/distribution:Distribution': (name) => ({
    domainName: 'shop.cloudfront.net',
    hostedZoneId: 'Z2FDTNDATAQYW2',
    etag: 'etag',
    arn: `arn:aws:cloudfront::${ACCOUNT}:distribution/${name}`,
  }),
  'aws:cloudfront/function:Function': (name) => ({ arn: `arn:aws:cloudfront::${ACCOUNT}:function/${name}` }),
  'aws:cloudfront/keyValueStore:KeyValueStore': (name) => ({
    arn: `arn:aws:cloudfront::${ACCOUNT}:key-value-store/${name}`,
  }),
  'aws:cloudwatch/eventRule:EventRule': (name) => ({ arn: arn('events', `rule/${name}`) }),
  'aws:cloudwatch/logGroup:LogGroup': (name) => ({ arn: arn('logs', `log-group:${name}`) }),
  'aws:dynamodb/table:Table': (name) => ({
    arn: arn('dynamodb', `table/${name}`),
    streamArn: arn('dynamodb', `table/${name}/stream/2026-01-01T00:00:00.000`),
  }),
  'aws:grafana/workspace:Workspace': () => ({ endpoint: `g-id.grafana-workspace.${REGION}.amazonaws.com` }),
  'aws:iam/role:Role': (name) => ({ arn: `arn:aws:iam::${ACCOUNT}:role/${name}` }),
  'aws:kms/key:Key': (name) => ({ arn: arn('kms', `key/${name}`) }),
  'aws:lambda/alias:Alias': (name, { functionName }) => ({ arn: arn('lambda', `function:${functionName}:${name}`) }),
  'aws:lambda/function:Function': (name) => ({
    version: '1',
    arn: arn('lambda', `function:${name}`),
    qualifiedArn: arn('lambda', `function:${name}:1`),
    invokeArn: arn('apigateway', `lambda:path/2015-03-31/functions/${name}/invocations`),
  }),
  'aws:s3/bucket:Bucket': (name) => ({
    bucket: name,
    arn: `arn:aws:s3:::${name}`,
    bucketDomainName: `${name}.s3.amazonaws.com`,
    bucketRegionalDomainName: `${name}.s3.${REGION}.amazonaws.com`,
  }),
  'aws:sns/topic:Topic': (name) => ({ arn: arn('sns', name) }),
  'aws:wafv2/webAcl:WebAcl': (name) => ({ arn: arn('wafv2', `global/webacl/${name}`) }),
  'aws:sqs/queue:Queue': (name) => ({
    arn: arn('sqs', name),
    url: `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/${name}`,
  }),
  'random:index/randomBytes:RandomBytes': () => ({ base64: 'AAAA' }),
};

type Statement = {
  readonly effect?: string;
  readonly actions?: readonly string[];
  readonly resources?: readonly string[];
  readonly principals?: readonly { readonly type: string; readonly identifiers: readonly string[] }[];
  readonly conditions?: readonly {
    readonly test: string;
    readonly variable: string;
    readonly values: readonly string[];
  }[];
};

function principal(principals: Statement['principals']) {
  if (principals === undefined) return {};
  return { Principal: Object.fromEntries(principals.map((each) => [each.type, each.identifiers])) };
}

function condition(conditions: Statement['conditions']) {
  if (conditions === undefined) return {};
  return { Condition: Object.fromEntries(conditions.map((each) => [each.test, { [each.variable]: each.values }])) };
}

function policyDocument(inputs: Call['inputs']): Record<string, unknown> {
  const statements = (inputs.statements ?? []) as readonly Statement[];
  const json = {
    Version: '2012-10-17',
    Statement: statements.map((each) => ({
      Effect: each.effect ?? 'Allow',
      Action: each.actions,
      Resource: each.resources,
      ...principal(each.principals),
      ...condition(each.conditions),
    })),
  };
  return { statements: inputs.statements, json: JSON.stringify(json) };
}

const DATA_SOURCES: Readonly<Record<string, (inputs: Call['inputs']) => Record<string, unknown>>> = {
  'aws:index/getCallerIdentity:getCallerIdentity': () => ({ accountId: ACCOUNT }),
  'aws:index/getPartition:getPartition': () => ({ partition: 'aws' }),
  'aws:index/getRegion:getRegion': () => ({ region: REGION, name: REGION }),
  'aws:iam/getPolicyDocument:getPolicyDocument': policyDocument,
};

/** Pulumi passes on an error's details alone, as if it came by gRPC. */
class NotFaked extends Error {
  override readonly name = 'NotFaked';
  readonly details: string;

  constructor(message: string) {
    super(message);
    this.details = message;
  }
}

/** An AWS that answers every registration at once; a data source that it does not know is an error. */
export const fakeAws: Mocks = {
  newResource(resource) {
    const name = nameOf(resource);
    const computed = COMPUTED[resource.type]?.(name, resource.inputs) ?? {};
    const id = typeof computed.id === 'string' ? computed.id : `${name}-id`;
    return { id, state: { ...resource.inputs, name, ...computed } };
  },
  call({ token, inputs }) {
    const answer = DATA_SOURCES[token];
    if (answer === undefined) throw new NotFaked(`data source ${token} is not faked: add it to fake-aws.ts`);
    return answer(inputs);
  },
};
