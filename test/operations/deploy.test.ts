import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { listenOnLoopback } from '../../local/aws/listen.ts';
import { writeFiles } from '../support/embedded-stage.ts';

/** Runs the command as npm does. */
async function command(args: readonly string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['operations/deploy.ts', ...args], {
    env: { PATH: process.env.PATH, HOME: '/nonexistent', AWS_EC2_METADATA_DISABLED: 'true', ...env },
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { out, err: err.split('\n').filter((line) => line !== ''), code };
}

/** A port on which nothing listens any more. */
async function closedPort(): Promise<number> {
  const server = createServer();
  const port = await listenOnLoopback(server, 0);
  server.close();
  return port;
}

describe('the command', () => {
  test('that was asked for help helps', async () => {
    expect(await command(['--help'])).toMatchObject({
      out: expect.stringMatching(/^Usage: npm run deploy/),
      err: [],
      code: 0,
    });
  });

  test('says all at once what stands against a deployment, a line each, and changes nothing', async () => {
    const port = await closedPort();
    expect(await command(['--aws-port', String(port), '--commit', 'no-such-commit'])).toEqual({
      out: '',
      err: [
        'smallcart: There is no commit no-such-commit in this repository: fetch it, or name another with --commit.',
        `smallcart: Nothing listens on port ${port}. Start the system with npm start, or name its port with --aws-port.`,
      ],
      code: 1,
    });
  });

  test('for a stage on AWS misses its address for alarms, credentials and region', async () => {
    const { out, err, code } = await command(['--stage', 'other', '--commit', 'HEAD'], { ALARM_EMAIL: '' });
    expect({ out, code }).toEqual({ out: '', code: 1 });
    expect(err).toEqual([
      expect.stringMatching(/^smallcart: ALARM_EMAIL is not set: /),
      'smallcart: No AWS region is set. Set AWS_REGION to that of the stage.',
    ]);
  });

  test('for a stage on AWS tells of a sign-in that has expired', async () => {
    const home = mkdtempSync(join(tmpdir(), 'signed-in-'));
    const session = { accessToken: 'a', expiresAt: '2020-01-01T00:00:00Z', region: 'eu-west-1' };
    writeFiles(home, {
      '.aws/config': `[profile shop]
sso_session = company
sso_account_id = 123456789012
sso_role_name = deploy
region = eu-west-1
[sso-session company]
sso_start_url = https://127.0.0.1:1/start
sso_region = eu-west-1
`,
      [`.aws/sso/cache/${createHash('sha1').update('company').digest('hex')}.json`]: JSON.stringify(session),
    });
    const env = { HOME: home, AWS_PROFILE: 'shop', ALARM_EMAIL: 'alarms@example.invalid' };
    const { err } = await command(['--stage', 'other', '--commit', 'HEAD'], env);
    rmSync(home, { recursive: true });
    const sentence = 'The sign-in to AWS has expired. Run aws sso login, with the profile of AWS_PROFILE if it is set.';
    expect(err).toEqual([`smallcart: ${sentence}`]);
  });
});
