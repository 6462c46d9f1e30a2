import { describe, expect, inject, it } from 'vitest';
import { MAIL_TOPICS, SEVERITIES } from '../../monitoring/resources.ts';
import { type Json, ofType, statementsOf, theOne } from './select.ts';

const plan = inject('production');
const everything = inject('everything');

/** What a policy refuses to whoever comes without TLS. */
function refusedWithoutTls(policy: unknown) {
  return statementsOf(policy)
    .filter(({ Effect: effect, Condition: condition }) => {
      const transport = (condition?.Bool ?? {}) as Json;
      return effect === 'Deny' && String(transport['aws:SecureTransport']) === 'false';
    })
    .map(({ Action: actions, Resource: resources, Principal: principal }) => ({ actions, resources, principal }));
}

describe('at rest', () => {
  it('the table is encrypted with a key whose use is recorded', () => {
    expect(theOne(plan, 'dynamodb/table:Table').serverSideEncryption).toEqual({ enabled: true });
  });

  it('every queue is encrypted', () => {
    for (const { inputs } of ofType(plan, 'sqs/queue:Queue'))
      expect(inputs.sqsManagedSseEnabled, String(inputs.name)).toBe(true);
  });

  it('every topic is encrypted, with a key that changes every year', () => {
    const [key] = ofType(plan, 'kms/key:Key');
    expect(key?.inputs.enableKeyRotation).toBe(true);
    const topics = ofType(plan, 'sns/topic:Topic').map(({ inputs }) => inputs.kmsMasterKeyId);
    expect(topics).toEqual(
      [...SEVERITIES, ...MAIL_TOPICS].map(() => `arn:aws:kms:us-east-1:123456789012:key/${key?.name}`),
    );
  });

  it('lets this stage’s alarms and the functions that mail use the topics’ key, without which they could tell nobody, and no other service', () => {
    const [account, alarms, roles, ...others] = statementsOf(theOne(plan, 'kms/key:Key').policy);
    expect(others).toEqual([]);
    expect(account?.Principal).toEqual({ AWS: 'arn:aws:iam::123456789012:root' });
    expect(roles).toMatchObject({
      Principal: { AWS: '*' },
      Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      Condition: {
        StringEquals: { 'kms:CallerAccount': '123456789012', 'kms:ViaService': 'sns.us-east-1.amazonaws.com' },
        ArnLike: {
          'aws:PrincipalArn': ['Incidents', 'Dispatch'].map(
            (name) => `arn:aws:iam::123456789012:role/*-production-${name}Role-*`,
          ),
        },
      },
    });
    expect(alarms).toMatchObject({
      Principal: { Service: 'cloudwatch.amazonaws.com' },
      Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      Condition: {
        StringEquals: { 'aws:SourceAccount': '123456789012' },
        ArnLike: { 'aws:SourceArn': 'arn:aws:cloudwatch:us-east-1:123456789012:alarm:smallcart-production-*' },
      },
    });
  });
});

describe('in transit', () => {
  it('the table, its indexes included, refuses whoever comes without TLS', () => {
    const table = theOne(plan, 'dynamodb/table:Table');
    const { policy, resourceArn } = theOne(plan, 'dynamodb/resourcePolicy:ResourcePolicy');
    expect(resourceArn).toMatch(new RegExp(`:table/${table.name}$`));
    expect(refusedWithoutTls(policy)).toEqual([
      { actions: ['dynamodb:*'], resources: [resourceArn, `${resourceArn}/index/*`], principal: '*' },
    ]);
  });

  it.each(ofType(plan, 'sqs/queue:Queue').map(({ inputs }) => String(inputs.name)))(
    'the queue %s does, too',
    (name) => {
      const policies = ofType(plan, 'sqs/queuePolicy:QueuePolicy').filter(({ inputs }) =>
        String(inputs.queueUrl).endsWith(`/${name}`),
      );
      expect(policies.flatMap(({ inputs }) => refusedWithoutTls(inputs.policy))).toEqual([
        { actions: ['sqs:*'], resources: [`arn:aws:sqs:us-east-1:123456789012:${name}`], principal: '*' },
      ]);
      expect(policies).toHaveLength(1);
    },
  );

  it.each([...SEVERITIES, ...MAIL_TOPICS])('the topic %s does, too', (severity) => {
    const arn = `arn:aws:sns:us-east-1:123456789012:smallcart-production-${severity}`;
    const policy = ofType(plan, 'sns/topicPolicy:TopicPolicy').find(({ inputs }) => inputs.arn === arn)?.inputs.policy;
    expect(refusedWithoutTls(policy)).toEqual([{ actions: ['sns:Publish'], resources: [arn], principal: '*' }]);
  });

  it('a domain of the shop’s own takes TLS 1.2 or later', () => {
    expect(theOne(everything, 'cloudfront/distribution:Distribution').viewerCertificate).toMatchObject({
      minimumProtocolVersion: 'TLSv1.2_2021',
      sslSupportMethod: 'sni-only',
    });
  });

  it('CloudFront answers plain HTTP with the way to HTTPS alone', () => {
    const { defaultCacheBehavior, orderedCacheBehaviors } = theOne(plan, 'cloudfront/distribution:Distribution');
    const behaviors = [defaultCacheBehavior, orderedCacheBehaviors ?? []].flat() as readonly Json[];
    for (const { viewerProtocolPolicy } of behaviors) expect(viewerProtocolPolicy).toBe('redirect-to-https');
  });
});

describe('the firewall', () => {
  const acl = theOne(everything, 'wafv2/webAcl:WebAcl') as { rules: readonly Json[] } & Json;

  it('is there only where the stage’s settings ask for it', () => {
    expect(ofType(plan, 'wafv2/webAcl:WebAcl')).toEqual([]);
    expect(theOne(plan, 'cloudfront/distribution:Distribution').webAclId).toBeUndefined();
  });

  it('stands before CloudFront, and so in us-east-1', () => {
    const [resource] = ofType(everything, 'wafv2/webAcl:WebAcl');
    expect(acl).toMatchObject({
      scope: 'CLOUDFRONT',
      name: 'smallcart-everything-firewall',
      defaultAction: { allow: {} },
    });
    expect(resource?.provider).toMatch(/AwsProvider\.sst\.us-east-1/);
    expect(theOne(everything, 'cloudfront/distribution:Distribution').webAclId).toMatch(/:global\/webacl\//);
  });

  it('refuses an address that sends too much, and what AWS knows to be an attack', () => {
    const [rate, ...managed] = acl.rules;
    expect(rate).toMatchObject({
      action: { block: {} },
      statement: { rateBasedStatement: { aggregateKeyType: 'IP', limit: expect.any(Number) } },
    });
    expect(managed.map(({ name }) => name)).toEqual([
      'AWSManagedRulesCommonRuleSet',
      'AWSManagedRulesKnownBadInputsRuleSet',
    ]);
    for (const rule of managed) expect(rule).toMatchObject({ overrideAction: { none: {} } });
  });

  it('counts and keeps nothing of the requests themselves', () => {
    for (const { visibilityConfig } of [acl, ...acl.rules])
      expect(visibilityConfig).toMatchObject({ cloudwatchMetricsEnabled: true, sampledRequestsEnabled: false });
    expect(ofType(everything, 'wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration')).toEqual([]);
  });
});
