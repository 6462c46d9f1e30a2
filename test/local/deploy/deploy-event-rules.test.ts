import { afterEach, beforeEach, expect, test } from 'vitest';
import { EVENT_SOURCE, NOTICE_EVENT } from '../../../functions/event-rules.ts';
import { deployEventRules } from '../../../local/deploy/deploy-event-rules.ts';
import { queueArn } from '../../../local/deploy/place.ts';
import { type EmbeddedEvents, EVENTS_START, embedEvents } from '../../support/embedded-events.ts';

const QUEUE = queueArn('smallcart-local-incidents');

let events: EmbeddedEvents;
const deploy = () => deployEventRules(events.bus().service, EVENTS_START);
beforeEach(async () => {
  events = embedEvents();
  await deploy();
});
afterEach(() => events.clock.stop());

const told = () => events.delivered.filter(({ to }) => to === QUEUE).length;
const alarmEvent = (alarmName: string) => ({
  Source: 'aws.cloudwatch',
  DetailType: 'CloudWatch Alarm State Change',
  Detail: JSON.stringify({ alarmName, state: { value: 'ALARM' } }),
});
const notice = (stage: string) => ({
  Source: EVENT_SOURCE,
  DetailType: NOTICE_EVENT,
  Detail: JSON.stringify({ stage, id: 'maintenance', severity: 'info', title: 'Maintenance', text: '' }),
});

/** An alarm's event, as the bus takes it from CloudWatch: PutEvents may not say that it comes from AWS. */
async function happen({ Source, DetailType, Detail }: ReturnType<typeof alarmEvent>): Promise<void> {
  const deliver = events.bus().put({
    ...{ version: '0', id: 'event', source: Source, account: '000000000000', region: 'us-east-1' },
    ...{ time: '2026-11-21T03:00:30Z', resources: [], 'detail-type': DetailType, detail: JSON.parse(Detail) },
  });
  deliver?.();
  await events.clock.settled();
}

test.each([
  ['an alarm of this stage', () => alarmEvent('smallcart-local-down'), 1],
  ['an alarm of another stage', () => alarmEvent('smallcart-production-down'), 0],
  ['an alarm of somebody else', () => alarmEvent('down'), 0],
  ['a notice of this stage', () => notice('local'), 1],
  ['a notice of another stage', () => notice('production'), 0],
])('%s is told to the function of incidents, or not', async (_what, event, times) => {
  await happen(event());
  expect(told()).toBe(times);
});

test('deployed again, each event is told once', async () => {
  await deploy();
  await happen(alarmEvent('smallcart-local-down'));
  expect(told()).toBe(1);
});

test('a rule of an earlier version goes; a user’s own stays', async () => {
  const EventPattern = JSON.stringify({ source: ['shop'] });
  for (const Name of ['smallcart-local-earlier', 'mine']) {
    await events.call('PutRule', { Name, EventPattern });
    await events.call('PutTargets', { Rule: Name, Targets: [{ Id: '1', Arn: queueArn('mine') }] });
  }
  await deploy();
  const { Rules } = await events.call('ListRules', {});
  const names = Array.isArray(Rules) ? Rules.map((rule) => Object(rule).Name) : [];
  expect(names).toContain('mine');
  expect(names).not.toContain('smallcart-local-earlier');
});
