import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { webhookSignature } from '../../../functions/lib/channels/webhook.ts';
import type { HttpHandler } from '../../../local/aws/aws-service.ts';
import type { ChannelFailures } from '../../../local/faults/channel-failures.ts';
import { openReceivedMessages, type ReceivedMessages } from '../../../local/receivers/received-messages.ts';
import { localChannels, ROUTING_KEYS } from '../../../local/receivers/receiver-channels.ts';
import { createReceivers } from '../../../local/receivers/receivers.ts';

const NOW = Date.UTC(2026, 10, 21, 9);
const SECRET = 'a secret of webhooks that is in a test';
const context = { now: NOW, region: 'us-east-1', accountId: '000000000000' };

let store: DatabaseSync;
let messages: ReceivedMessages;
let fault: ChannelFailures | undefined;
let receivers: HttpHandler;
beforeEach(() => {
  store = new DatabaseSync(':memory:');
  messages = openReceivedMessages(store);
  fault = undefined;
  receivers = createReceivers({
    ...{ messages, random: () => 0.5, now: () => NOW, webhookSecret: SECRET },
    fault: { settings: () => fault },
  });
});
afterEach(() => store.close());

function post(to: string, body: unknown, headers: Record<string, string> = {}, signal?: AbortSignal) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const path = `/_local/receivers/${to}`;
  const request = { method: 'POST', path, params: {}, query: new URLSearchParams(), headers, body: Buffer.from(text) };
  return receivers(request, { ...context, ...(signal && { signal }) });
}

const trigger = (given: object = {}, payload: object = {}) => ({
  ...{ routing_key: ROUTING_KEYS.first, event_action: 'trigger', dedup_key: 'inc_1' },
  payload: { summary: 'Down', source: 'shop', severity: 'critical', ...payload },
  ...given,
});

const change = { routing_key: ROUTING_KEYS.first, payload: { summary: 'Released', source: 'shop' } };

describe('as the service would, a receiver answers', () => {
  const cases: Record<string, [to: string, body: unknown, status: number, answer: RegExp]> = {
    'ok to a message of Slack’s': ['slack/first', { text: 'Down' }, 200, /^ok$/],
    'no_text to one that says nothing': ['slack/first', {}, 400, /^no_text$/],
    'invalid_payload to what is no JSON': ['slack/first', '{', 400, /^invalid_payload$/],
    'invalid_blocks to a header that is too long': [
      'slack/first',
      { text: 'Down', blocks: [{ type: 'header', text: { type: 'plain_text', text: 'x'.repeat(151) } }] },
      400,
      /^invalid_blocks$/,
    ],
    'invalid_blocks to a block that it does not know': [
      'slack/next',
      { text: 'Down', blocks: [{ type: 'x' }] },
      400,
      /^invalid_blocks$/,
    ],
    'success to an event of PagerDuty’s': ['pagerduty/first', trigger(), 202, /"dedup_key":"inc_1"/],
    'success to one that resolves': [
      'pagerduty/first',
      { routing_key: ROUTING_KEYS.first, event_action: 'resolve', dedup_key: 'inc_1' },
      202,
      /success/,
    ],
    'what is wrong with a short key': [
      'pagerduty/first',
      trigger({ routing_key: 'short' }),
      400,
      /should be 32 characters/,
    ],
    'what is wrong with another contact’s key': ['pagerduty/next', trigger(), 400, /Invalid routing key/],
    'success to a change': ['pagerduty/first/change', change, 202, /Change event processed/],
    'what is wrong with a change that is an alert': ['pagerduty/first/change', trigger(), 400, /invalid event/],
    'what is wrong with a change for another contact': ['pagerduty/next/change', change, 400, /Invalid routing key/],
    'what is wrong with a severity': ['pagerduty/first', trigger({}, { severity: 'fatal' }), 400, /payload\.severity/],
    'what is wrong with a summary that is too long': [
      'pagerduty/first',
      trigger({}, { summary: 'x'.repeat(1_025) }),
      400,
      /payload\.summary/,
    ],
  };
  test.each(Object.entries(cases))('%s', async (_sentence, [to, body, status, answer]) => {
    const response = await post(to, body);
    expect(response.status).toBe(status);
    expect(String(response.body)).toMatch(answer);
    expect(messages.since(0)).toHaveLength(status < 300 ? 1 : 0);
  });
});

