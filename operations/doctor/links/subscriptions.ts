import { paginateListSubscriptionsByTopic, paginateListTopics, type Subscription } from '@aws-sdk/client-sns';
import { FUNCTIONS } from '../../../functions/manifest.ts';
import { physicalName } from '../../../monitoring/physical-name.ts';
import { SEVERITIES, type Severity } from '../../../monitoring/resources.ts';
import type { Examination } from '../examination.ts';
import { type Finding, notHere, orOk, warning, wrong } from '../finding.ts';
import type { Link } from '../link.ts';

/** A topic with who is subscribed to it; no subscriptions at all when there is no such topic. */
export type TopicFacts = {
  readonly severity: Severity;
  readonly subscriptions: readonly Pick<Subscription, 'Protocol' | 'Endpoint' | 'SubscriptionArn'>[] | undefined;
};

/** Who is to be subscribed to a topic. */
type Wanted = { readonly mailed: boolean; readonly queue: string | undefined };

const AGAIN = 'Deploy the stage again.';

/** SNS says so in the place of an ARN until the recipient has followed the link. */
const isConfirmed = ({ SubscriptionArn = '' }: Pick<Subscription, 'SubscriptionArn'>): boolean =>
  SubscriptionArn.startsWith('arn:');

function mailFindings(severity: Severity, mails: readonly Pick<Subscription, 'SubscriptionArn'>[]): readonly Finding[] {
  if (mails.length === 0) return [wrong(`Nobody is mailed of ${severity} alarms.`, `Set ALARM_EMAIL. ${AGAIN}`)];
  const waiting = mails.filter((mail) => !isConfirmed(mail)).length;
  if (waiting === 0) return [];
  const remedy = 'Open the mail “AWS Notification - Subscription Confirmation” and follow its link.';
  if (waiting === mails.length)
    return [wrong(`Nobody has confirmed to be mailed of ${severity} alarms: nobody is.`, remedy)];
  return [warning(`${waiting} of ${mails.length} have not confirmed to be mailed of ${severity} alarms.`, remedy)];
}

/** What is wrong with who hears of the alarms of a severity. */
export function topicFindings({ severity, subscriptions }: TopicFacts, { mailed, queue }: Wanted): readonly Finding[] {
  if (subscriptions === undefined) return [wrong(`There is no topic for ${severity} alarms.`, AGAIN)];
  const heard = subscriptions.some(
    ({ Protocol, Endpoint = '' }) => Protocol === 'sqs' && Endpoint.endsWith(`:${queue}`),
  );
  return [
    ...(queue === undefined || heard
      ? []
      : [wrong(`The console does not hear of ${severity} alarms: ${queue} is not subscribed.`, AGAIN)]),
    ...(mailed
      ? mailFindings(
          severity,
          subscriptions.filter(({ Protocol }) => Protocol?.startsWith('email')),
        )
      : []),
  ];
}

async function topicArns({ ask }: Examination): Promise<readonly string[]> {
  return ask('sns:ListTopics', async ({ sns: client }) => {
    const arns: string[] = [];
    for await (const { Topics = [] } of paginateListTopics({ client }, {}))
      arns.push(...Topics.map(({ TopicArn = '' }) => TopicArn));
    return arns;
  });
}

async function subscriptionsTo({ ask }: Examination, TopicArn: string): Promise<readonly Subscription[]> {
  return ask('sns:ListSubscriptionsByTopic', async ({ sns: client }) => {
    const all: Subscription[] = [];
    for await (const { Subscriptions = [] } of paginateListSubscriptionsByTopic({ client }, { TopicArn }))
      all.push(...Subscriptions);
    return all;
  });
}

/** Whether somebody hears of an alarm: the console by its queue, the operator by mail where the settings say so. */
export const subscriptions: Link = {
  name: 'subscriptions',
  examine: async (examination) => {
    const { settings, stage } = examination;
    if (!settings.alarms) return [notHere('The settings of the stage want no alarms.')];
    const arns = await topicArns(examination);
    const { source } = FUNCTIONS.notifications;
    const findings = await Promise.all(
      SEVERITIES.map(async (severity) => {
        const arn = arns.find((each) => each.endsWith(`:${physicalName(stage, severity)}`));
        const known = arn === undefined ? undefined : await subscriptionsTo(examination, arn);
        const console = source?.type === 'topics' && source.topics.includes(severity);
        const wanted = {
          mailed: settings.emailedSeverities.includes(severity),
          queue: console ? physicalName(stage, 'notifications') : undefined,
        };
        return topicFindings({ severity, subscriptions: known }, wanted);
      }),
    );
    return orOk(findings.flat(), 'The console hears of every alarm, and so does the mail of whom the settings name.');
  },
};
