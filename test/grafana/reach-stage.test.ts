import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reachStage } from '../../grafana/reach-stage.ts';

const ON_AWS = { kind: 'aws', stage: 'production' } as const;
const SURROUNDINGS = {
  AWS_REGION: 'eu-west-1',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_ENDPOINT_URL_LAMBDA: '',
};
const before = Object.keys(SURROUNDINGS).map((name) => [name, process.env[name]] as const);

let environment: Readonly<Record<string, string>> | undefined;
const lambda = createServer((request, response) => {
  const isOps = request.url?.startsWith('/2015-03-31/functions/smallcart-production-ops/configuration');
  const status = isOps && environment !== undefined ? 200 : 404;
  response.writeHead(status, { 'content-type': 'application/json', 'x-amzn-errortype': 'ResourceNotFoundException' });
  response.end(JSON.stringify(status === 200 ? { Environment: { Variables: environment } } : {}));
});

beforeAll(async () => {
  await new Promise<void>((resolve) => lambda.listen(0, '127.0.0.1', resolve));
  const { port } = lambda.address() as AddressInfo;
  Object.assign(process.env, SURROUNDINGS, { AWS_ENDPOINT_URL_LAMBDA: `http://127.0.0.1:${port}` });
});
afterAll(async () => {
  for (const [name, value] of before)
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  await new Promise((resolve) => lambda.close(resolve));
});

describe('a stage on AWS', () => {
  it('says by the console’s function what its API and its address are', async () => {
    environment = { API_ID: 'abc123', SITE_URL: 'https://shop.example.com/' };
    const reached = { stage: 'production', apiId: 'abc123', siteUrl: 'https://shop.example.com', region: 'eu-west-1' };
    expect(await reachStage(ON_AWS, 3000)).toEqual(reached);
  });

  it('is refused with what to do when its release does not know them yet', async () => {
    environment = { SITE_URL: 'https://shop.example.com' };
    await expect(reachStage(ON_AWS, 3000)).rejects.toThrow('too old to know its API: deploy it again');
  });

  it('is refused with a sentence when there is none', async () => {
    environment = undefined;
    await expect(reachStage(ON_AWS, 3000)).rejects.toThrow(/production/);
  });
});

it('the system of this machine need not run, and its shop is at the port that is said', async () => {
  expect(await reachStage({ kind: 'local', stage: 'local', awsPort: 5000 }, 8080)).toEqual({
    stage: 'local',
    apiId: 'smallcartlocal',
    siteUrl: 'http://localhost:8080',
    region: 'us-east-1',
    endpoint: 'http://127.0.0.1:5000',
  });
});
