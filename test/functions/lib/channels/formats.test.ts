import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mailOf } from '../../../../functions/lib/channels/mail.ts';
import { pagerDutyRequest } from '../../../../functions/lib/channels/pager-duty.ts';
import { slackMessage } from '../../../../functions/lib/channels/slack.ts';
import { webhookBody, webhookSignature } from '../../../../functions/lib/channels/webhook.ts';
import { applyChange } from '../../../../functions/lib/incidents/apply-change.ts';
import type { Incident } from '../../../../functions/lib/incidents/incident.ts';
import {
  incidentMessage,
  type Message,
  noticeMessage,
  type Sender,
} from '../../../../functions/lib/incidents/message.ts';
import { PAGE_KINDS, type PageKind } from '../../../../functions/lib/incidents/page.ts';
import { readPagerDutyChange, readPagerDutyEvent } from '../../../../local/receivers/pager-duty-event.ts';
import { readSlackMessage } from '../../../../local/receivers/slack-message.ts';
import { alarmChange } from '../incidents/alarm-changes.ts';

const NOW = Date.UTC(2026, 10, 21, 9);
const MINUTE = 60_000;
const ROUTING_KEY = 'a'.repeat(32);
const LOCAL: Sender = { stage: 'test', site: new URL('https://shop.example'), linkKey: 'a key of links of a test' };
const ON_AWS: Sender = { ...LOCAL, region: 'eu-central-1' };

/** What is told of an alarm that is news when it is raised, days later when people are at work again. */
function news() {
  const facts = { title: 'Deployment done', severity: 'info', group: 'delivery' } as const;
  const { name, title, ...rest } = alarmChange('deployment-done', facts);
  const since = NOW - 10 * MINUTE;
  const alarm = { ...rest, name, title, since, raisedAt: since, value: 2, threshold: 3 };
  const key = { about: 'notice:1', kind: 'notice', contact: 'first', channel: 'email', severity: 'info' } as const;
  const said = { subject: title, body: 'Something may look new.', alarm };
  const told = noticeMessage({ ...key, ...said }, LOCAL, NOW + 48 * 60 * MINUTE);
  return { mail: mailOf(told).Message, links: told.links };
}

/** An incident of alarms with those titles, the first of them ten minutes old. */
function incidentOf(titles: readonly string[], given: object = {}): Incident {
  let group: Parameters<typeof applyChange>[0] = { group: 'checkout', alarms: {} };
  for (const [index, title] of titles.entries()) {
    const change = alarmChange(`alarm-${index}`, { title, group: 'checkout', at: NOW - 10 * MINUTE + index, ...given });
    group = applyChange(group, change)?.group ?? group;
  }
  if (group.incident === undefined) throw new Error('There is no incident.');
  return group.incident;
}

function message(
  kind: PageKind,
  incident = incidentOf(['Down'], { value: 7.25, threshold: 5 }),
  sender = LOCAL,
): Message {
  const page = { about: incident.id, kind, contact: 'first', channel: 'slack' } as const;
  return incidentMessage(page, incident, sender, NOW);
}

/** Every text that a value holds, names of members and of facts included; a field of Slack's is name and value. */
function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    textsOf(member).flatMap((text) => [text, `${name}: ${text}`, text.replace(/^\*(.+)\*\n/, '$1: ')]),
  );
}

/** A notification as each channel is told it, as lines. */
const TOLD: Readonly<Record<string, (told: Message) => string>> = {
  'by mail': (told) => mailOf(told).Message,
  'to Slack': (told) => textsOf(slackMessage(told)).join('\n'),
  'to PagerDuty': (told) => textsOf(pagerDutyRequest(told, ROUTING_KEY, 'shop.example').event).join('\n'),
  'to a webhook': (told) => textsOf(JSON.parse(webhookBody(told))).join('\n'),
};

