import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, test } from 'vitest';
import { createAwsServer } from '../../local/aws/aws-server.ts';
import { listenOnLoopback } from '../../local/aws/listen.ts';
import type { InvocationResult } from '../../local/lambda/lambda.ts';
import { createLambdaService } from '../../local/lambda/lambda-service.ts';
import { makeAdmin } from '../../operations/make-admin.ts';
import { functionsWithoutCode, NOTHING_ELSE } from '../support/functions-without-code.ts';

const EMAIL = 'ida@shop.example';
const TIME = '2031-01-01T00:00:00.000Z';

/** What its control API answers, of its status and of its clock. */
const CONTROL = { now: TIME, ready: true, versions: { release: '0123456789ab' } };

const servers: { close(): void; closeAllConnections(): void }[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** The AWS APIs of a system whose function `setup` answers like that; its port, and the events that came. */
async function systemAnswering(result: InvocationResult, name = 'smallcart-local-setup') {
  const events: unknown[] = [];
  const qualifiers: unknown[] = [];
  const lambda = createLambdaService({
    ...{ functions: functionsWithoutCode({ setup: name }), ...NOTHING_ELSE },
    invoke: async (_, event, options) => {
      events.push(event);
      qualifiers.push(options?.qualifier);
      return result;
    },
    invokeLater: () => undefined,
  });
  const server = createAwsServer({
    services: [lambda],
    control: () => ({ status: 200, body: JSON.stringify(CONTROL) }),
    now: () => Date.parse(TIME),
    region: 'us-east-1',
    accountId: '000000000000',
    onBug: (error) => {
      throw error;
    },
  });
  servers.push(server);
  return { awsPort: await listenOnLoopback(server, 0), events, qualifiers };
}

const answering = (payload: unknown) => systemAnswering({ status: 'ok', payload });
const CREATED = { products: 0, outcome: 'created', admin: { email: EMAIL, password: 'a password of a test' } };

const here = (awsPort: number) => ({ kind: 'local', stage: 'local', awsPort }) as const;

describe('an admin of the system that runs here', () => {
  test('is asked for by address, at the time that it is there, of the code that serves', async () => {
    const { awsPort, events, qualifiers } = await answering(CREATED);
    await makeAdmin({ email: EMAIL, place: here(awsPort) });
    expect(events).toEqual([{ admin: { email: EMAIL }, time: TIME }]);
    expect(qualifiers).toEqual(['live']);
  });

  test.each([
    ['made', CREATED, `Admin ${EMAIL}  password a password of a test  (shown this once)`],
    [
      'promoted',
      { products: 0, outcome: 'promoted' },
      `${EMAIL} is an admin now, with the same password, and signed out everywhere.`,
    ],
    ['one already', { products: 0, outcome: 'unchanged' }, `${EMAIL} is an admin already.`],
  ])('that is %s is told of in one line', async (_, payload, line) => {
    const { awsPort } = await answering(payload);
    expect(await makeAdmin({ email: EMAIL, place: here(awsPort) })).toBe(line);
  });

  test('that the function refuses is refused in its words', async () => {
    const failure = { status: 'error', functionError: 'Unhandled', errorType: 'Error' } as const;
    const { awsPort } = await systemAnswering({ ...failure, errorMessage: 'The account is locked.', trace: [] });
    await expect(makeAdmin({ email: EMAIL, place: here(awsPort) })).rejects.toThrow('The account is locked.');
  });

  test.each([[{ products: 28 }], [null], [{ outcome: 'created' }]])(
    'is not thought made when the function answers %j',
    async (payload) => {
      const { awsPort } = await answering(payload);
      await expect(makeAdmin({ email: EMAIL, place: here(awsPort) })).rejects.toThrow(
        'Deploy the version that you have here.',
      );
    },
  );

  test('is none of a port on which something else answers', async () => {
    const server = createServer((_, response) => response.end('<h1>Somebody else</h1>'));
    servers.push(server);
    const awsPort = await listenOnLoopback(server, 0);
    await expect(makeAdmin({ email: EMAIL, place: here(awsPort) })).rejects.toThrow(
      `What listens on port ${awsPort} is not SmallCart’s AWS APIs`,
    );
  });
});

/** Runs the command as npm does, in a folder of the project. */
async function command(args: readonly string[], env: Record<string, string> = {}, cwd = process.cwd()) {
  const asLinked = ['--preserve-symlinks', '--preserve-symlinks-main'];
  const child = spawn(process.execPath, [...asLinked, join(cwd, 'operations', 'admin.ts'), ...args], {
    cwd,
    env: { PATH: process.env.PATH, HOME: '/nonexistent', AWS_EC2_METADATA_DISABLED: 'true', ...env },
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { out, err, code };
}

describe('the command', () => {
  test('prints the new password and ends well', async () => {
    const { awsPort } = await answering(CREATED);
    const { out, err, code } = await command(['--email', EMAIL, '--aws-port', String(awsPort)]);
    expect({ out, err, code }).toEqual({
      out: `Admin ${EMAIL}  password a password of a test  (shown this once)\n`,
      err: '',
      code: 0,
    });
  });

  test('says in one line that nothing runs, and ends with 1', async () => {
    const { awsPort } = await answering(CREATED);
    for (const server of servers.splice(0)) server.close();
    const { out, err, code } = await command(['--email', EMAIL, '--aws-port', String(awsPort)]);
    expect({ out, code }).toEqual({ out: '', code: 1 });
    expect(err).toBe(
      `smallcart: Nothing listens on port ${awsPort}. Start the system with npm start, or name its port with --aws-port.\n`,
    );
  });

  test('for a stage takes the caller’s region and credentials, and names the function that it misses', async () => {
    const { awsPort } = await systemAnswering({ status: 'ok', payload: CREATED }, 'smallcart-production-setup');
    const env = {
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'somebody',
      AWS_SECRET_ACCESS_KEY: 'a key of a test',
      AWS_ENDPOINT_URL: `http://127.0.0.1:${awsPort}`,
    };
    expect(await command(['--email', EMAIL, '--stage', 'production'], env)).toMatchObject({ err: '', code: 0 });
    expect(await command(['--email', EMAIL, '--stage', 'other'], env)).toEqual({
      out: '',
      err: 'smallcart: There is no function smallcart-other-setup. Is the stage deployed, in this account and region?\n',
      code: 1,
    });
  });

  test('for a stage takes what .env.<stage> says, as its siblings do', async () => {
    const { awsPort } = await systemAnswering({ status: 'ok', payload: CREATED }, 'smallcart-production-setup');
    const folder = mkdtempSync(join(tmpdir(), 'admin-'));
    for (const name of ['operations', 'functions', 'monitoring', 'settings', 'node_modules', 'package.json'])
      symlinkSync(join(process.cwd(), name), join(folder, name));
    const variables = ['AWS_REGION=eu-west-1', 'AWS_ACCESS_KEY_ID=somebody', 'AWS_SECRET_ACCESS_KEY=a-key-of-a-test'];
    writeFileSync(join(folder, '.env.production'), variables.join('\n'));
    const env = { AWS_ENDPOINT_URL: `http://127.0.0.1:${awsPort}` };
    const made = await command(['--email', EMAIL, '--stage', 'production'], env, folder);
    rmSync(folder, { recursive: true });
    expect(made).toMatchObject({ err: '', code: 0 });
  });

  test.each([
    ['credentials', { AWS_REGION: 'eu-west-1' }, /^smallcart: There are no AWS credentials\. .+\n$/],
    [
      'a region',
      { AWS_ACCESS_KEY_ID: 'somebody', AWS_SECRET_ACCESS_KEY: 'a key of a test' },
      /^smallcart: No AWS region is set\. .+\n$/,
    ],
  ])('for a stage without %s says so in one line', async (_, env, line) => {
    const { err, code } = await command(['--email', EMAIL, '--stage', 'production'], env);
    expect(err).toMatch(line);
    expect(code).toBe(1);
  });
});
