import { physicalName } from '../monitoring/physical-name.ts';
import type { MailTopic, Severity } from '../monitoring/resources.ts';
import { createAlarmKey } from './alarm-key.ts';
import { componentName } from './component-name.ts';
import { httpsOnly } from './https-only.ts';
import { account, partition, region } from './place.ts';
import type { Settings } from './settings.ts';

/** What alarms tell, by severity, and what is mailed: to the first contact, and to the next. */
export type Topics = Readonly<Record<Severity | MailTopic, aws.sns.Topic>>;

/** Of services, only this stage's alarms may publish; functions may by their roles. */
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

/** Whom a mail topic mails; nobody where the stage mails nobody. */
function recipients({ alarms, emailed, alarmEmail, escalationEmail }: Settings): Readonly<Record<MailTopic, string>> {
  const mails = alarms && emailed;
  return { mail: (mails && alarmEmail) || '', 'mail-next': (mails && escalationEmail) || '' };
}

/** Environment of what publishes to the mail topics: the ARN of each, empty where nobody would be mailed. */
export function mailTopicArn(id: MailTopic, topics: Topics, settings: Settings): $util.Input<string> {
  return recipients(settings)[id] === '' ? '' : topics[id].arn;
}

/**
 * A topic for each severity, which alarms tell and functions hear, and one for each contact who is mailed. All are
 * encrypted.
 */
export function createTopics(settings: Settings): Topics {
  // Without alarms nothing is ever said, and a key has its price.
  const encryption = settings.alarms ? { kmsMasterKeyId: createAlarmKey().arn } : {};
  function createTopic(name: string, id: Severity | MailTopic): aws.sns.Topic {
    const topic = new aws.sns.Topic(name, { name: physicalName($app.stage, id), ...encryption });
    allowAlarms(name, topic);
    return topic;
  }
  function createMailTopic(id: MailTopic): aws.sns.Topic {
    const name = componentName(id);
    const topic = createTopic(name, id);
    const endpoint = recipients(settings)[id];
    if (endpoint !== '')
      new aws.sns.TopicSubscription(`${name}Email`, { topic: topic.arn, protocol: 'email', endpoint });
    return topic;
  }
  return {
    critical: createTopic('CriticalAlarms', 'critical'),
    warning: createTopic('WarningAlarms', 'warning'),
    info: createTopic('InfoAlarms', 'info'),
    mail: createMailTopic('mail'),
    'mail-next': createMailTopic('mail-next'),
  };
}
