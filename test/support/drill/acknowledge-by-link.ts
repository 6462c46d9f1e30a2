import { notifications } from '../control.ts';
import type { RunningSystem } from '../running-system.ts';
import { callApi } from '../shopper.ts';

const LINK = /http\S+\/acknowledge#\S+/;

/**
 * Does what the page does that a link in the first contact's mail opens, once there is such a mail since a virtual time (epoch
 * milliseconds); whether there was.
 */
export async function acknowledgeByLink({ awsUrl, siteUrl }: RunningSystem, since: number): Promise<boolean> {
  const mails = (await notifications(awsUrl, new Date(since))).filter(({ channel }) => channel === 'email');
  const [link] = mails.flatMap(({ body }) => LINK.exec(body) ?? []);
  if (link === undefined) return false;
  const given = new URLSearchParams(new URL(link).hash.slice(1));
  const path = `/api/incidents/${given.get('incident')}/acknowledge`;
  const { status } = await callApi(siteUrl, 'POST', path, { token: given.get('token') });
  if (status !== 200) throw new Error(`The link that was mailed answered ${status}.`);
  return true;
}
