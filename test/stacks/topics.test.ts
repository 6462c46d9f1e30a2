import { describe, expect, inject, it } from 'vitest';
import { SEVERITIES } from '../../monitoring/resources.ts';
import { ofType, statementsOf, theOne } from './select.ts';

const plan = inject('production');
const arnOf = (severity: string) => `arn:aws:sns:us-east-1:123456789012:smallcart-production-${severity}`;
const subscriptions = ofType(plan, 'sns/topicSubscription:TopicSubscription');

describe.each(SEVERITIES)('the topic of %s alarms', (severity) => {
  const subscribers = subscriptions
    .filter(({ inputs }) => inputs.topic === arnOf(severity))
    .map(({ inputs }) => [inputs.protocol, inputs.endpoint]);

  it('mails the operator and tells the console', () => {
    expect(Object.fromEntries(subscribers)).toEqual({
      email: 'operator@example.com',
      lambda: 'arn:aws:lambda:us-east-1:123456789012:function:smallcart-production-notifications',
    });
    expect(subscribers).toHaveLength(2);
  });

  it('may invoke the function that it is subscribed to', () => {
    const allowed = ofType(plan, 'lambda/permission:Permission').filter(
      ({ inputs }) => inputs.sourceArn === arnOf(severity),
    );
    expect(allowed.map(({ inputs }) => [inputs.principal, inputs.function])).toEqual([
      ['sns.amazonaws.com', 'smallcart-production-notifications'],
    ]);
  });

  it('takes messages from this account’s alarms alone', () => {
    const policy = ofType(plan, 'sns/topicPolicy:TopicPolicy').find(({ inputs }) => inputs.arn === arnOf(severity));
    expect(statementsOf(policy?.inputs.policy)).toMatchObject([
      {
        Effect: 'Allow',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Action: ['sns:Publish'],
        Resource: [arnOf(severity)],
        Condition: {
          StringEquals: { 'aws:SourceAccount': '123456789012' },
          ArnLike: { 'aws:SourceArn': 'arn:aws:cloudwatch:us-east-1:123456789012:alarm:*' },
        },
      },
    ]);
  });
});

it('has no topic without a severity', () => {
  expect(ofType(plan, 'sns/topic:Topic')).toHaveLength(SEVERITIES.length);
  expect(
    SEVERITIES.map((severity) => theOne(plan, 'sns/topic:Topic', `smallcart-production-${severity}`)),
  ).toHaveLength(3);
});
