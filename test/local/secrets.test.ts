import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseEnv } from '../../functions/lib/env.ts';
import { UserError } from '../../local/options.ts';
import { readSecrets, SECRET_FILES } from '../../local/secrets.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'smallcart-secrets-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const modeOf = (name: string): string => (statSync(join(folder, name)).mode & 0o777).toString(8);

describe('secrets of a data folder', () => {
  it('are made at the first start, each its own, and kept', () => {
    const made = readSecrets(folder);
    expect(made.pseudonymKey).not.toBe(made.metricsToken);
    expect(readSecrets(folder)).toEqual(made);
    expect(readdirSync(folder).sort()).toEqual([...SECRET_FILES].sort());
  });

  it('differ from those of every other folder', () => {
    const other = join(folder, 'other');
    mkdirSync(other);
    expect(readSecrets(other).pseudonymKey).not.toBe(readSecrets(folder).pseudonymKey);
  });

  it('are what the functions take', () => {
    const { pseudonymKey, metricsToken } = readSecrets(folder);
    const required = { STAGE: 'local', POWERTOOLS_SERVICE_NAME: 'ops', SITE_URL: 'http://localhost:3000' };
    const env = parseEnv({ ...required, PSEUDONYM_KEY: pseudonymKey, METRICS_TOKEN: metricsToken });
    expect({ key: env.pseudonymKey, token: env.metricsToken }).toEqual({ key: pseudonymKey, token: metricsToken });
  });

  it('can be read by their owner alone, also when somebody had loosened that', () => {
    readSecrets(folder);
    for (const name of SECRET_FILES) {
      expect(modeOf(name)).toBe('600');
      chmodSync(join(folder, name), 0o644);
    }
    readSecrets(folder);
    for (const name of SECRET_FILES) expect(modeOf(name)).toBe('600');
  });

  it('may be chosen by the user', () => {
    writeFileSync(join(folder, 'metrics-token'), `${'chosen_'.repeat(5)}\n`);
    expect(readSecrets(folder).metricsToken).toBe('chosen_'.repeat(5));
  });

  it.each([
    ['too short', 'short'],
    ['empty, as a full disk leaves it', ''],
    ['of characters that no header takes', 'ä'.repeat(40)],
    ['of two lines', `${'a'.repeat(40)}\n${'b'.repeat(40)}`],
    ['endless', 'a'.repeat(257)],
  ])('are not replaced behind the user’s back when one is %s, and it is not repeated', (_what, text) => {
    writeFileSync(join(folder, 'pseudonym-key'), text);
    const attempt = () => readSecrets(folder);
    expect(attempt).toThrow(UserError);
    expect(attempt).toThrow(/pseudonym-key does not hold a secret: .* delete it to have a new one made\.$/);
    if (text !== '') expect(attempt).not.toThrow(text);
    expect(readFileSync(join(folder, 'pseudonym-key'), 'utf8')).toBe(text);
  });

  it('say in one sentence what is wrong when one cannot be read', () => {
    mkdirSync(join(folder, 'metrics-token'));
    expect(() => readSecrets(folder)).toThrow(/^Cannot read the secret in .*metrics-token \(EISDIR\)\. Mend it/);
  });

  it('say in one sentence what is wrong when one cannot be written', () => {
    expect(() => readSecrets(join(folder, 'missing'))).toThrow(
      /^Cannot write the secret in .*pseudonym-key \(ENOENT\)/,
    );
  });
});