describe('every notification says', () => {
  const cases: Record<string, RegExp> = {
    'what users notice': /Users notice alarm-0\./,
    'since when': /2026-11-21 08:50 UTC \(10 min\)/,
    'value and threshold': /in alarm since 2026-11-21 08:50 UTC: 7\.25, threshold 5/,
    'how to acknowledge': /https:\/\/shop\.example\/acknowledge#incident=inc_\w{26}&token=first\.[\w-]{43}/,
    'which runbook': /https:\/\/shop\.example\/ops\/runbooks\/alarm-0\n/,
    'where its dashboard is, for its time':
      /https:\/\/shop\.example\/ops\/dashboards\/business\?from=2026-11-21T08%3A35%3A00\.000Z&to=2026-11-21T09/,
    'where its logs are': /https:\/\/shop\.example\/ops\/logs\?from=2026-11-21T08.*functions=checkout&filter=%7B/,
    'where its traces are': /https:\/\/shop\.example\/ops\/traces\?from=2026-11-21T08.*filter=fault/,
  };
  describe.each(Object.entries(TOLD))('%s', (_channel, render) => {
    const told = render(message('opened'));
    test.each(Object.entries(cases))('%s', (_what, pattern) => expect(told).toMatch(pattern));
  });

  test.each(Object.entries(TOLD))(
    '%s, of an alarm that is over, that its value is the one it was raised with',
    (_channel, render) => {
      const incident = incidentOf(['Down'], { value: 38, threshold: 5, label: 'Failed calls' });
      const over = message('raised', {
        ...incident,
        alarms: incident.alarms.map((alarm) => ({ ...alarm, state: 'OK' as const, since: NOW })),
      });
      expect(render(over)).toContain('over since 2026-11-21 09:00 UTC: Failed calls was 38 when raised, threshold 5');
    },
  );

  test('all of it of an alarm that is news, too', () => {
    const { mail, links } = news();
    expect(mail).toMatch(/^Deployment done \(test\)\nSomething may look new\.\n/);
    expect(mail).toMatch(/Deployment done: in alarm since 2026-11-21 08:50 UTC: 2, threshold 3/);
    expect(links.map(({ label }) => label)).toEqual(['Runbook', 'Dashboard', 'Logs', 'Traces']);
    const { searchParams } = new URL(links[1]?.url ?? '');
    expect(Object.fromEntries(searchParams)).toEqual({
      from: '2026-11-21T08:35:00.000Z',
      to: '2026-11-21T08:55:00.000Z',
    });
  });

  test('on AWS where CloudWatch and X-Ray show it, for its time', () => {
    const { links } = message('opened', incidentOf(['Down']), ON_AWS);
    const urls = Object.fromEntries(links.map(({ label, url }) => [label, url]));
    const console = 'https://eu-central-1.console.aws.amazon.com/cloudwatch/home?region=eu-central-1#';
    expect(urls['CloudWatch dashboard']).toBe(
      `${console}dashboards/dashboard/smallcart-test-business?start=2026-11-21T08:35:00.000Z&end=2026-11-21T09:00:00.000Z`,
    );
    expect(urls['Logs Insights']).toMatch(
      /#logsV2:logs-insights\$3FqueryDetail\$3D~\(end~'2026-11-21T09\*3a00.*level\*20\*3d\*20\*22ERROR\*22.*source~\(~'\*2faws\*2flambda\*2fsmallcart-test-checkout\)\)$/,
    );
    expect(urls.Dashboard).toMatch(/^https:\/\/shop\.example\/ops\/dashboards\/business\?from=/);
    expect(urls['X-Ray traces']).toContain(
      `#xray:traces/query?~(query~(expression~'annotation.stage*20*3d*20*22test*22`,
    );
  });

  test('what the value is, where the alarm says it', () => {
    const grounds = { value: 113.388, threshold: 50, label: 'Error rate (%)' };
    const [, fact] = message('opened', incidentOf(['Down'], grounds)).facts;
    expect(fact?.value).toMatch(/: Error rate \(%\) 113\.388, threshold 50$/);
  });

  test('no fault of an alarm without data once that is over', () => {
    const incident = incidentOf(['Down'], { reason: 'Threshold Crossed: no datapoints were received.' });
    const alarms = incident.alarms.map((alarm) => ({ ...alarm, state: 'OK' as const }));
    expect(message('opened', incident).facts.at(-1)?.value).toContain('no datapoints');
    expect(message('resolved', { ...incident, alarms }).facts.at(-1)?.value).not.toContain('no datapoints');
  });

  test('no more than who is at it to those who know the rest', () => {
    const by = { status: 'acknowledged', acknowledgedAt: NOW, acknowledgedBy: 'contact:next' } as const;
    const { text, facts, links } = message('acknowledged', { ...incidentOf(['Down']), ...by });
    expect(text).toBe('The next contact is at it.');
    expect(facts.map(({ name }) => name)).toEqual(['Since', 'Acknowledged']);
    expect(links.map(({ label }) => label)).toEqual(['Incident']);
  });

  test('nothing to acknowledge once somebody has, or it is over', () => {
    for (const status of ['acknowledged', 'resolved'] as const)
      expect(message('resolved', { ...incidentOf(['Down']), status })).not.toHaveProperty('acknowledgeUrl');
  });

  test('no more alarms than anybody reads, and how many there are besides', () => {
    const { facts } = message('opened', incidentOf(Array.from({ length: 12 }, (_, index) => `Alarm ${index}`)));
    expect(facts.at(-1)).toEqual({ name: 'And', value: '6 more alarms' });
  });

  test('to Slack, too, how many there are besides, of an incident that somebody was at', () => {
    const titles = Array.from({ length: 12 }, (_, index) => `Alarm ${index}`);
    const over = { status: 'resolved', acknowledgedBy: 'contact:first', acknowledgedAt: NOW, resolvedAt: NOW } as const;
    const told = JSON.stringify(slackMessage(message('resolved', { ...incidentOf(titles), ...over })));
    expect(told).toContain('6 more alarms');
  });
});

