import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NotificationRoutesInput } from '../../functions/lib/incidents/notification-routes.ts';
import { isProduction, readStageSettings } from '../../settings/read-stage-settings.ts';
import { LOG_RETENTION_DAYS, type StageOverrides } from '../../settings/stage-settings.ts';

const ENVIRONMENT = { ALARM_EMAIL: 'operator@example.com' };

/** As settings/stages.ts may be when nobody has checked its types. */
function written(overrides: unknown): Readonly<Record<string, StageOverrides>> {
  return JSON.parse(JSON.stringify({ trial: overrides }));
}

function settingsOf(stage: string, overrides: unknown = {}, environment: Record<string, string> = ENVIRONMENT) {
  const { settings, faults } = readStageSettings(stage, environment, written(overrides));
  if (settings === undefined) throw new Error(faults.join('\n'));
  return settings;
}

describe('the settings in the repository', () => {
  it.each(['production', 'prod', 'dev', 'pr42', 'local'])('are valid for stage %s', (stage) => {
    expect(readStageSettings(stage, ENVIRONMENT).faults).toBeUndefined();
  });

  it.each([
    ['production', true],
    ['prod', true],
    ['dev', false],
    ['local', false],
    ['constructor', false],
  ])('make stage %s production: %s', (stage, production) => {
    expect(isProduction(stage)).toBe(production);
    expect(readStageSettings(stage, ENVIRONMENT).settings?.production).toBe(production);
  });

  it('keep more of production, and longer', () => {
    const [production, other] = ['production', 'dev'].map((stage) => readStageSettings(stage, ENVIRONMENT).settings);
    expect(production?.logRetentionDays).toBeGreaterThan(other?.logRetentionDays ?? Number.NaN);
    expect(production?.pointInTimeRecoveryDays).toBeGreaterThan(other?.pointInTimeRecoveryDays ?? Number.NaN);
  });

  it('release production, and the system on this machine, to a part of the requests first', () => {
    for (const stage of ['production', 'local'])
      expect(readStageSettings(stage, ENVIRONMENT).settings?.release).toSatisfy(
        ({ canaryPercent, canaryMinutes }) => canaryPercent < 100 && canaryMinutes > 0,
      );
  });
});

describe('a stage', () => {
  it('has what settings/stages.ts says of it, and the defaults of its kind where that says nothing', () => {
    const defaults = settingsOf('other');
    expect(settingsOf('trial', { waf: true, release: { bakeMinutes: 7 }, tracedShare: { others: 0.25 } })).toEqual({
      ...defaults,
      waf: true,
      release: { ...defaults.release, bakeMinutes: 7 },
      tracedShare: { ...defaults.tracedShare, others: 0.25 },
    });
  });

  it('has production’s defaults once it is said to be production', () => {
    const { settings } = readStageSettings('production', ENVIRONMENT);
    expect(settingsOf('trial', { production: true })).toEqual(settings);
  });

  it('called production is production without being listed, and is none when that is said', () => {
    for (const stage of ['production', 'prod']) {
      expect(settingsOf(stage).production).toBe(true);
      expect(isProduction(stage, {})).toBe(true);
      expect(isProduction(stage, { [stage]: { production: false } })).toBe(false);
    }
  });

  it('has the domain of the environment before that of the file', () => {
    const overrides = { domain: 'shop.example.com' };
    expect(settingsOf('trial', overrides).domain).toBe('shop.example.com');
    const environment = { ...ENVIRONMENT, SITE_DOMAIN: 'other.example.com' };
    expect(settingsOf('trial', overrides, environment).domain).toBe('other.example.com');
  });

  it('tells people by the defaults, unless that is decided otherwise', () => {
    const { notifications } = settingsOf('trial');
    expect(notifications).toMatchObject({ escalationMinutes: 15, warningDelayMinutes: 15 });
    expect(
      settingsOf('trial', { notifications: { escalationMinutes: 5, businessHours: HOURS } }).notifications,
    ).toEqual({
      ...{ ...notifications, escalationMinutes: 5, businessHours: HOURS },
    });
  });

  it('has hours that its functions can read, whatever is decided', () => {
    const { notifications } = settingsOf('trial', { notifications: { businessHours: HOURS } });
    expect(NotificationRoutesInput.parse(JSON.parse(JSON.stringify(notifications)))).toEqual(notifications);
  });

  it('knows who is told next where the environment says so', () => {
    expect(settingsOf('trial').escalationEmail).toBeUndefined();
    const environment = { ...ENVIRONMENT, ESCALATION_EMAIL: 'next@example.com' };
    expect(settingsOf('trial', {}, environment).escalationEmail).toBe('next@example.com');
  });

  it('needs no address when nothing is mailed, and keeps one that is there', () => {
    for (const quiet of [{ alarms: false }, { emailed: false }])
      expect(settingsOf('trial', quiet, {}).alarmEmail).toBeUndefined();
    expect(settingsOf('trial', { alarms: false }).alarmEmail).toBe('operator@example.com');
  });

  it('of a pull request has what is said of previews, unless something is said of it', () => {
    const stages = { preview: { emailed: false, logRetentionDays: 1 }, pr7: { logRetentionDays: 3 } } as const;
    const read = (stage: string) => readStageSettings(stage, { ALARM_EMAIL: 'you@example.com' }, stages).settings;
    expect(read('pr42')).toMatchObject({ emailed: false, logRetentionDays: 1, production: false });
    expect(read('pr7')).toMatchObject({ emailed: true, logRetentionDays: 3 });
    expect(read('prod')).toMatchObject({ production: true, logRetentionDays: 30 });
  });

  it('on this machine needs no address and heeds no domain', () => {
    const { settings } = readStageSettings('local', { SITE_DOMAIN: 'shop.example.com', ALARM_EMAIL: 'nobody' });
    expect(settings).toMatchObject({ production: false });
    expect([settings?.domain, settings?.alarmEmail]).toEqual([undefined, undefined]);
  });
});

