import { physicalName } from '../monitoring/physical-name.ts';
import type { Severity } from '../monitoring/resources.ts';
import { createAlarmKey } from './alarm-key.ts';
import { componentName } from './component-name.ts';
import { httpsOnly } from './https-only.ts';
import { account, partition, region } from './place.ts';
import type { Settings } from './settings.ts';

export type Topics = Readonly<Record<Severity, aws.sns.Topic>>;

/** Only this stage's alarms may publish. */
function allowAlarms(name: string, topic: aws.sns.Topic): void {
  new aws.sns.TopicPolicy(`${name}Policy`, {
    arn: topic.arn,
    policy: $jsonStringify({
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'AlarmsMayPublish',
          Effect: 'Allow',
          Principal: { Service: 'cloudwatch.amazonaws.com' },
          Action: 'sns:Publish',
          Resource: topic.arn,
          Condition: {
            StringEquals: { 'aws:SourceAccount': account },
            ArnLike: {
              'aws:SourceArn': $interpolate`arn:${partition}:cloudwatch:${region}:${account}:alarm:${physicalName($app.stage, '*')}`,
            },
          },
        },
        httpsOnly('sns:Publish', topic.arn),
      ],
    }),
  });
}

function mail(name: string, topic: aws.sns.Topic, alarmEmail: string): void {
  new aws.sns.TopicSubscription(`${name}Email`, { topic: topic.arn, protocol: 'email', endpoint: alarmEmail });
}

/** One topic for each severity, encrypted, and mailed to the operator where the stage's settings say so. */
export function createTopics({ alarms, emailedSeverities, alarmEmail }: Settings): Topics {
  // Without alarms nothing is ever said, and a key has its price.
  const encryption = alarms ? { kmsMasterKeyId: createAlarmKey().arn } : {};
  function createTopic(severity: Severity): aws.sns.Topic {
    const name = `${componentName(severity)}Alarms`;
    const topic = new aws.sns.Topic(name, { name: physicalName($app.stage, severity), ...encryption });
    allowAlarms(name, topic);
    if (alarms && alarmEmail && emailedSeverities.includes(severity)) mail(name, topic, alarmEmail);
    return topic;
  }
  return { critical: createTopic('critical'), warning: createTopic('warning'), info: createTopic('info') };
}
