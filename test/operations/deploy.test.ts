import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { listenOnLoopback } from '../../local/aws/listen.ts';

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
});
