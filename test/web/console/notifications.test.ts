import { describe, expect, test } from 'vitest';
import { mailOf } from '../../../functions/lib/channels/mail.ts';
import { pagerDutyRequest } from '../../../functions/lib/channels/pager-duty.ts';
import { slackMessage } from '../../../functions/lib/channels/slack.ts';
import type { Message } from '../../../functions/lib/incidents/message.ts';
import type { Notification } from '../../../functions/ops/responses.ts';
import {
  isWebAddress,
  linkParts,
  pagerDutyEvent,
  pretty,
  slackBlocks,
  titleOf,
} from '../../../web/src/console/notifications/received.ts';
import { groupByMessage, toWhom } from '../../../web/src/console/notifications/told.ts';

const message: Message = {
  id: 'inc_1/opened/first/slack',
  about: 'inc_1',
  kind: 'opened',
  severity: 'critical',
  subject: 'CRITICAL: Errors < 5 % & more (prod)',
  text: 'Pages fail & nobody can pay.',
  facts: [{ name: 'Since', value: '2026-11-21 09:00 UTC\n(for <2 min)' }],
  links: [{ label: 'Logs', url: 'https://shop.example/ops/logs?a=1&b=2' }],
  acknowledgeUrl: 'https://shop.example/acknowledge#first.token',
  at: Date.UTC(2026, 10, 21, 9),
};

describe('what was received is shown as the person would see it:', () => {
  test('Slack’s blocks, with what was escaped as it was meant', () => {
    expect(slackBlocks(JSON.stringify(slackMessage(message)))).toEqual([
      { type: 'header', text: message.subject },
      { type: 'text', text: message.text },
      { type: 'fields', fields: message.facts },
      {
        type: 'buttons',
        buttons: [
          { label: 'Acknowledge', url: message.acknowledgeUrl, primary: true },
          { label: 'Logs', url: 'https://shop.example/ops/logs?a=1&b=2', primary: false },
        ],
      },
    ]);
  });

  test('what PagerDuty is told of an alert, as that is called, and by its key where it is not known', () => {
    const received = (id: string, kind: Message['kind']) => ({
      ...{ id, at: '2026-11-21T09:00:00Z', channel: 'pagerduty', endpoint: '', subject: `${kind} inc_1` },
      body: JSON.stringify(pagerDutyRequest({ ...message, kind }, 'k'.repeat(32), 'shop.example').event),
    });
    const [alert, end] = [received('1', 'opened'), received('2', 'resolved')];
    expect(titleOf(end, [end, alert])).toBe(`Resolved: ${message.subject}`);
    expect(titleOf(end, [end])).toBe('Resolved: inc_1');
    expect(titleOf(alert, [end, alert])).toBe(alert.subject);
    expect(titleOf({ ...end, channel: 'slack' }, [alert])).toBe(end.subject);
  });

  test('a message of Slack without blocks by its text', () => {
    expect(slackBlocks('{"text":"2 &lt; 3"}')).toEqual([{ type: 'text', text: '2 < 3' }]);
  });

  test('PagerDuty’s alert with its details and links, and what becomes of it', () => {
    const sent = (each: Message) => JSON.stringify(pagerDutyRequest(each, 'k'.repeat(32), 'shop.example').event);
    expect(pagerDutyEvent(sent(message))).toMatchObject({
      action: 'trigger',
      ...{ summary: message.subject, severity: 'critical', source: 'shop.example', key: 'inc_1' },
      details: [{ name: 'text', value: message.text }, ...message.facts],
      links: [{ label: 'Logs' }, { label: 'Acknowledge' }],
    });
    expect(pagerDutyEvent(sent({ ...message, kind: 'resolved' }))).toMatchObject({ action: 'resolve', key: 'inc_1' });
    expect(pagerDutyEvent(sent({ ...message, kind: 'notice', severity: 'info' }))).toMatchObject({ action: 'change' });
  });

  test.each([
    ['https://shop.example/ops', true],
    ['http://localhost:3000/ops', true],
    ['javascript:alert(1)', false],
    [' javascript:alert(1)//https://shop.example', false],
    ['', false],
  ])('with %j as a link: %s', (url, expected) => expect(isWebAddress(url)).toBe(expected));

  test('a mail’s text with its addresses as links, and nothing lost of it', () => {
    const { Message: text } = mailOf(message);
    const parts = linkParts(text);
    expect(parts.map((part) => part.text).join('')).toBe(text);
    expect(parts.flatMap(({ url }) => url ?? [])).toEqual([message.acknowledgeUrl, message.links[0]?.url]);
  });

  test.each(['', 'no JSON', '[1]', '{"blocks":7}', '{"payload":null}'])('%o is shown as well as it can be', (body) => {
    expect(() => [slackBlocks(body), pagerDutyEvent(body)]).not.toThrow();
    expect(pretty(body).replaceAll(/\s/g, '')).toBe(body.replaceAll(/\s/g, ''));
  });
});

describe('notifications', () => {
  const sent = (of: string, contact: Notification['contact'], channel: Notification['channel']): Notification => ({
    ...{ id: `${of}/${contact}/${channel}`, message: of, at: '2026-11-21T09:00:00Z', kind: 'opened' },
    ...{ contact, channel, severity: 'critical', subject: of, body: '' },
  });

  test('that told the same are one, in the order of the first of each', () => {
    const list = [sent('b', 'first', 'slack'), sent('a', 'first', 'email'), sent('b', 'next', 'email')];
    expect(groupByMessage(list).map(({ message: of, tellings }) => [of, tellings.length])).toEqual([
      ['b', 2],
      ['a', 1],
    ]);
  });

  test('say whom they told, and how', () => {
    const told = [sent('a', 'first', 'slack'), sent('a', 'first', 'email'), sent('a', 'next', 'webhook')];
    expect(toWhom(told)).toBe('The first contact by E-mail and Slack; the next contact by Webhook');
  });
});
