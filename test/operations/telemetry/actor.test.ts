import { afterEach, describe, expect, it } from 'vitest';
import { createAwsServer } from '../../../local/aws/aws-server.ts';
import type { AwsService } from '../../../local/aws/aws-service.ts';
import { listenOnLoopback } from '../../../local/aws/listen.ts';
import { stsService } from '../../../local/sts/sts-service.ts';
import { awsAccess } from '../../../operations/aws-access.ts';
import type { Place } from '../../../operations/place.ts';
import { readActor, UNKNOWN_ACTOR } from '../../../operations/telemetry/actor.ts';

const KEY = 'a key of a test that is no secret at all';
const ROLE = 'arn:aws:sts::000000000000:assumed-role/deployer';

const servers: { close(): void; closeAllConnections(): void }[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** An account in which that caller asks, and whose stage has that key. */
async function accountOf(Arn: string, variables: Record<string, string> = { PSEUDONYM_KEY: KEY }) {
  const operations = { GetCallerIdentity: () => ({ Arn, UserId: 'u', Account: '000000000000' }) };
  const sts: AwsService = { ...stsService, operations };
  const lambda: AwsService = {
    name: 'lambda',
    protocol: 'restJson1',
    operations: { GetFunctionConfiguration: () => ({ Environment: { Variables: variables } }) },
    routes: { 'GET /2015-03-31/functions/{FunctionName}/configuration': 'GetFunctionConfiguration' },
  };
  const server = createAwsServer({
    services: [sts, lambda],
    control: () => ({ status: 404, body: '' }),
    now: () => 0,
    region: 'us-east-1',
    accountId: '000000000000',
    onBug: (error) => {
      throw error;
    },
  });
  servers.push(server);
  const place: Place = { kind: 'local', stage: 'local', awsPort: await listenOnLoopback(server, 0) };
  return { place, access: awsAccess(place) };
}

async function actor(arn: string, environment = {}): Promise<string> {
  const name = await readActor(await accountOf(arn), environment);
  expect(name).toMatch(/^[0-9a-f]{12}$/);
  return name;
}

describe('who deploys', () => {
  it('is told by a name that leads to nobody without the key', async () => {
    const name = await actor(`${ROLE}/ida@shop.example`);
    expect(await readActor(await accountOf(`${ROLE}/ida@shop.example`, { PSEUDONYM_KEY: `${KEY}2` }), {})).not.toBe(
      name,
    );
  });

  it.each(['botocore-session-1795266000', 'aws-sdk-js-1795266000000', 'aws-sdk-js-session-1795266000000'])(
    'is the same in a session that nobody named: %s',
    async (session) => {
      expect(await actor(`${ROLE}/${session}`)).toBe(await actor(ROLE));
    },
  );

  it('is another in a session of another name', async () => {
    expect(await actor(`${ROLE}/ida`)).not.toBe(await actor(`${ROLE}/max`));
  });

  it('is GitHub’s user in a workflow, whatever role that has, and only there', async () => {
    const started = { GITHUB_ACTIONS: 'true', GITHUB_ACTOR: 'ida' };
    expect(await actor(`${ROLE}/a`, started)).toBe(await actor(`${ROLE}/b`, started));
    expect(await actor(`${ROLE}/a`, { GITHUB_ACTOR: 'ida' })).toBe(await actor(`${ROLE}/a`));
  });

  it('is unknown where there is no key', async () => {
    expect(await readActor(await accountOf(ROLE, {}), {})).toBe(UNKNOWN_ACTOR);
  });
});
