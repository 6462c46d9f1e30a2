import { paginateListSubscriptionsByTopic, paginateListTopics, type Subscription } from '@aws-sdk/client-sns';
import { FUNCTIONS } from '../../../functions/manifest.ts';
import { physicalName } from '../../../monitoring/physical-name.ts';
import { FUNCTION_IDS, MAIL_TOPICS, type MailTopic, SEVERITIES, type Severity } from '../../../monitoring/resources.ts';
import type { Examination } from '../examination.ts';
import { type Finding, notHere, orOk, warning, wrong } from '../finding.ts';
import type { Link } from '../link.ts';

/** Who is subscribed to a topic; undefined when there is no such topic. */
export type Subscriptions = readonly Pick<Subscription, 'Protocol' | 'Endpoint' | 'SubscriptionArn'>[] | undefined;

const AGAIN = 'Deploy the stage again.';

/** SNS says so in the place of an ARN until the recipient has followed the link. */
const isConfirmed = ({ SubscriptionArn = '' }: Pick<Subscription, 'SubscriptionArn'>): boolean =>
  SubscriptionArn.startsWith('arn:');

/** What is wrong with who hears of the alarms of a severity: the queues that are to be subscribed. */
export function topicFindings(
  severity: Severity,
  subscriptions: Subscriptions,
  queues: readonly string[],
): readonly Finding[] {
  if (subscriptions === undefined) return [wrong(`There is no topic for ${severity} alarms.`, AGAIN)];
  const heard = subscriptions.filter(({ Protocol }) => Protocol === 'sqs');
  return queues
    .filter((queue) => !heard.some(({ Endpoint = '' }) => Endpoint.endsWith(`:${queue}`)))
    .map((queue) => wrong(`${queue} does not hear of ${severity} alarms: it is not subscribed.`, AGAIN));
}

/** Whom each mail topic mails, and the variable that says who that is. */
const CONTACTS: Readonly<Record<MailTopic, { readonly role: string; readonly variable: string }>> = {
  mail: { role: 'first', variable: 'ALARM_EMAIL' },
  'mail-next': { role: 'next', variable: 'ESCALATION_EMAIL' },
};

/** What is wrong with whom a topic mails; nobody need be mailed next. */
export function mailFindings(id: MailTopic, subscriptions: Subscriptions): readonly Finding[] {
  const { role, variable } = CONTACTS[id];
  if (subscriptions === undefined) return [wrong(`There is no topic for the mails to whom is told ${role}.`, AGAIN)];
  const mails = subscriptions.filter(({ Protocol }) => Protocol?.startsWith('email'));
  if (mails.length === 0)
    return id === 'mail'
      ? [wrong('Nobody is mailed of incidents.', `Set ${variable}. ${AGAIN}`)]
      : [notHere(`Nobody is mailed when nobody acknowledges: ${variable} is not set.`)];
  const waiting = mails.filter((mail) => !isConfirmed(mail)).length;
  if (waiting === 0) return [];
  const remedy = 'Open the mail “AWS Notification - Subscription Confirmation” and follow its link.';
  if (waiting === mails.length)
    return [wrong(`Whoever is to be mailed ${role} has not confirmed it: nobody is.`, remedy)];
  return [warning(`${waiting} of ${mails.length} who are to be mailed ${role} have not confirmed it.`, remedy)];
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

/** The queues that are to hear of a severity: those of the functions that the manifest has hear it. */
function queuesOf(severity: Severity, stage: string): readonly string[] {
  return FUNCTION_IDS.filter((id) => {
    const { source } = FUNCTIONS[id];
    return source?.type === 'alarms' && source.topics.includes(severity);
  }).map((id) => physicalName(stage, id));
}

/** Whether somebody hears of an alarm: functions by their queues, people by mail where the settings say so. */
export const subscriptions: Link = {
  name: 'subscriptions',
  examine: async (examination) => {
    const { settings, stage } = examination;
    if (!settings.alarms) return [notHere('The settings of the stage want no alarms.')];
    const arns = await topicArns(examination);
    const of = async (id: string): Promise<Subscriptions> => {
      const arn = arns.find((each) => each.endsWith(`:${physicalName(stage, id)}`));
      return arn === undefined ? undefined : subscriptionsTo(examination, arn);
    };
    const heard = SEVERITIES.map(async (id) => topicFindings(id, await of(id), queuesOf(id, stage)));
    const mailed = settings.emailed ? MAIL_TOPICS.map(async (id) => mailFindings(id, await of(id))) : [];
    const findings = (await Promise.all([...heard, ...mailed])).flat();
    return orOk(findings, 'Functions hear of every alarm, and whoever is to be mailed has confirmed it.');
  },
};