test.each([
  [1, /^2026-11-21 08:50 UTC \(10 min\), reopened once, last at 2026-11-21 08:58 UTC$/],
  [3, /, reopened 3 times, last at /],
])('an incident that is there again for the %ith time says so', (reopenings, since) => {
  const again = { ...incidentOf(['Down']), reopenings, reopenedAt: NOW - 2 * MINUTE };
  expect(message('reopened', again).facts[0]).toEqual({ name: 'Since', value: expect.stringMatching(since) });
});

const SUBJECTS: Readonly<Record<Exclude<PageKind, 'notice'>, string>> = {
  opened: 'CRITICAL: Down (test)',
  reopened: 'Again CRITICAL: Down (test)',
  raised: 'Now CRITICAL: Down (test)',
  escalated: 'Not acknowledged, CRITICAL: Down (test)',
  called: 'Needed, CRITICAL: Down (test)',
  acknowledged: 'Acknowledged: Down (test)',
  resolved: 'Resolved: Down (test)',
};
test.each(Object.entries(SUBJECTS))('what is %s says so first', (kind, subject) => {
  expect(mailOf(message(kind as PageKind)).Subject).toBe(subject);
});

/** Texts that are long, hold what means something to a channel, or are of other scripts. */
const texts = fc.oneof(
  fc.string({ minLength: 1, maxLength: 400, unit: 'binary' }),
  fc.string({
    minLength: 1,
    maxLength: 60,
    unit: fc.constantFrom('<', '>', '&', '*', '_', '`', '@', '!', 'a', '"', '\n'),
  }),
  fc.constant('x'.repeat(4_000)),
);
const messages = fc
  .tuple(fc.array(texts, { minLength: 1, maxLength: 12 }), texts, fc.constantFrom(...PAGE_KINDS), fc.boolean())
  .map(([titles, notices, kind, onAws]) =>
    kind === 'notice'
      ? noticeMessage(
          {
            about: 'notice:1',
            kind,
            contact: 'first',
            channel: 'slack',
            severity: 'info',
            subject: titles[0] ?? '',
            body: notices,
          },
          LOCAL,
          NOW,
        )
      : message(kind, incidentOf(titles, { notices, reason: notices }), onAws ? ON_AWS : LOCAL),
  );

