import type { SNSEvent, SNSMessage } from 'aws-lambda';

const alarmMessage = {
  AlarmName: 'smallcart-local-high-error-rate',
  NewStateValue: 'ALARM',
  NewStateReason: 'Threshold Crossed.',
};

/** The event by which SNS delivers one message of the critical topic, an alarm's unless told otherwise. */
export function snsEvent(sns: Partial<SNSMessage>): SNSEvent {
  const TopicArn = 'arn:aws:sns:us-east-1:000000000000:smallcart-local-critical';
  return {
    Records: [
      {
        EventVersion: '1.0',
        EventSource: 'aws:sns',
        EventSubscriptionArn: `${TopicArn}:1`,
        Sns: {
          SignatureVersion: '1',
          Signature: '',
          SigningCertUrl: '',
          UnsubscribeUrl: '',
          Type: 'Notification',
          MessageAttributes: {},
          MessageId: 'm-0',
          TopicArn,
          Timestamp: '2026-06-01T11:00:00.000Z',
          Subject: 'ALARM: "High error rate"',
          Message: JSON.stringify(alarmMessage),
          ...sns,
        },
      },
    ],
  };
}
