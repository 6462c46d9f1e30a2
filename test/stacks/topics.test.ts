import { describe, expect, inject, it } from 'vitest';
import { eventPattern } from '../../functions/event-rules.ts';
import { FUNCTIONS } from '../../functions/manifest.ts';
import { physicalName } from '../../monitoring/physical-name.ts';
import { FUNCTION_IDS, type FunctionId, MAIL_TOPICS, SEVERITIES } from '../../monitoring/resources.ts';
import type { Plan } from './plan/plan.ts';
import { allowedTo, ofType, statementsOf, theOne } from './select.ts';

const plan = inject('production');
const stage = 'production';
const arnOf = (service: string, id: string) => `arn:aws:${service}:us-east-1:123456789012:${physicalName(stage, id)}`;
const allowing = (policy: unknown) => statementsOf(policy).filter(({ Effect: effect }) => effect === 'Allow');
const subscriptions = ofType(plan, 'sns/topicSubscription:TopicSubscription').map(({ inputs }) => inputs);

/** The functions that hear topics, each with those that it hears. */
const hearing = FUNCTION_IDS.flatMap((id) => {
  const { source } = FUNCTIONS[id];
  return source?.type === 'alarms' ? [[id, source] as const] : [];
});

describe.each([...SEVERITIES, ...MAIL_TOPICS])('the topic %s', (id) => {
  it('takes messages from no service but this stage’s alarms', () => {
    const policy = ofType(plan, 'sns/topicPolicy:TopicPolicy').find(({ inputs }) => inputs.arn === arnOf('sns', id));
    expect(allowing(policy?.inputs.policy)).toMatchObject([
      {
        Effect: 'Allow',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Action: ['sns:Publish'],
        Resource: [arnOf('sns', id)],
        Condition: {
          StringEquals: { 'aws:SourceAccount': '123456789012' },
          ArnLike: { 'aws:SourceArn': 'arn:aws:cloudwatch:us-east-1:123456789012:alarm:smallcart-production-*' },
        },
      },
    ]);
  });
});

it('sends what alarms say to the functions that hear it, and mails it to nobody', () => {
  const told = subscriptions.filter(({ protocol }) => protocol !== 'email');
  const expected = hearing.flatMap(([id, { topics }]) =>
    topics.map((severity) => [arnOf('sns', severity), 'sqs', arnOf('sqs', id)]),
  );
  expect(told.map(({ topic, protocol, endpoint }) => [topic, protocol, endpoint]).sort()).toEqual(expected.sort());
  const mailed = subscriptions.filter(({ protocol }) => protocol === 'email');
  expect(mailed.map(({ topic }) => topic)).toEqual([arnOf('sns', 'mail')]);
});

it('sends with SNS’s own envelope, which says which topic it was', () => {
  const toQueue = subscriptions.filter(({ protocol }) => protocol === 'sqs');
  expect(toQueue.filter(({ rawMessageDelivery }) => rawMessageDelivery)).toEqual([]);
});

it('has no topic beside those', () => {
  const names = ofType(plan, 'sns/topic:Topic').map(({ inputs }) => inputs.name);
  expect(names.sort()).toEqual([...SEVERITIES, ...MAIL_TOPICS].map((id) => physicalName(stage, id)).sort());
});

describe.each(hearing)('the queue of %s', (id, source) => {
  const kinds = source.events;
  const rules = ofType(plan, 'cloudwatch/eventRule:EventRule').filter(({ inputs }) =>
    String(inputs.name).startsWith(physicalName(stage, `${id}-`)),
  );

  it('is sent to by its topics and its rules, and by nobody else', () => {
    const [policy] = ofType(plan, 'sqs/queuePolicy:QueuePolicy')
      .filter(({ inputs }) => String(inputs.queueUrl).endsWith(`/${physicalName(stage, id)}`))
      .map(({ inputs }) => inputs.policy);
    const ruleArns = rules.map(({ inputs }) => `arn:aws:events:us-east-1:123456789012:rule/${inputs.name}`);
    const allowed = allowing(policy);
    expect(allowed.map(({ Resource: resources }) => resources)).toEqual(allowed.map(() => [arnOf('sqs', id)]));
    expect(allowed.flatMap(({ Action: actions }) => actions)).toEqual(allowed.map(() => 'sqs:SendMessage'));
    const sources = allowed.flatMap(({ Condition: condition }) =>
      Object.values((condition?.ArnEquals ?? {}) as Readonly<Record<string, readonly string[]>>).flat(),
    );
    expect(sources).toEqual([...source.topics.map((topic) => arnOf('sns', topic)), ...ruleArns]);
    const services = allowed.map(({ Principal: principal }) => principal);
    expect(services).toEqual(
      ['sns.amazonaws.com', 'events.amazonaws.com'].slice(0, allowed.length).map((Service) => ({ Service })),
    );
  });

  it('is the target of a rule for each kind of event that it hears', () => {
    const patterns = rules.map(({ inputs }) => JSON.parse(String(inputs.eventPattern)));
    expect(patterns).toEqual(kinds.map((kind) => eventPattern(kind, stage)));
    const targets = ofType(plan, 'cloudwatch/eventTarget:EventTarget').filter(
      ({ inputs }) => inputs.arn === arnOf('sqs', id),
    );
    expect(targets.map(({ inputs }) => inputs.rule).sort()).toEqual(rules.map(({ inputs }) => inputs.name).sort());
  });
});

