import { describe, expect, test } from 'vitest';
import { eventPattern } from '../../../../functions/event-rules.ts';
import { customMetricCount } from '../../../../monitoring/custom-metric-count.ts';
import type { Finding } from '../../../../operations/doctor/finding.ts';
import { skewFinding } from '../../../../operations/doctor/links/clock.ts';
import { costFinding } from '../../../../operations/doctor/links/cost.ts';
import { type RuleFacts, ruleFindings } from '../../../../operations/doctor/links/event-rules.ts';
import { sourceFindings } from '../../../../operations/doctor/links/event-sources.ts';
import { deployedFindings } from '../../../../operations/doctor/links/functions.ts';
import { workspaceFindings } from '../../../../operations/doctor/links/grafana.ts';
import { retentionFindings } from '../../../../operations/doctor/links/logs.ts';
import { probeFinding } from '../../../../operations/doctor/links/metrics.ts';
import { backlogFindings, deadLetterFindings, sendBack } from '../../../../operations/doctor/links/queues.ts';
import { customMetricFindings, quotaFindings } from '../../../../operations/doctor/links/quotas.ts';
import { type SilenceFacts, silenceFindings } from '../../../../operations/doctor/links/silence.ts';
import { mailFindings, topicFindings } from '../../../../operations/doctor/links/subscriptions.ts';
import { toolFindings } from '../../../../operations/doctor/links/tools.ts';
import { defaultSettings } from '../../../../settings/defaults.ts';

const told = (findings: readonly Finding[]) => findings.map(({ verdict, seen }) => `${verdict}: ${seen}`);

/** What is found of each state: nothing, or what the sentence says. */
function found(states: Readonly<Record<string, readonly [readonly Finding[], RegExp | undefined]>>): void {
  test.each(Object.entries(states))('%s', (_, [findings, sentence]) => {
    expect(told(findings)).toEqual(sentence === undefined ? [] : [expect.stringMatching(sentence)]);
  });
}

describe('functions', () => {
  const alias = { FunctionVersion: '4' };
  const configuration = {
    State: 'Active',
    LastUpdateStatus: 'Successful',
    Environment: { Variables: { VERSION: 'a' } },
  } as const;
  const of = (change: object, deploying = false) =>
    deployedFindings({ id: 'cart', alias, configuration, ...change }, { live: { version: 'a' }, deploying });
  const other = { configuration: { ...configuration, Environment: { Variables: { VERSION: 'b' } } } };
  const shared = { alias: { ...alias, RoutingConfig: { AdditionalVersionWeights: { 5: 0.1 } } } };
  found({
    'one that is active and of the release is well': [of({}), undefined],
    'one without an alias serves nothing': [of({ alias: undefined }), /^wrong: cart is not there/],
    'one that is not active says why': [
      of({ configuration: { ...configuration, State: 'Inactive', StateReason: 'Idle' } }),
      /^wrong: cart is Inactive: Idle/,
    ],
    'one whose update failed': [
      of({ configuration: { ...configuration, LastUpdateStatus: 'Failed' } }),
      /^wrong: The last update/,
    ],
    'one of another release': [of(other), /^wrong: cart serves release b, most others a/],
    'one that two versions serve': [of(shared), /^warning: Version 5 of cart gets 10 %/],
    'one of another release, or of two, while a deployment moves it': [of({ ...other, ...shared }, true), undefined],
    'one that a deployment has yet to make': [of({ alias: undefined }, true), /^warning: cart is not there yet/],
    'one that is not active, whatever is deployed': [
      of({ configuration: { ...configuration, State: 'Failed' } }, true),
      /^wrong: cart is Failed/,
    ],
  });
});

describe('queues', () => {
  const queue = (messages: number, age = 0) => ({ name: 'orders', messages, age });
  found({
    'an empty one is well': [backlogFindings(queue(0, 900)), undefined],
    'messages that have just come are worked off': [backlogFindings(queue(40, 600)), undefined],
    'messages that wait for long': [
      backlogFindings(queue(1, 661)),
      /^warning: 1 message waits in orders, .* 11 minutes/,
    ],
    'no dead letters': [deadLetterFindings(queue(0), 'Lost orders', 'Send them back.'), undefined],
    'a dead letter': [
      deadLetterFindings(queue(2), 'Lost orders are there', 'Send them back.'),
      /^wrong: Lost orders are there: 2 in orders/,
    ],
  });

  test('the command that sends them back is whole, on AWS and on this machine', () => {
    const arn = 'arn:aws:sqs:x:1:orders-dead';
    const there = sendBack({ arn }, {});
    expect(there).toMatch(new RegExp(`: aws sqs start-message-move-task --source-arn ${arn}$`));
    const here = sendBack({ arn }, { endpoint: 'http://127.0.0.1:4567', region: 'us-east-1' });
    expect(here).toContain(`--source-arn ${arn} --region us-east-1 --endpoint-url http://127.0.0.1:4567 `);
  });
});

