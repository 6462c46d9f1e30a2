import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { physicalName } from '../../monitoring/physical-name.ts';
import { notifications, putFault, removeFault, virtualNow } from '../support/control.ts';
import { type RunningSystem, startSystem } from '../support/running-system.ts';
import { callApi } from '../support/shopper.ts';

const ALARM = physicalName('local', 'high-error-rate');

describe('drill: with the clock sixty times as fast, the simulated shoppers and a table that refuses', () => {
  let system: RunningSystem;

  beforeAll(async () => {
    system = await startSystem({ options: ['--speed', '60', '--traffic', '20'] });
  });
  afterAll(() => system?.stop());

  /** Resolves with the mail about a state of the alarm that is sent after a virtual time; the test's own limit ends the wait. */
  const mailAbout = async (state: string, since: Date) => {
    for (;;) {
      const sent = await notifications(system.awsUrl, since);
      const mail = sent.find((entry) => entry.channel === 'email' && entry.alarm === ALARM && entry.state === state);
      if (mail !== undefined) return mail;
      await callApi(system.siteUrl, 'GET', '/api/products?limit=1');
    }
  };

  it('High error rate arrives while the fault lasts, and its end once the fault is gone', async () => {
    const began = await virtualNow(system.awsUrl);
    await putFault(system.awsUrl, 'dynamodb-errors', { rate: 1 });
    const raised = await mailAbout('ALARM', began);
    expect(raised.subject).toContain('ALARM');
    await removeFault(system.awsUrl, 'dynamodb-errors');
    const ended = await mailAbout('OK', new Date(raised.at));
    expect(Date.parse(ended.at)).toBeGreaterThan(Date.parse(raised.at));
  });
});
