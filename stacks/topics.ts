import { physicalName } from '../monitoring/physical-name.ts';
import type { Severity } from '../monitoring/resources.ts';
import { componentName } from './component-name.ts';
import { account, partition, region } from './place.ts';
import type { Settings } from './settings.ts';

export type Topics = Readonly<Record<Severity, aws.sns.Topic>>;

/** Only this account's alarms in this region may publish. */
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
            ArnLike: { 'aws:SourceArn': $interpolate`arn:${partition}:cloudwatch:${region}:${account}:alarm:*` },
          },
        },
      ],
    }),
  });
}

function createTopic(severity: Severity, settings: Settings): aws.sns.Topic {
  const name = `${componentName(severity)}Alarms`;
  const topic = new aws.sns.Topic(name, { name: physicalName($app.stage, severity) });
  allowAlarms(name, topic);
  new aws.sns.TopicSubscription(`${name}Email`, { topic: topic.arn, protocol: 'email', endpoint: settings.alarmEmail });
  return topic;
}

/**
 * One topic for each severity, each mailed to the operator. They are not encrypted with a key of their own: CloudWatch
 * cannot publish with the AWS managed key, and alarms carry no personal data.
 */
export function createTopics(settings: Settings): Topics {
  return {
    critical: createTopic('critical', settings),
    warning: createTopic('warning', settings),
    info: createTopic('info', settings),
  };
}
