import { describe, expect, test } from 'vitest';
import { notificationRecord } from '../../../functions/notifications/notification-record.ts';
import type { SnsMessage } from '../../../functions/notifications/sns-message.ts';
import { queuedMessage, queuedNotification } from './queued-notification.ts';

function keptOf(sns: Partial<SnsMessage>) {
  return queuedNotification(sns).Records.map(notificationRecord)[0];
}

describe('the record of a notification', () => {
  test('of an alarm says which, its state and why', () => {
    const message = { AlarmName: 'smallcart-test-slow', NewStateValue: 'OK', NewStateReason: 'Fast again.' };
    const TopicArn = 'arn:aws:sns:us-east-1:000000000000:smallcart-test-warning';
    const Timestamp = '2026-11-21T10:00:01.000Z';
    const sns = { MessageId: 'm-1', Subject: 'OK: "Slow"', Message: JSON.stringify(message), TopicArn, Timestamp };
    expect(keptOf(sns)).toEqual({
      id: 'm-1',
      at: Timestamp,
      topic: 'smallcart-test-warning',
      severity: 'warning',
      subject: 'OK: "Slow"',
      body: JSON.stringify(message),
      alarm: 'smallcart-test-slow',
      state: 'OK',
      reason: 'Fast again.',
    });
  });

  const plain: Record<string, string> = {
    'plain text': 'Maintenance tonight.',
    'broken JSON': '{"AlarmName":',
    'JSON that is no object': '42',
    'JSON null': 'null',
    'JSON of another shape': '{"AlarmName":7,"NewStateValue":"BROKEN","NewStateReason":null}',
    'nothing at all': '',
  };
  for (const [what, Message] of Object.entries(plain)) {
    test(`of ${what} keeps the text and invents nothing`, () => {
      const kept = keptOf({ Message });
      expect(kept?.body).toBe(Message);
      for (const key of ['alarm', 'state', 'reason']) expect(kept).not.toHaveProperty(key);
    });
  }

  for (const body of ['Somebody wrote this by hand.', '{', '{}', '{"MessageId":"m-1","Message":7}']) {
    test(`of ${body}, which SNS did not send, is that text under the queue's own id, time and name`, () => {
      expect(notificationRecord(queuedMessage(body))).toEqual({
        id: 'queued-1',
        at: '2026-06-01T11:00:01.000Z',
        topic: 'smallcart-local-notifications',
        severity: 'warning',
        subject: body,
        body,
      });
    });
  }

  const subjects: Record<string, [Partial<SnsMessage>, string]> = {
    'is SNS’s': [{}, 'ALARM: "High error rate"'],
    'is the alarm’s name when SNS has none': [{ Subject: '' }, 'smallcart-local-high-error-rate'],
    'is the start of the text when there is neither': [{ Subject: '', Message: 'x'.repeat(300) }, 'x'.repeat(100)],
    'is said to be missing when there is nothing': [{ Subject: '', Message: '' }, '(no subject)'],
  };
  for (const [sentence, [sns, expected]] of Object.entries(subjects)) {
    test(`its subject ${sentence}`, () => expect(keptOf(sns)?.subject).toBe(expected));
  }

  const topics: Record<string, string> = {
    'smallcart-test-critical': 'critical',
    'smallcart-test-warning': 'warning',
    'smallcart-test-info': 'info',
    'somebody-elses': 'warning',
  };
  for (const [topic, severity] of Object.entries(topics)) {
    test(`of topic ${topic} is ${severity}`, () => {
      const TopicArn = `arn:aws:sns:us-east-1:000000000000:${topic}`;
      expect(keptOf({ TopicArn })).toMatchObject({ topic, severity });
    });
  }
});
