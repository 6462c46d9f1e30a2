import { DeleteAlarmMuteRuleCommand, PutAlarmMuteRuleCommand, SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { acknowledgeToken } from '../../../functions/lib/incidents/acknowledge-link.ts';
import { awsClients } from '../aws-clients.ts';
import { advance, putFault, removeFault, virtualNow } from '../control.ts';
import type { Drive } from './drive.ts';
import { TYPED } from './typed-values.ts';

type Known = {
  readonly incidents: readonly { readonly id: string; readonly status: string; readonly severity: string }[];
};

/** Two critical alarms and a warning, of different groups, that take their actions themselves. */
const ALARMS = [
  'smallcart-local-storage-full',
  'smallcart-local-ledger-mismatch',
  'smallcart-local-failed-login-surge',
];
/** Another critical one, of which people are told while the table does not answer. */
const UNKEPT = 'smallcart-local-function-throttles';
const QUARTER = 16 * 60_000;

async function setAlarms(awsUrl: string, StateValue: 'ALARM' | 'OK', alarms = ALARMS): Promise<void> {
  const { cloudwatch } = awsClients(awsUrl);
  for (const AlarmName of alarms)
    await cloudwatch.send(new SetAlarmStateCommand({ AlarmName, StateValue, StateReason: 'Tried out.' }));
  await advance(awsUrl, 'PT1S');
}

/** A quarter of an hour later, the first contact is told of the warning, and the next one of what nobody has acknowledged. */
async function escalate(awsUrl: string): Promise<void> {
  const time = new Date((await virtualNow(awsUrl)).getTime() + QUARTER).toISOString();
  const { lambda } = awsClients(awsUrl);
  await lambda.send(new InvokeCommand({ FunctionName: 'smallcart-local-dispatch', Payload: JSON.stringify({ time }) }));
}

/** People are told of an incident that cannot be kept; who has been told is handed on. */
async function tellUnkept(awsUrl: string): Promise<void> {
  await putFault(awsUrl, 'dynamodb-errors', { operations: ['GetItem'] });
  await setAlarms(awsUrl, 'ALARM', [UNKEPT]);
  await removeFault(awsUrl, 'dynamodb-errors');
  await setAlarms(awsUrl, 'OK', [UNKEPT]);
}

/** The console says what is muted while maintenance is announced. */
async function lookAtMuted(admin: Drive['ask'], awsUrl: string): Promise<void> {
  const { cloudwatch } = awsClients(awsUrl);
  const Name = 'smallcart-local-maintenance-1';
  const Expression = `at(${(await virtualNow(awsUrl)).toISOString().slice(0, 16)})`;
  const Rule = { Schedule: { Expression, Duration: 'PT2M', Timezone: 'UTC' } };
  await cloudwatch.send(new PutAlarmMuteRuleCommand({ Name, Rule, MuteTargets: { AlarmNames: ALARMS } }));
  await admin('GET /api/ops/alarms');
  await cloudwatch.send(new DeleteAlarmMuteRuleCommand({ AlarmMuteRuleName: Name }));
}

/** An admin mutes an alarm for a while, and then no more. */
async function muteOne(admin: Drive['ask']): Promise<void> {
  const params = { name: ALARMS[0] ?? '' };
  await admin('POST /api/ops/alarms/{name}/mute', { params, body: { minutes: 5, reason: TYPED.message } });
  await admin('GET /api/ops/alarms/{name}', { params });
  await admin('DELETE /api/ops/alarms/{name}/mute', { params });
}

/** Incidents open and are told, one is acknowledged by an admin and one by the link of whoever was told next, and both end. */
export async function beOnCall(drive: Drive, admin: Drive['ask'], awsUrl: string, linkKey: string): Promise<void> {
  await lookAtMuted(admin, awsUrl);
  await muteOne(admin);
  await setAlarms(awsUrl, 'ALARM');
  const { body: known } = await admin<Known>('GET /api/ops/incidents');
  const open = known.incidents.filter(({ status, severity }) => status === 'open' && severity === 'critical');
  const [first, second] = open.map(({ id }) => ({ id }));
  if (first === undefined || second === undefined) throw new Error('There are no two incidents.');
  await admin('GET /api/ops/incidents/{id}', { params: first });
  await admin('POST /api/ops/incidents/{id}/notes', { params: first, body: { text: TYPED.message } });
  await admin('POST /api/ops/incidents/{id}/acknowledge', { params: first, body: {} });
  await admin('POST /api/ops/incidents/{id}/escalate', { params: first, body: {} });
  await escalate(awsUrl);
  await drive.ask('POST /api/incidents/{id}', {
    params: second,
    body: { token: acknowledgeToken(second.id, 'next', linkKey) },
  });
  const byLink = 'POST /api/incidents/{id}/acknowledge';
  await drive.ask(byLink, { params: second, body: { token: `first.${TYPED.token}` } });
  await drive.ask(byLink, { params: second, body: { token: acknowledgeToken(second.id, 'next', linkKey) } });
  await setAlarms(awsUrl, 'OK');
  await escalate(awsUrl);
  await tellUnkept(awsUrl);
}
