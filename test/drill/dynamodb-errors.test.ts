import { DescribeAlarmsCommand, type StateValue } from '@aws-sdk/client-cloudwatch';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ALARMS } from '../../monitoring/alarms/alarms.ts';
import { physicalName } from '../../monitoring/physical-name.ts';
import { awsClients } from '../support/aws-clients.ts';
import { advance, notifications, putFault, removeFault, virtualNow } from '../support/control.ts';
import { type RunningSystem, startSystem } from '../support/running-system.ts';
import { buy, callApi, productsInStock, registerShopper, type Shopper } from '../support/shopper.ts';

const alarmName = (id: string) => physicalName('local', id);

/** Nobody of so many orders so often that a fraud rule holds them. */
const SHOPPERS = 20;

const RAISED = ALARMS.filter(({ provenBy }) => provenBy.includes('dynamodb-errors'));
/** States of the alarms by name while nothing is wrong; the others have no data, as nothing was deployed. */
const QUIET = Object.fromEntries(
  ALARMS.map((alarm) => [alarmName(alarm.id), RAISED.includes(alarm) ? 'OK' : 'INSUFFICIENT_DATA']),
);

describe('drill: the table refuses every request', () => {
  let system: RunningSystem;
  let shoppers: readonly Shopper[] = [];
  let productIds: readonly string[] = [];
  let trips = 0;

  const states = async (): Promise<Readonly<Record<string, StateValue | undefined>>> => {
    const { MetricAlarms = [] } = await awsClients(system.awsUrl).cloudwatch.send(new DescribeAlarmsCommand({}));
    return Object.fromEntries(MetricAlarms.map((alarm) => [alarm.AlarmName, alarm.StateValue]));
  };

  const shop = async () => {
    const [shopper, productId] = [shoppers[trips % shoppers.length], productIds[trips % productIds.length]];
    trips += 1;
    await callApi(system.siteUrl, 'GET', '/api/products');
    if (shopper && productId) await buy(shopper, productId);
  };

  /** One virtual minute in which shoppers look around and try to buy. */
  const minuteOfTraffic = async () => {
    for (let count = 0; count < 3; count += 1) await shop();
    await advance(system.awsUrl, 'PT1M');
  };
  const minutesOfTraffic = async (minutes: number) => {
    for (let minute = 0; minute < minutes; minute += 1) await minuteOfTraffic();
  };
  const mails = async (since: Date) =>
    (await notifications(system.awsUrl, since)).filter((sent) => sent.channel === 'email');

  beforeAll(async () => {
    system = await startSystem({ options: ['--simulated', '--no-traffic'] });
    const emails = Array.from({ length: SHOPPERS }, (_, index) => `drill-${index}@example.com`);
    shoppers = await Promise.all(emails.map((email) => registerShopper(system.siteUrl, email)));
    productIds = (await productsInStock(system.siteUrl)).filter(({ stock }) => stock > 10).map(({ id }) => id);
    await minutesOfTraffic(6);
  });
  afterAll(() => system?.stop());

  it('is silent before: every alarm that it raises is OK and nobody was told anything else', async () => {
    expect(await states()).toEqual(QUIET);
    expect((await mails(new Date(0))).filter((mail) => mail.state === 'ALARM')).toEqual([]);
  });

  it('raises each alarm that names the fault within its promise, and tells the topic of its severity', async () => {
    const began = await virtualNow(system.awsUrl);
    await putFault(system.awsUrl, 'dynamodb-errors', { rate: 1 });
    await minutesOfTraffic(Math.max(...ALARMS.map((alarm) => alarm.promiseMinutes)));
    const sent = await mails(began);
    for (const alarm of RAISED) {
      const mail = sent.find((candidate) => candidate.alarm === alarmName(alarm.id) && candidate.state === 'ALARM');
      expect(mail, alarm.title).toBeDefined();
      expect(mail?.topic).toBe(physicalName('local', alarm.severity));
      const minutes = (Date.parse(mail?.at ?? '') - began.getTime()) / 60_000;
      expect(minutes, alarm.title).toBeLessThanOrEqual(alarm.promiseMinutes);
    }
  });

  it('tells each change once', async () => {
    const raised = (await mails(new Date(0))).filter((mail) => mail.state === 'ALARM').map((mail) => mail.alarm);
    expect(raised.toSorted()).toEqual(RAISED.map((alarm) => alarmName(alarm.id)).toSorted());
  });

  it('returns each of them to OK when the fault is gone, and says so', async () => {
    const ended = await virtualNow(system.awsUrl);
    await removeFault(system.awsUrl, 'dynamodb-errors');
    await minutesOfTraffic(7);
    expect(await states()).toEqual(QUIET);
    const recovered = (await mails(ended)).filter((mail) => mail.state === 'OK').map((mail) => mail.alarm);
    expect(recovered.toSorted()).toEqual(RAISED.map((alarm) => alarmName(alarm.id)).toSorted());
  });

  it('shows the same notifications to a viewer of the console', async () => {
    const login = await callApi<{ token: string }>(system.siteUrl, 'POST', '/api/auth/login', system.admin);
    const answer = await callApi<{ notifications: { alarm: string; state: string }[] }>(
      system.siteUrl,
      'GET',
      '/api/ops/notifications?limit=100',
      undefined,
      { authorization: `Bearer ${login.body.token}` },
    );
    const seen = answer.body.notifications.filter((entry) => entry.state === 'ALARM').map((entry) => entry.alarm);
    expect(seen.toSorted()).toEqual(RAISED.map((alarm) => alarmName(alarm.id)).toSorted());
  });
});
