import type { SNSEventRecord, SNSMessage } from 'aws-lambda';
import { describe, expect, test } from 'vitest';
import { notificationRecord } from '../../../functions/notifications/notification-record.ts';

const alarmMessage = {
  AlarmName: 'smallcart-test-high-error-rate',
  NewStateValue: 'ALARM',
  OldStateValue: 'OK',
  NewStateReason: 'Threshold Crossed: 5 datapoints were greater than the threshold (5.0).',
  StateChangeTime: '2026-11-21T10:00:00.000+0000',
};

function record(sns: Partial<SNSMessage>): SNSEventRecord {
  return {
    EventVersion: '1.0',
    EventSource: 'aws:sns',
    EventSubscriptionArn: 'arn:aws:sns:us-east-1:000000000000:smallcart-test-critical:1',
    Sns: {
      SignatureVersion: '1',
      Signature: '',
      SigningCertUrl: '',
      UnsubscribeUrl: '',
      Type: 'Notification',
      MessageAttributes: {},
      MessageId: 'message-1',
      TopicArn: 'arn:aws:sns:us-east-1:000000000000:smallcart-test-critical',
      Timestamp: '2026-11-21T10:00:01.000Z',
      Subject: 'ALARM: "High error rate"',
      Message: JSON.stringify(alarmMessage),
      ...sns,
    },
  };
}

describe('the record of a notification', () => {
  test('of an alarm says which, its state and why', () => {
    expect(notificationRecord(record({}))).toEqual({
      id: 'message-1',
      at: '2026-11-21T10:00:01.000Z',
      topic: 'smallcart-test-critical',
      severity: 'critical',
      subject: 'ALARM: "High error rate"',
      body: JSON.stringify(alarmMessage),
      alarm: 'smallcart-test-high-error-rate',
      state: 'ALARM',
      reason: alarmMessage.NewStateReason,
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
      const kept = notificationRecord(record({ Message }));
      expect(kept.body).toBe(Message);
      for (const key of ['alarm', 'state', 'reason']) expect(kept).not.toHaveProperty(key);
    });
  }

  const subjects: Record<string, [Partial<SNSMessage>, string]> = {
    'is SNS’s': [{}, 'ALARM: "High error rate"'],
    'is the alarm’s name when SNS has none': [{ Subject: '' }, 'smallcart-test-high-error-rate'],
    'is the start of the text when there is neither': [{ Subject: '', Message: 'x'.repeat(300) }, 'x'.repeat(100)],
    'is said to be missing when there is nothing': [{ Subject: '', Message: '' }, '(no subject)'],
  };
  for (const [sentence, [sns, expected]] of Object.entries(subjects)) {
    test(`its subject ${sentence}`, () => expect(notificationRecord(record(sns)).subject).toBe(expected));
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
      expect(notificationRecord(record({ TopicArn }))).toMatchObject({ topic, severity });
    });
  }
});