describe('event sources', () => {
  const source = (change: object = {}, lag = 0) =>
    sourceFindings({ id: 'outbox', mappings: [{ State: 'Enabled', ...change }], lag });
  found({
    'one that is enabled and keeps up is well': [source(), undefined],
    'a function without one': [
      sourceFindings({ id: 'outbox', mappings: [], lag: 0 }),
      /^wrong: outbox has no event source/,
    ],
    'one that is disabled': [source({ State: 'Disabled' }), /^wrong: .*is Disabled: nothing invokes it/],
    'one that is being changed': [source({ State: 'Updating' }), /^warning: .*is Updating/],
    'one that cannot be read': [
      source({ LastProcessingResult: 'PROBLEM: Access denied' }),
      /^wrong: .*PROBLEM: Access denied/,
    ],
    'one that is behind': [source({}, 360_000), /^warning: outbox is 6 minutes behind/],
  });
});

describe('logs', () => {
  const names = ['/a', '/b', '/c', '/d', '/e'];
  const groups = (days: number | undefined) => names.map((logGroupName) => ({ logGroupName, retentionInDays: days }));
  found({
    'lines that are kept as long as is wanted': [retentionFindings(groups(30), names, 30), undefined],
    'lines that are kept for ever': [
      retentionFindings(groups(undefined), names, 30),
      /not kept for 30 days but for ever in \/a, \/b, \/c and 2 more/,
    ],
    'a group that is not there': [
      retentionFindings(groups(30).slice(1), names, 30),
      /^wrong: There is no log group \/a\.$/,
    ],
  });
});

describe('metrics', () => {
  const now = Date.UTC(2026, 10, 21, 12);
  found({
    'the probe’s walk succeeds': [[probeFinding({ time: now - 61_000, value: 1 }, now)], /^ok: .*61 s ago/],
    'the probe’s walk fails': [[probeFinding({ time: now, value: 0 }, now)], /^warning: Metrics come in, but/],
    'nothing comes in': [[probeFinding(undefined, now)], /^wrong: No datapoint/],
  });
});

describe('subscriptions', () => {
  const queue = { Protocol: 'sqs', Endpoint: 'arn:aws:sqs:x:1:heard', SubscriptionArn: 'arn:aws:sns:x:1:t:1' };
  const mail = { Protocol: 'email', Endpoint: 'ida@shop.example', SubscriptionArn: 'arn:aws:sns:x:1:t:2' };
  const waiting = { ...mail, SubscriptionArn: 'PendingConfirmation' };
  const of = (...subscriptions: (typeof queue)[]) => topicFindings('critical', subscriptions, ['heard']);
  const mailed = (...subscriptions: (typeof queue)[]) => mailFindings('mail', subscriptions);
  found({
    'a function hears of it': [of(queue), undefined],
    'a topic that is not there': [
      topicFindings('info', undefined, ['heard']),
      /^wrong: There is no topic for info alarms/,
    ],
    'a function does not hear of it': [of(mail), /^wrong: heard does not hear of critical alarms/],
    'the operator is mailed': [mailed(mail), undefined],
    'a topic of mails that is not there': [mailFindings('mail', undefined), /^wrong: There is no topic for the mails/],
    'nobody is mailed': [mailed(), /^wrong: Nobody is mailed of incidents/],
    'nobody is mailed next': [mailFindings('mail-next', []), /^not-here: .*ESCALATION_EMAIL is not set/],
    'nobody has confirmed': [mailed(waiting), /^wrong: .*has not confirmed it: nobody is/],
    'one of two has confirmed': [mailed(mail, waiting), /^warning: 1 of 2 who are to be mailed first/],
  });

  test('no finding tells an address', () => {
    expect(JSON.stringify([mailed(waiting), of(mail)])).not.toContain('@');
  });
});

