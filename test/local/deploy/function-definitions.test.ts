import { describe, expect, it } from 'vitest';
import { COMMON_ENVIRONMENT, FUNCTIONS } from '../../../functions/manifest.ts';
import { functionDefinitions } from '../../../local/deploy/function-definitions.ts';
import { stageSettings } from '../../../local/deploy/stage-settings.ts';
import { FUNCTION_IDS, JOB_IDS } from '../../../monitoring/resources.ts';
import { billedSettings } from '../../../monitoring/stage-bill.ts';

const secrets = {
  pseudonymKey: 'the key of pseudonyms',
  metricsToken: 'the token of metrics',
  linkKey: 'the key of links',
  webhookSecret: 'the secret of webhooks',
};
const channels = '{"first":{}}';
const settings = stageSettings({ local: { notifications: { escalationMinutes: 7 } } });
const addresses = { siteUrl: 'http://localhost:3000', awsUrl: 'http://127.0.0.1:4566', secrets, channels, settings };
const definitions = functionDefinitions('/project', '1.2.3', addresses);
const definitionOf = (id: string) => {
  const found = definitions.find((definition) => definition.id === id);
  if (!found) throw new Error(`${id} is not deployed`);
  return found;
};

describe('the embedded Lambda gets', () => {
  it('every function of the manifest, each once', () => {
    expect(definitions.map(({ id }) => id).sort()).toEqual([...FUNCTION_IDS].sort());
  });

  it.each(FUNCTION_IDS)(
    '%s with the bundle, memory, timeout and variables that AWS gets, where AWS is, and the payment provider',
    (id) => {
      const { environment, credentials, ...definition } = definitionOf(id);
      const { memorySize, timeout } = FUNCTIONS[id];
      const bundle = `/project/dist/functions/${id}/index.mjs`;
      expect(definition).toMatchObject({ name: `smallcart-local-${id}`, bundle, memorySize, timeout });
      expect(Object.keys(environment).sort()).toEqual(
        [...COMMON_ENVIRONMENT, ...FUNCTIONS[id].environment, 'AWS_ENDPOINT_URL', 'PAYMENT_URL'].sort(),
      );
      expect(credentials).toEqual({
        accessKeyId: expect.stringMatching(/^ASIA[A-Z2-7]{16}$/),
        secretAccessKey: 'local',
      });
    },
  );

  it('each secret for the functions that need it, and for no other', () => {
    for (const [key, secret] of [
      ['PSEUDONYM_KEY', secrets.pseudonymKey],
      ['METRICS_TOKEN', secrets.metricsToken],
      ['LINK_KEY', secrets.linkKey],
      ['CHANNELS', channels],
    ] as const) {
      const told = definitions.filter(({ environment }) => Object.values(environment).includes(secret));
      expect(told.map(({ id }) => id)).toEqual(FUNCTION_IDS.filter((id) => FUNCTIONS[id].environment.includes(key)));
    }
  });

  it('what settings decide about when people are told', () => {
    const asking = FUNCTION_IDS.filter((id) => FUNCTIONS[id].environment.includes('NOTIFICATION_ROUTES'));
    expect(asking).toContain('dispatch');
    for (const id of asking)
      expect(JSON.parse(definitionOf(id).environment.NOTIFICATION_ROUTES ?? '')).toEqual(settings.notifications);
  });

  it('what settings decide about the bill, and no more of them', () => {
    const asking = FUNCTION_IDS.filter((id) => FUNCTIONS[id].environment.includes('BILLED_SETTINGS'));
    expect(asking).toEqual(['ops']);
    const told = JSON.parse(definitionOf('ops').environment.BILLED_SETTINGS ?? '');
    expect(told).toEqual(billedSettings(settings));
    expect(Object.keys(told)).not.toContain('alarmEmail');
  });

  it('jobs and the setup that give their memory back at once, and the probe, which comes every minute, that keeps it', () => {
    for (const id of [...JOB_IDS, 'setup']) expect(definitionOf(id).idleTime, id).toBeLessThanOrEqual(5_000);
    for (const id of ['probe', 'catalog', 'fulfilment']) expect(definitionOf(id).idleTime, id).toBeGreaterThan(60_000);
  });
});
