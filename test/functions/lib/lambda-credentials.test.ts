import { afterEach, describe, expect, it, vi } from 'vitest';
import { defaultProvider } from '../../../functions/lib/lambda-credentials.ts';

describe('credentials of a function', () => {
  afterEach(() => vi.unstubAllEnvs());

  const give = (variables: Readonly<Record<string, string | undefined>>) => {
    for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  };

  it('are its role’s, with the session they belong to', async () => {
    give({ AWS_ACCESS_KEY_ID: 'AKIA', AWS_SECRET_ACCESS_KEY: 'secret', AWS_SESSION_TOKEN: 'token' });
    expect(await defaultProvider()()).toEqual({
      accessKeyId: 'AKIA',
      secretAccessKey: 'secret',
      sessionToken: 'token',
    });
  });

  it('may be without a session, as in the embedded cloud', async () => {
    give({ AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local', AWS_SESSION_TOKEN: undefined });
    expect(await defaultProvider()()).toEqual({ accessKeyId: 'local', secretAccessKey: 'local' });
  });

  it('that are missing are named', async () => {
    give({ AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined });
    await expect(defaultProvider()()).rejects.toThrow('AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set');
  });
});