const HOURS = { timeZone: 'Europe/Berlin', days: ['Mon'], from: '09:00', to: '17:00' };

const faults: Readonly<
  Record<string, { stage?: string; overrides?: unknown; environment?: Record<string, string>; says: RegExp }>
> = {
  'no address for alarms': { environment: {}, says: /ALARM_EMAIL is not set: give the address/ },
  'no address for the budget, where there are no alarms': {
    overrides: { alarms: false, monthlyBudget: 20 },
    environment: { ALARM_EMAIL: '' },
    says: /ALARM_EMAIL is not set/,
  },
  'an address that is none': {
    environment: { ALARM_EMAIL: 'me' },
    says: /ALARM_EMAIL "me" is not an e-mail address: give one such as/,
  },
  'a domain with https': {
    environment: { ...ENVIRONMENT, SITE_DOMAIN: 'https://shop.example.com' },
    says: /SITE_DOMAIN "https:.*" is not a domain name such as shop\.example\.com/,
  },
  'a stage with a hyphen, whose names another stage’s prefix could fit': {
    stage: 'pr-42',
    says: /Stage "pr-42" must begin with .* no hyphens: pr42, not pr-42\./,
  },
  'a stage that begins with a digit': { stage: '42', says: /Stage "42" must begin with a lower-case letter/ },
  'a stage with capitals': { stage: 'Dev', says: /Stage "Dev" must begin with a lower-case letter/ },
  'a stage whose function names would be too long': {
    stage: 'a'.repeat(50),
    says: /Stage "a+" is too long: the function name smallcart-a+-activity-rollup would exceed 64 characters; leave out at least 12/,
  },
  'days that CloudWatch Logs does not know': {
    overrides: { logRetentionDays: 31 },
    says: /stage "trial" sets logRetentionDays to 31, but it must be one of 1, 3, 5, 7, 14, 30, 60/,
  },
  'more days of recovery than DynamoDB has': {
    overrides: { pointInTimeRecoveryDays: 36 },
    says: /pointInTimeRecoveryDays to 36, but it must be a whole number from 0 to 35/,
  },
  'a share in percent': {
    overrides: { tracedShare: { checkout: 50 } },
    says: /tracedShare\.checkout to 50, but it must be a number from 0 to 1, such as 0\.05/,
  },
  'a canary without requests': {
    overrides: { release: { canaryPercent: 0 } },
    says: /release\.canaryPercent to 0, but it must be a whole number from 1 to 100/,
  },
  'a watch that outlasts the credentials': {
    overrides: { release: { bakeMinutes: 61 } },
    says: /release\.bakeMinutes to 61, but it must be a whole number from 0 to 60/,
  },
  'an address for escalations that is none': {
    environment: { ...ENVIRONMENT, ESCALATION_EMAIL: 'boss' },
    says: /ESCALATION_EMAIL "boss" is not an e-mail address: give one such as/,
  },
  'a time zone that there is not': {
    overrides: { notifications: { businessHours: { ...HOURS, timeZone: 'Mars/Olympus' } } },
    says: /notifications\.businessHours to .*but it must be whole, such as \{ timeZone: 'Europe\/Berlin'/,
  },
  'business hours that end before they begin': {
    overrides: { notifications: { businessHours: { ...HOURS, from: '18:00' } } },
    says: /notifications\.businessHours to /,
  },
  'business hours on no day': {
    overrides: { notifications: { businessHours: { ...HOURS, days: [] } } },
    says: /notifications\.businessHours to /,
  },
  'business hours with a misspelt name': {
    overrides: { notifications: { businessHours: { ...HOURS, until: '18:00' } } },
    says: /notifications\.businessHours to /,
  },
  'an escalation after more than a day': {
    overrides: { notifications: { escalationMinutes: 1_441 } },
    says: /notifications\.escalationMinutes to 1441, but it must be a whole number from 0 to 1440/,
  },
  'a text where yes or no is asked for': {
    overrides: { waf: 'yes' },
    says: /waf to "yes", but it must be true or false/,
  },
  'a domain that is none': {
    overrides: { domain: 'https://shop.example.com' },
    says: /domain to "https:\/\/shop\.example\.com", but it must be a domain name/,
  },
  'a name that is misspelt': {
    overrides: { wafs: true },
    says: /stage "trial" sets wafs, which is no setting\. There are .*\bwaf\b/,
  },
  'a way to sign in to Grafana that there is not': {
    overrides: { grafanaAccess: { signIn: 'password' } },
    says: /grafanaAccess\.signIn to "password", but it must be one of AWS_SSO, SAML/,
  },
  'Grafana by SAML without its provider': {
    overrides: { grafana: true, grafanaAccess: { signIn: 'SAML' } },
    says: /stage "trial" signs in by SAML: set grafanaAccess\.samlMetadataUrl/,
  },
  'somebody in Grafana of whom IAM Identity Center could not know who is meant': {
    overrides: { grafana: true, grafanaAccess: { viewers: ['group:1234-abcd', 'someone'] } },
    says: /lets "someone" in to Grafana: write group: or user: and an id/,
  },
  'a misspelt name within a group': {
    overrides: { release: { canary: 10 } },
    says: /sets release\.canary, which is no setting/,
  },
};

describe('settings are refused with a sentence that says what to do:', () => {
  it.each(Object.entries(faults))(
    '%s',
    (_sentence, { stage = 'trial', overrides = {}, environment = ENVIRONMENT, says }) => {
      const { settings, faults: found } = readStageSettings(stage, environment, written(overrides));
      expect(settings).toBeUndefined();
      expect(found).toEqual([expect.stringMatching(says)]);
    },
  );

  it('all of them at once', () => {
    const overrides = { waf: 1, release: { canaryPercent: 101, bakeMinutes: 0.5 } };
    const { faults: found = [] } = readStageSettings('trial', { SITE_DOMAIN: 'x' }, written(overrides));
    expect(found.map((fault) => fault.match(/sets (\S+)|^[A-Z_]+/)?.at(0))).toEqual([
      'sets waf',
      'sets release.canaryPercent',
      'sets release.bakeMinutes',
      'ALARM_EMAIL',
      'SITE_DOMAIN',
    ]);
  });
});

describe('whatever is written', () => {
  const names = [
    'waf',
    'release',
    'tracedShare',
    'emailed',
    'notifications',
    'grafanaAccess',
    'monthlyBudget',
    'logRetentionDays',
    'production',
  ];

  it('is settings or faults and never an error', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names, 'other'), fc.jsonValue()), (overrides) => {
        const { settings, faults: found } = readStageSettings('trial', ENVIRONMENT, written(overrides));
        expect(settings === undefined).toBe(found !== undefined && found.length > 0);
      }),
      { numRuns: 300 },
    );
  });

  it('is kept for so many days as CloudWatch Logs can, and for no other number', () => {
    const allowed: readonly number[] = LOG_RETENTION_DAYS;
    fc.assert(
      fc.property(fc.integer({ min: -1, max: 4_000 }), (days) => {
        const reading = readStageSettings('trial', ENVIRONMENT, written({ logRetentionDays: days }));
        expect(reading.faults === undefined).toBe(allowed.includes(days));
      }),
      { numRuns: 200 },
    );
  });
});