describe('whatever is told, a channel takes it:', () => {
  test('Slack', () => {
    fc.assert(
      fc.property(messages, (each) => {
        expect(readSlackMessage(slackMessage(each))).toHaveProperty('subject');
      }),
    );
  });

  test('PagerDuty, all of an incident by one key', () => {
    fc.assert(
      fc.property(messages, (each) => {
        const { event } = pagerDutyRequest(each, ROUTING_KEY, 'shop.example');
        if (each.kind === 'notice') expect(readPagerDutyChange(event)).toHaveProperty('event');
        else expect(readPagerDutyEvent(event)).toMatchObject({ event: { dedup_key: each.about } });
      }),
    );
  });

  test('SNS, whose subjects are short lines of ASCII that begin with no space', () => {
    fc.assert(
      fc.property(messages, (each) => {
        const { Subject, Message: body } = mailOf(each);
        expect(Subject).toMatch(/^[\x21-\x7E][\x20-\x7E]{0,98}$/);
        expect(Buffer.byteLength(body)).toBeLessThan(262_144);
      }),
    );
  });
});

test.each([
  ['opened', 'trigger'],
  ['raised', 'trigger'],
  ['escalated', 'trigger'],
  ['called', 'trigger'],
  ['acknowledged', 'acknowledge'],
  ['resolved', 'resolve'],
] as const)('to PagerDuty, what is %s is an event to %s', (kind, event_action) => {
  expect(pagerDutyRequest(message(kind), ROUTING_KEY, 'shop.example')).toMatchObject({
    url: 'https://events.pagerduty.com/v2/enqueue',
    event: { event_action },
  });
});

describe('to PagerDuty, a notice', () => {
  const notice = (severity: 'info' | 'warning', url?: string) => {
    const key = { about: 'notice:1', kind: 'notice', contact: 'first', channel: 'pagerDuty', severity } as const;
    return pagerDutyRequest(
      noticeMessage({ ...key, subject: 'Released' }, LOCAL, NOW),
      ROUTING_KEY,
      'shop.example',
      url,
    );
  };

  test.each([
    [undefined, 'https://events.pagerduty.com/v2/change/enqueue'],
    ['https://events.eu.pagerduty.com/v2/enqueue', 'https://events.eu.pagerduty.com/v2/change/enqueue'],
  ])('that is news is a change, which wakes nobody and need not be resolved: %s', (given, url) => {
    expect(notice('info', given)).toMatchObject({ url, event: { payload: { summary: 'Released (test)' } } });
    expect(notice('info', given).event).not.toHaveProperty('event_action');
  });

  test('that is more than news is an alert', () => {
    expect(notice('warning').event).toMatchObject({ event_action: 'trigger', payload: { severity: 'warning' } });
  });
});

test('nothing in a text is markup to Slack', () => {
  const sent = JSON.stringify(slackMessage(message('opened', incidentOf(['<!channel> & <@U1>']))));
  expect(sent).toContain('&lt;!channel&gt; &amp; &lt;@U1&gt;');
  expect(JSON.parse(sent).blocks[0].text.type).toBe('plain_text');
});

test('a text that is cut for Slack is not cut within an escaped character', () => {
  for (let extra = 0; extra < 6; extra++) {
    const notices = `${'x'.repeat(2_993 + extra)}&&&`;
    const { blocks } = JSON.parse(JSON.stringify(slackMessage(message('opened', incidentOf(['Down'], { notices })))));
    expect(blocks[1].text.text.slice(2_990)).toMatch(/^x*(&amp;)*…?$/);
  }
});

describe('a webhook', () => {
  test('tells the incident as data', () => {
    expect(JSON.parse(webhookBody(message('opened')))).toMatchObject({
      ...{
        id: expect.stringMatching(/^inc_\w+\/opened\/first\/slack$/),
        kind: 'opened',
        at: new Date(NOW).toISOString(),
      },
      incident: { status: 'open', severity: 'critical', alarms: [{ title: 'Down', value: 7.25, threshold: 5 }] },
    });
  });

  test('is signed over the time and the body, each of them', () => {
    const signature = webhookSignature(1, 'body', 'secret');
    expect(signature).toMatch(/^v1=[0-9a-f]{64}$/);
    const others = [
      webhookSignature(2, 'body', 'secret'),
      webhookSignature(1, 'body!', 'secret'),
      webhookSignature(1, 'body', 'Secret'),
    ];
    expect(others).not.toContain(signature);
  });
});
