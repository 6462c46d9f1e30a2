import { DeleteAlarmMuteRuleCommand, PutAlarmMuteRuleCommand, SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import { vi } from 'vitest';
import { awsClients } from '../../support/aws-clients.ts';
import { notifications, virtualNow } from '../../support/control.ts';
import type { Site } from './site.ts';

/** Alarms that keep a state while nothing is reported, which is as long as a test lasts; the second is told at once. */
export type Raisable = 'failed-deployment' | 'ledger-mismatch';

const nameOf = (id: string) => `smallcart-local-${id}`;

/** Puts an alarm into a state. */
export async function setAlarm(site: Site, id: Raisable, StateValue: 'ALARM' | 'OK'): Promise<void> {
  const { cloudwatch } = awsClients(site.awsUrl);
  await cloudwatch.send(new SetAlarmStateCommand({ AlarmName: nameOf(id), StateValue, StateReason: 'Tried out.' }));
}

/** The first mail to the first contact whose subject begins so, once it is there. */
async function mailed(site: Site, subject: string): Promise<string> {
  const look = async () => {
    const mails = await notifications(site.awsUrl);
    const mail = mails.find((each) => each.channel === 'email' && each.subject.startsWith(subject));
    if (mail === undefined) throw new Error(`Nobody was mailed "${subject}".`);
    return mail.body;
  };
  return vi.waitFor(look, { timeout: 60_000, interval: 200 });
}

/** The path of the page that the link to acknowledge opens, of the mail that tells of a critical incident. */
export async function mailedLink(site: Site, title: string): Promise<string> {
  const [url = ''] = /https?:\S+\/acknowledge#\S+/.exec(await mailed(site, `CRITICAL: ${title}`)) ?? [];
  return url.slice(new URL(url).origin.length);
}

/** Waits until it is told that the incident is over. */
export async function resolved(site: Site, title: string): Promise<void> {
  await mailed(site, `Resolved: ${title}`);
}

/** Announces maintenance of an alarm for some minutes; gives what ends it. */
export async function announceMaintenance(site: Site, id: Raisable): Promise<() => Promise<unknown>> {
  const { cloudwatch } = awsClients(site.awsUrl);
  const AlarmMuteRuleName = nameOf('maintenance-1');
  const Expression = `at(${(await virtualNow(site.awsUrl)).toISOString().slice(0, 16)})`;
  await cloudwatch.send(
    new PutAlarmMuteRuleCommand({
      ...{ Name: AlarmMuteRuleName, Description: 'The table is moved.' },
      Rule: { Schedule: { Expression, Duration: 'PT30M', Timezone: 'UTC' } },
      MuteTargets: { AlarmNames: [nameOf(id)] },
    }),
  );
  return () => cloudwatch.send(new DeleteAlarmMuteRuleCommand({ AlarmMuteRuleName }));
}