it('sends to no queue before its policy lets it, which would be refused, and lost', () => {
  const senders = [
    ...ofType(plan, 'sns/topicSubscription:TopicSubscription').filter(({ inputs }) => inputs.protocol === 'sqs'),
    ...ofType(plan, 'cloudwatch/eventTarget:EventTarget'),
  ];
  expect(senders.length).toBeGreaterThan(hearing.length);
  for (const { dependencies } of senders)
    expect(dependencies).toContainEqual(expect.stringMatching(/:QueuePolicy::\w+QueuePolicy$/));
});

describe('in a stage whose own name is long', () => {
  const longNamed = inject('longNamed');
  const plans = longNamed.map((each) => each.plan);

  it('rules keep to the 64 characters of their names, and differ from those of another', () => {
    const names = plans.flatMap((each) =>
      ofType(each, 'cloudwatch/eventRule:EventRule').map(({ inputs }) => String(inputs.name)),
    );
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name.length).toBeLessThanOrEqual(64);
  });

  it('who mails may use the key of the topics, although the names of roles are cut, and nobody of another stage may', () => {
    const keyOf = (each: Plan) => statementsOf(theOne(each, 'kms/key:Key').policy).at(-1)?.Condition?.ArnLike;
    const patternsOf = (each: Plan) =>
      Object.values(keyOf(each) ?? {})
        .flat()
        .map(String);
    const mayUse = (each: Plan, arn: string) =>
      patternsOf(each).some((pattern) => new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(arn));
    for (const { stage: long, plan: each } of longNamed)
      for (const id of FUNCTION_IDS) {
        const { role } = theOne(each, 'lambda/function:Function', physicalName(long, id));
        const mails = FUNCTIONS[id].permissions.includes('mailTopics:publish');
        expect(
          plans.map((other) => mayUse(other, String(role))),
          id,
        ).toEqual(plans.map((other) => other === each && mails));
      }
  });
});

describe('who mails', () => {
  const mailing = FUNCTION_IDS.filter((id) => FUNCTIONS[id].permissions.includes('mailTopics:publish'));
  const variables = (id: FunctionId, of = plan) =>
    (
      theOne(of, 'lambda/function:Function', physicalName(of === plan ? stage : 'everything', id)).environment as {
        readonly variables: Readonly<Record<string, string>>;
      }
    ).variables;

  it.each(FUNCTION_IDS)('%s may publish to the mail topics alone, if at all', (id) => {
    const publishing = allowedTo(plan, physicalName(stage, id)).filter(({ Action: actions }) =>
      actions.includes('sns:Publish'),
    );
    expect(publishing.flatMap(({ Resource: resources }) => resources)).toEqual(
      mailing.includes(id) ? MAIL_TOPICS.map((topic) => arnOf('sns', topic)) : [],
    );
  });

  it.each(mailing)('%s knows the topics by which somebody is mailed', (id) => {
    expect(variables(id).MAIL_TOPIC_ARN).toBe(arnOf('sns', 'mail'));
    expect(variables(id).MAIL_NEXT_TOPIC_ARN).toBe('');
    const everything = inject('everything');
    expect(variables(id, everything).MAIL_NEXT_TOPIC_ARN).toMatch(/:smallcart-everything-mail-next$/);
  });

  it.each(FUNCTION_IDS.filter((id) => FUNCTIONS[id].environment.includes('CHANNELS')))(
    '%s knows the channels of the secret, and none where there is no secret',
    (id) => {
      expect(variables(id).CHANNELS).toBe('{}');
      expect(variables(id, inject('everything')).CHANNELS).toContain('hooks.example.com');
    },
  );

  it.each(FUNCTION_IDS.filter((id) => FUNCTIONS[id].environment.includes('NOTIFICATION_ROUTES')))(
    '%s tells people when the settings say',
    (id) => {
      const routes = JSON.parse(variables(id, inject('everything')).NOTIFICATION_ROUTES ?? '');
      expect(routes).toMatchObject({ escalationMinutes: 5, warningDelayMinutes: 15 });
    },
  );
});
