import { callApi } from './shopper.ts';

export type Notification = {
  readonly id: string;
  readonly channel: string;
  readonly topic: string;
  readonly subject: string;
  readonly body: string;
  readonly alarm?: string;
  readonly state?: string;
  /** Of a receiver's message: who was told. */
  readonly contact?: string;
  readonly at: string;
};

/** Moves the virtual clock; resolves when everything due by then is done. */
export async function advance(awsUrl: string, duration: string): Promise<void> {
  const answer = await callApi(awsUrl, 'POST', '/_local/clock', { advance: duration });
  if (answer.status !== 200) throw new Error(`clock answered ${answer.status}: ${JSON.stringify(answer.body)}`);
}

/** Virtual time. */
export async function virtualNow(awsUrl: string): Promise<Date> {
  const { body } = await callApi<{ now: string }>(awsUrl, 'GET', '/_local/clock');
  return new Date(body.now);
}

/** Every delivery since a virtual time, oldest first. */
export async function notifications(awsUrl: string, since = new Date(0)): Promise<readonly Notification[]> {
  const path = `/_local/notifications?since=${since.toISOString()}`;
  const { body } = await callApi<{ notifications: Notification[] }>(awsUrl, 'GET', path);
  return body.notifications;
}

export async function putFault(awsUrl: string, name: string, settings: unknown): Promise<void> {
  const answer = await callApi(awsUrl, 'PUT', `/_local/faults/${name}`, settings);
  if (answer.status !== 200) throw new Error(`fault answered ${answer.status}: ${JSON.stringify(answer.body)}`);
}

export async function removeFault(awsUrl: string, name: string): Promise<void> {
  const answer = await callApi(awsUrl, 'DELETE', `/_local/faults/${name}`);
  if (answer.status !== 200) throw new Error(`fault answered ${answer.status}: ${JSON.stringify(answer.body)}`);
}

/** Kills the execution environments that are running an invocation of a function; gives their number. */
export async function killFunction(awsUrl: string, functionId: string): Promise<number> {
  const { status, body } = await callApi<{ killed: number }>(awsUrl, 'POST', `/_local/functions/${functionId}/kill`);
  if (status !== 200) throw new Error(`kill answered ${status}: ${JSON.stringify(body)}`);
  return body.killed;
}