describe('a webhook is taken', () => {
  const BODY = JSON.stringify({ subject: 'Down' });
  const signed = (timestamp: number, signature = webhookSignature(timestamp, BODY, SECRET)) => ({
    'smallcart-timestamp': String(timestamp),
    'smallcart-signature': signature,
  });
  const cases: Record<string, [Record<string, string>, number]> = {
    'when it is signed': [signed(NOW / 1000), 204],
    'when its clock is a little off': [signed(NOW / 1000 - 299), 204],
    'not when it is not signed': [{ 'smallcart-timestamp': String(NOW / 1000) }, 401],
    'not when it is signed by another key': [signed(NOW / 1000, webhookSignature(NOW / 1000, BODY, 'another')), 401],
    'not when it is sent again later': [signed(NOW / 1000 - 301), 401],
    'not with another time than it was signed with': [
      signed(NOW / 1000, webhookSignature(NOW / 1000 - 1, BODY, SECRET)),
      401,
    ],
    'not without a time': [{ 'smallcart-signature': webhookSignature(Number.NaN, BODY, SECRET) }, 401],
  };
  test.each(Object.entries(cases))('%s', async (_sentence, [headers, status]) => {
    expect(await post('webhook/first', BODY, headers)).toMatchObject({ status });
    expect(messages.since(0).map(({ subject }) => subject)).toEqual(status < 300 ? ['Down'] : []);
  });
});

test('what was received is listed with who was told, from a time on', async () => {
  await post('slack/next', { text: 'Down' });
  expect(messages.since(NOW)).toMatchObject([
    {
      at: '2026-11-21T09:00:00.000Z',
      channel: 'slack',
      contact: 'next',
      endpoint: 'slack/next',
      subject: 'Down',
      topic: '',
    },
  ]);
  expect(messages.since(NOW + 1)).toEqual([]);
});

test.each([
  ['another channel', 'sms/first'],
  ['another contact', 'slack/third'],
  ['none', ''],
  ['a change of Slack’s', 'slack/first/change'],
])('%s is refused with those that there are', async (_what, to) => {
  await expect(post(to, {})).rejects.toThrow('slack|pagerduty|webhook');
});

describe('the fault channel-failures', () => {
  const on = (given: Partial<ChannelFailures>) => {
    fault = { rate: 1, mode: 'errors', channels: ['slack'], ...given };
  };

  test('has a channel answer 500, and no other', async () => {
    on({});
    expect(await post('slack/first', { text: 'Down' })).toMatchObject({ status: 500 });
    expect(await post('pagerduty/first', trigger())).toMatchObject({ status: 202 });
    expect(messages.since(0)).toHaveLength(1);
  });

  test('has it ask for patience', async () => {
    on({ mode: 'throttling' });
    expect(await post('slack/first', { text: 'Down' })).toMatchObject({
      status: 429,
      headers: { 'retry-after': '60' },
    });
  });

  test('has it say nothing until the sender hangs up', async () => {
    on({ mode: 'silence' });
    const hangUp = new AbortController();
    const response = post('slack/first', { text: 'Down' }, {}, hangUp.signal);
    hangUp.abort();
    expect(await response).toMatchObject({ status: 504 });
    expect(messages.since(0)).toEqual([]);
  });

  test('hits as often as its rate says', async () => {
    on({ rate: 0.5 });
    expect(await post('slack/first', { text: 'Down' })).toMatchObject({ status: 200 });
  });
});

describe('where people are told on this machine', () => {
  const secrets = { webhookSecret: SECRET };

  test('is by its own receivers, for each contact by each channel', () => {
    const { first, next } = JSON.parse(localChannels(undefined, 'http://127.0.0.1:4566', secrets));
    expect(first.slackWebhookUrl).toBe('http://127.0.0.1:4566/_local/receivers/slack/first');
    expect(next.pagerDutyUrl).toBe('http://127.0.0.1:4566/_local/receivers/pagerduty/next');
  });

  test('is what CHANNELS says', () => {
    const given = '{"first":{"slackWebhookUrl":"https://hooks.example/services/1"}}';
    expect(localChannels(given, 'http://127.0.0.1:4566', secrets)).toBe(given);
  });

  test.each([
    ['is no JSON', 'https://hooks.example/secret'],
    ['has an address without encryption', '{"first":{"slackWebhookUrl":"http://hooks.example/secret"}}'],
    ['has a webhook without a secret', '{"next":{"webhookUrl":"https://hooks.example/secret"}}'],
    ['has a key that is too short', '{"first":{"pagerDutyRoutingKey":"secret"}}'],
    ['has a contact too many', '{"third":{}}'],
  ])('is refused when CHANNELS %s, without quoting it', (_how, given) => {
    const attempt = () => localChannels(given, 'http://127.0.0.1:4566', secrets);
    expect(attempt).toThrow(/^CHANNELS: Channels /);
    expect(attempt).not.toThrow(/hooks\.example/);
  });
});