describe('event rules', () => {
  const wanted = { id: 'incidents', kind: 'alarm-state' } as const;
  const rule = {
    EventPattern: JSON.stringify(eventPattern('alarm-state', 'pr7')),
    State: 'ENABLED',
    targets: ['arn:aws:sqs:x:1:smallcart-pr7-incidents'],
  } as const;
  const of = (...rules: RuleFacts[]) => ruleFindings(wanted, 'pr7', rules);
  found({
    'a rule sends them where they are to be': [of({ ...rule, EventPattern: '{}' }, rule), undefined],
    'no rule is for them': [of(), /^wrong: No rule sends alarms’ changes of state to smallcart-pr7-incidents/],
    'the rule is another stage’s': [
      of({ ...rule, EventPattern: JSON.stringify(eventPattern('alarm-state', 'pr8')) }),
      /^wrong: No rule/,
    ],
    'the rule is off': [of({ ...rule, State: 'DISABLED' }), /^wrong: The rule .* is off/],
    'the rule sends them elsewhere': [of({ ...rule, targets: ['arn:aws:sqs:x:1:other'] }), /^wrong: .*does not send/],
  });
});

describe('silence', () => {
  const silenced = { ruleName: 'r', reason: 'The table moves.', until: Date.UTC(2026, 10, 21, 12) };
  const of = (change: Partial<SilenceFacts>) =>
    silenceFindings({ stage: 'pr7', maintenance: [], deployment: [], deploying: false, ...change });
  found({
    'nothing is muted': [of({}), undefined],
    'maintenance is announced': [of({ maintenance: [silenced] }), /^warning: .*until 2026-11-21T12:00.*tell nobody/],
    'maintenance has no end': [
      of({ maintenance: [{ ...silenced, until: undefined }] }),
      /^warning: .*until somebody ends it/,
    ],
    'a deployment runs': [of({ deployment: [silenced], deploying: true }), undefined],
    'a deployment died': [of({ deployment: [silenced] }), /^warning: A deployment that is gone has left alarms muted/],
  });
});

describe('grafana', () => {
  const workspace = {
    status: 'ACTIVE',
    dataSources: ['CLOUDWATCH', 'XRAY'],
    endpoint: 'g-1.grafana-workspace.example',
  };
  found({
    'a workspace with its data sources': [workspaceFindings(workspace), /^ok: g-1/],
    'none at all': [workspaceFindings(undefined), /^wrong: There is no Grafana/],
    'one that is still made': [workspaceFindings({ ...workspace, status: 'CREATING' }), /^wrong: .*is CREATING/],
    'one that may not read traces': [
      workspaceFindings({ ...workspace, dataSources: ['CLOUDWATCH'] }),
      /^wrong: Grafana may not read XRAY/,
    ],
  });
});

describe('clock', () => {
  found({
    'a second more or less is none': [[skewFinding(-1_000)], /^ok/],
    'half a minute shows': [[skewFinding(45_000)], /^warning: .*45\.0 s ahead of AWS’s/],
    'five minutes are refused': [[skewFinding(-300_000)], /^wrong: .*5 min 00 s behind AWS’s.*AWS refuses/],
  });
});

describe('tools', () => {
  found({
    'those that are named': [toolFindings([{ name: 'Node', wanted: '24.1.0', found: '24.1.0' }]), undefined],
    'another version': [
      toolFindings([{ name: 'Node', wanted: '24.1.0', found: '20.0.0' }]),
      /^wrong: Node is 20\.0\.0/,
    ],
    none: [toolFindings([{ name: 'SST', wanted: '4.1.0', found: undefined }]), /^wrong: SST is not installed/],
  });
});

describe('quotas', () => {
  const quota = (used: number, limit = 1_000) => quotaFindings([{ name: 'Alarms', used, limit }]);
  found({
    'a quota with room': [quota(799), undefined],
    'a quota that is nearly used': [quota(800), /^warning: Alarms: 800 of 1000/],
    'a quota that is not known is none': [quota(5, 0), undefined],
    'as many custom metrics as are declared': [customMetricFindings(customMetricCount()), undefined],
    'more custom metrics than are declared': [customMetricFindings(customMetricCount() + 1), /^warning: There are/],
  });
});

describe('cost', () => {
  const production = defaultSettings(true);
  found({
    'a stage within its budget': [
      [costFinding({ ...production, monthlyBudget: 1_000_000 })],
      /^ok: .*within the budget/,
    ],
    'a stage that is expected to cost more': [
      [costFinding({ ...production, monthlyBudget: 1 })],
      /^warning: .*more than the budget of \$1/,
    ],
    'production without a budget': [[costFinding({ ...production, monthlyBudget: 0 })], /^warning: .*no budget/],
    'a stage to try things in without a budget': [[costFinding(defaultSettings(false))], /^ok: .*no budget/],
  });
});
