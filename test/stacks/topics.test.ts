import { describe, expect, inject, it } from 'vitest';
import { SEVERITIES } from '../../monitoring/resources.ts';
import { ofType, statementsOf, theOne } from './select.ts';

const plan = inject('production');
const arnOf = (severity: string) => `arn:aws:sns:us-east-1:123456789012:smallcart-production-${severity}`;
const queueArn = 'arn:aws:sqs:us-east-1:123456789012:smallcart-production-notifications';
const allowing = (policy: unknown) => statementsOf(policy).filter(({ Effect: effect }) => effect === 'Allow');
const subscriptions = ofType(plan, 'sns/topicSubscription:TopicSubscription');

describe.each(SEVERITIES)('the topic of %s alarms', (severity) => {
  const subscribers = subscriptions
    .filter(({ inputs }) => inputs.topic === arnOf(severity))
    .map(({ inputs }) => [inputs.protocol, inputs.endpoint]);

  it('mails the operator and tells the console', () => {
    expect(Object.fromEntries(subscribers)).toEqual({
      email: 'operator@example.com',
      sqs: queueArn,
    });
    expect(subscribers).toHaveLength(2);
  });

  it('takes messages from this stage’s alarms alone', () => {
    const policy = ofType(plan, 'sns/topicPolicy:TopicPolicy').find(({ inputs }) => inputs.arn === arnOf(severity));
    expect(allowing(policy?.inputs.policy)).toMatchObject([
      {
        Effect: 'Allow',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Action: ['sns:Publish'],
        Resource: [arnOf(severity)],
        Condition: {
          StringEquals: { 'aws:SourceAccount': '123456789012' },
          ArnLike: { 'aws:SourceArn': 'arn:aws:cloudwatch:us-east-1:123456789012:alarm:smallcart-production-*' },
        },
      },
    ]);
  });
});

it('sends with SNS’s own envelope, which says which topic it was', () => {
  const toQueue = subscriptions.filter(({ inputs }) => inputs.protocol === 'sqs');
  expect(toQueue.map(({ inputs }) => inputs.rawMessageDelivery ?? false)).toEqual(SEVERITIES.map(() => false));
});

it('lets these topics and nobody else send to the queue of notifications', () => {
  const [policy] = ofType(plan, 'sqs/queuePolicy:QueuePolicy')
    .filter(({ inputs }) => String(inputs.queueUrl).endsWith('/smallcart-production-notifications'))
    .map(({ inputs }) => inputs.policy);
  expect(allowing(policy)).toEqual([
    {
      Sid: 'TopicsMaySend',
      Effect: 'Allow',
      Principal: { Service: 'sns.amazonaws.com' },
      Action: ['sqs:SendMessage'],
      Resource: [queueArn],
      Condition: { ArnEquals: { 'aws:SourceArn': SEVERITIES.map(arnOf) } },
    },
  ]);
});

it('has no topic without a severity', () => {
  expect(ofType(plan, 'sns/topic:Topic')).toHaveLength(SEVERITIES.length);
  expect(
    SEVERITIES.map((severity) => theOne(plan, 'sns/topic:Topic', `smallcart-production-${severity}`)),
  ).toHaveLength(3);
});
