import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { notifications, putFault, removeFault, virtualNow } from '../support/control.ts';
import { readTold, type ToldKind } from '../support/drill/told.ts';
import { type RunningSystem, startSystem } from '../support/running-system.ts';
import { callApi } from '../support/shopper.ts';

describe('drill: with the clock sixty times as fast, the simulated shoppers and a table that refuses', () => {
  let system: RunningSystem;

  beforeAll(async () => {
    system = await startSystem({ options: ['--speed', '60', '--traffic', '20'] });
  });
  afterAll(() => system?.stop());

  /** Resolves with the mail of a kind about the table that comes after a virtual time; the test's own limit ends the wait. */
  const mailAboutTable = async (kind: ToldKind, since: Date) => {
    for (;;) {
      const told = readTold(await notifications(system.awsUrl, since));
      const mail = told.find(
        ({ title, by, ...sent }) => title === 'Table failing' && by === 'email' && sent.kind === kind,
      );
      if (mail !== undefined) return mail;
      await callApi(system.siteUrl, 'GET', '/api/products?limit=1');
    }
  };

  it('people hear of it while the fault lasts, and of its end once the fault is gone', async () => {
    const began = await virtualNow(system.awsUrl);
    await putFault(system.awsUrl, 'dynamodb-errors', { rate: 1 });
    const opened = await mailAboutTable('opened', began);
    expect(opened.to).toBe('first');
    await removeFault(system.awsUrl, 'dynamodb-errors');
    const ended = await mailAboutTable('resolved', new Date(opened.at));
    expect(ended.at).toBeGreaterThan(opened.at);
  });
});
