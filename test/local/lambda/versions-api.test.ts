import {
  CreateAliasCommand,
  DeleteAliasCommand,
  DeleteFunctionCommand,
  GetAccountSettingsCommand,
  GetAliasCommand,
  GetEventSourceMappingCommand,
  GetFunctionCommand,
  GetFunctionConfigurationCommand,
  InvokeCommand,
  LambdaClient,
  ListAliasesCommand,
  ListEventSourceMappingsCommand,
  ListFunctionsCommand,
  ListVersionsByFunctionCommand,
  PublishVersionCommand,
  UpdateAliasCommand,
  UpdateEventSourceMappingCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { packFunction } from '../../../functions/lib/deployments/pack-function.ts';
import { createAwsServer } from '../../../local/aws/aws-server.ts';
import { listenOnLoopback } from '../../../local/aws/listen.ts';
import { createMappingSwitch } from '../../../local/event-sources/mapping-switch.ts';
import type { EventSourceMapping } from '../../../local/lambda/event-source-mapping.ts';
import { createLambdaService } from '../../../local/lambda/lambda-service.ts';
import { fixtureStart, type LambdaFixture, startLambda } from './lambda-fixture.ts';

const ARN = 'arn:aws:lambda:us-east-1:000000000000:function:shop-test-till';
const FunctionName = 'shop-test-till';

/** A handler that says what it is. */
const saying = (text: string): string =>
  `export const handler = async (event, context) => ({ says: '${text}', release: process.env.RELEASE, version: context.functionVersion, arn: context.invokedFunctionArn });`;
const packed = (text: string): Uint8Array => packFunction({ 'index.mjs': Buffer.from(saying(text)) });

/** A package whose only file is so large when it is unpacked, or says so. */
function swollen(size: number): Uint8Array {
  const archive = Buffer.from(packed('large'));
  archive.writeUInt32LE(size, archive.indexOf('PK\x01\x02') + 24);
  return archive;
}

const mapping = {
  ...{ batchSize: 10, functionArn: `${ARN}:live`, functionName: FunctionName, lastModified: fixtureStart },
  enabling: createMappingSwitch(),
};
const queue = 'arn:aws:sqs:us-east-1:000000000000:orders';
const table = 'arn:aws:dynamodb:us-east-1:000000000000:table/shop/stream/2026-11-21';
const stream = { maximumRetryAttempts: 2, filter: { eventName: ['INSERT'] }, onFailureArn: queue };
const mappings: readonly EventSourceMapping[] = [
  { ...mapping, eventSourceArn: queue },
  { ...mapping, eventSourceArn: table, stream },
];

let fixture: LambdaFixture;
let client: LambdaClient;
let close: () => void;
let random = 0;

beforeEach(async () => {
  random = 0;
  const environment = { RELEASE: 'one' };
  fixture = startLambda({ till: { code: saying('hello'), environment } }, { random: () => random });
  const { lambda, functions, code } = fixture;
  const service = createLambdaService({
    ...{ functions, code, invoke: lambda.invoke, invokeLater: () => undefined },
    eventSourceMappings: async () => mappings,
  });
  const server = createAwsServer({
    ...{ services: [service], control: () => ({ status: 404 }), now: () => fixtureStart },
    ...{ region: 'us-east-1', accountId: '000000000000' },
    onBug: (error) => {
      throw error;
    },
  });
  const endpoint = `http://127.0.0.1:${await listenOnLoopback(server, 0)}`;
  const credentials = { accessKeyId: 'operator', secretAccessKey: 'local' };
  client = new LambdaClient({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1 });
  close = () => {
    server.closeAllConnections();
    server.close();
  };
});
afterEach(async () => {
  client.destroy();
  close();
  await fixture.stop();
});

const invoke = async (Qualifier?: string) => {
  const { Payload, ExecutedVersion, $metadata } = await client.send(new InvokeCommand({ FunctionName, Qualifier }));
  return { ...JSON.parse(Buffer.from(Payload ?? []).toString()), ExecutedVersion, status: $metadata.httpStatusCode };
};
const publish = () => client.send(new PublishVersionCommand({ FunctionName }));
const update = (text: string) => client.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile: packed(text) }));
/** Version 1 says hello, version 2 good day; `live` is version 1. */
const publishTwo = async () => {
  await publish();
  await client.send(new CreateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: '1' }));
  await update('good day');
  await publish();
};
const shift = (FunctionVersion: string, weights: Record<string, number> = {}) =>
  client.send(
    new UpdateAliasCommand({
      ...{ FunctionName, Name: 'live', FunctionVersion },
      RoutingConfig: { AdditionalVersionWeights: weights },
    }),
  );

describe('a version', () => {
  test('is what the function was when it was published, whatever becomes of it', async () => {
    const published = await publish();
    expect(published).toMatchObject({ Version: '1', FunctionArn: `${ARN}:1`, $metadata: { httpStatusCode: 201 } });
    await update('good day');
    const Environment = { Variables: { RELEASE: 'two' } };
    await client.send(new UpdateFunctionConfigurationCommand({ FunctionName, Environment, Timeout: 9 }));
    expect(await invoke('1')).toMatchObject({ says: 'hello', release: 'one', version: '1', ExecutedVersion: '1' });
    expect(await invoke()).toMatchObject({ says: 'good day', release: 'two', ExecutedVersion: '$LATEST', arn: ARN });
    const of = (Qualifier?: string) =>
      client.send(new GetFunctionConfigurationCommand({ FunctionName, ...(Qualifier && { Qualifier }) }));
    expect(await of('1')).toMatchObject({ Timeout: 5, CodeSha256: published.CodeSha256, FunctionArn: `${ARN}:1` });
    expect(await of()).toMatchObject({ Timeout: 9, Version: '$LATEST', Environment, LastUpdateStatus: 'Successful' });
  });

  test('is not made of what has not changed since the last', async () => {
    const first = await publish();
    expect(await publish()).toMatchObject({ Version: '1', RevisionId: first.RevisionId });
    await update('hello');
    expect(await publish()).toMatchObject({ Version: '1', CodeSha256: first.CodeSha256 });
    const Environment = { Variables: { RELEASE: 'two' } };
    await client.send(new UpdateFunctionConfigurationCommand({ FunctionName, Environment }));
    expect(await publish()).toMatchObject({ Version: '2' });
  });

  test('is another revision of the function, which is told who changes what is past', async () => {
    const { RevisionId } = await client.send(new GetFunctionConfigurationCommand({ FunctionName }));
    const command = new PublishVersionCommand({ FunctionName, RevisionId });
    await client.send(command);
    await expect(client.send(command)).rejects.toMatchObject({ name: 'PreconditionFailedException' });
  });

  test('is not changed by a trial of other code', async () => {
    const { CodeSha256, RevisionId } = await client.send(new GetFunctionConfigurationCommand({ FunctionName }));
    const trial = { FunctionName, ZipFile: packed('soon'), DryRun: true, Publish: true };
    expect(await client.send(new UpdateFunctionCodeCommand(trial))).toMatchObject({ CodeSha256, RevisionId });
    expect(await invoke()).toMatchObject({ says: 'hello', ExecutedVersion: '$LATEST' });
  });

  test('is published with the code that comes', async () => {
    const update = new UpdateFunctionCodeCommand({ FunctionName, ZipFile: packed('soon'), Publish: true });
    expect(await client.send(update)).toMatchObject({ Version: '1' });
    expect(await invoke('1')).toMatchObject({ says: 'soon' });
  });

  test('is listed after $LATEST, a page at a time', async () => {
    await publishTwo();
    const list = async (Marker?: string) =>
      client.send(new ListVersionsByFunctionCommand({ FunctionName, MaxItems: 2, ...(Marker && { Marker }) }));
    const { Versions, NextMarker } = await list();
    expect(Versions?.map(({ Version }) => Version)).toEqual(['$LATEST', '1']);
    const { Versions: others, NextMarker: end } = await list(NextMarker);
    expect([others?.map(({ Version }) => Version), end]).toEqual([['2'], undefined]);
  });

  test('is deleted when no alias needs it, and its number is not given again', async () => {
    await publishTwo();
    const remove = (Qualifier: string) => client.send(new DeleteFunctionCommand({ FunctionName, Qualifier }));
    await expect(remove('1')).rejects.toMatchObject({ name: 'ResourceConflictException' });
    for (const share of [0.5, 0]) {
      await shift('1', { 2: share });
      await expect(remove('2')).rejects.toMatchObject({ name: 'ResourceConflictException' });
    }
    await shift('1');
    expect(await remove('2')).toMatchObject({ $metadata: { httpStatusCode: 204 } });
    await expect(invoke('2')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    expect(await publish()).toMatchObject({ Version: '3' });
  });

  test('cannot be loaded when its package has no entry, and says so', async () => {
    const ZipFile = packFunction({ 'main.mjs': Buffer.from(saying('hidden')) });
    await client.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile }));
    expect(await invoke()).toMatchObject({ errorType: 'Runtime.ImportModuleError' });
  });
});

describe('an alias', () => {
  test('sends its share of the invocations to the additional version', async () => {
    await publishTwo();
    const saysAt = async (share: number) => {
      random = share;
      const { says, version, arn } = await invoke('live');
      return [says, version, arn];
    };
    expect(await shift('1', { 2: 0.25 })).toMatchObject({
      ...{ FunctionVersion: '1', RoutingConfig: { AdditionalVersionWeights: { 2: 0.25 } } },
    });
    expect(await saysAt(0.24)).toEqual(['good day', '2', `${ARN}:live`]);
    expect(await saysAt(0.25)).toEqual(['hello', '1', `${ARN}:live`]);
    expect(await shift('2')).not.toHaveProperty('RoutingConfig');
    expect(await saysAt(0.99)).toEqual(['good day', '2', `${ARN}:live`]);
  });

  test('keeps what is not changed', async () => {
    await publishTwo();
    await shift('1', { 2: 0.5 });
    await client.send(new UpdateAliasCommand({ FunctionName, Name: 'live', Description: 'what is sold' }));
    expect(await client.send(new GetAliasCommand({ FunctionName, Name: 'live' }))).toMatchObject({
      ...{ AliasArn: `${ARN}:live`, FunctionVersion: '1', Description: 'what is sold' },
      RoutingConfig: { AdditionalVersionWeights: { 2: 0.5 } },
    });
  });

  test('is changed only by who knows what it is, when they say so', async () => {
    await publishTwo();
    const { RevisionId } = await client.send(new GetAliasCommand({ FunctionName, Name: 'live' }));
    const change = new UpdateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: '2', RevisionId });
    await client.send(change);
    await expect(client.send(change)).rejects.toMatchObject({ name: 'PreconditionFailedException', Type: 'User' });
  });

  test('is listed, also by a version that it sends invocations to', async () => {
    await publishTwo();
    await client.send(new CreateAliasCommand({ FunctionName, Name: 'next', FunctionVersion: '2' }));
    await shift('1', { 2: 0.1 });
    const list = async (FunctionVersion?: string) => {
      const { Aliases } = await client.send(new ListAliasesCommand({ FunctionName, FunctionVersion }));
      return Aliases?.map(({ Name }) => Name);
    };
    expect([await list(), await list('2'), await list('1')]).toEqual([['live', 'next'], ['live', 'next'], ['live']]);
  });

  test('is deleted, and is deleted again without complaint', async () => {
    await publishTwo();
    const remove = new DeleteAliasCommand({ FunctionName, Name: 'live' });
    await client.send(remove);
    expect(await client.send(remove)).toMatchObject({ $metadata: { httpStatusCode: 204 } });
    await expect(invoke('live')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});

describe('what there is', () => {
  test('functions, and what the account holds and may hold', async () => {
    const { CodeSize = 0 } = await publish();
    const { Functions } = await client.send(new ListFunctionsCommand());
    expect(Functions).toMatchObject([{ FunctionName, Version: '$LATEST' }]);
    const { AccountUsage, AccountLimit } = await client.send(new GetAccountSettingsCommand());
    expect(AccountUsage).toEqual({ FunctionCount: 1, TotalCodeSize: 2 * CodeSize });
    expect(AccountLimit?.ConcurrentExecutions).toBe(1000);
  });

  test('what invokes functions, all of it or of one source', async () => {
    const list = async (input = {}) =>
      (await client.send(new ListEventSourceMappingsCommand(input))).EventSourceMappings ?? [];
    expect(await list({ FunctionName: `${FunctionName}:live` })).toMatchObject([
      { EventSourceArn: queue, FunctionArn: `${ARN}:live`, StateTransitionReason: 'USER_INITIATED', BatchSize: 10 },
      {
        ...{ EventSourceArn: table, MaximumRetryAttempts: 2, DestinationConfig: { OnFailure: { Destination: queue } } },
        ...{ BisectBatchOnFunctionError: true, StateTransitionReason: 'User action' },
      },
    ]);
    expect(await list({ EventSourceArn: table })).toHaveLength(1);
    expect(await list({ FunctionName: `${FunctionName}:1` })).toEqual([]);
    expect(new Set((await list()).map(({ UUID }) => UUID)).size).toBe(2);
  });

  test('whether what invokes functions is enabled, as it was last said', async () => {
    const { EventSourceMappings: [first] = [] } = await client.send(new ListEventSourceMappingsCommand({}));
    const UUID = first?.UUID;
    const update = (change: object) => client.send(new UpdateEventSourceMappingCommand({ UUID, ...change }));
    const get = async () => (await client.send(new GetEventSourceMappingCommand({ UUID }))).State;
    expect((await update({ Enabled: false })).State).toBe('Disabled');
    expect([(await update({})).State, await get()]).toEqual(['Disabled', 'Disabled']);
    expect([(await update({ Enabled: true })).State, await get()]).toEqual(['Enabled', 'Enabled']);
    await expect(update({ BatchSize: 1 })).rejects.toThrow(/does not serve the parameter BatchSize/);
    await expect(update({ UUID: 'none' })).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  test('the function by any of its names', async () => {
    const Role = 'arn:aws:iam::000000000000:role/shop-test-till-role';
    await publishTwo();
    for (const name of [FunctionName, ARN, '000000000000:function:shop-test-till', `function:${FunctionName}`]) {
      for (const input of [{ FunctionName: `${name}:live` }, { FunctionName: name, Qualifier: 'live' }]) {
        const { Configuration } = await client.send(new GetFunctionCommand(input));
        expect(Configuration, name).toMatchObject({ FunctionArn: `${ARN}:live`, Version: '1', Role });
      }
    }
  });
});

describe('refused is', () => {
  const Name = 'live';
  const weights = (AdditionalVersionWeights: Record<string, number>) => ({
    RoutingConfig: { AdditionalVersionWeights },
  });
  const refusals: Record<string, [ask: () => Promise<unknown>, error: string, message: RegExp]> = {
    'a function that is not there': [
      () => client.send(new GetFunctionCommand({ FunctionName: 'shop-test-cellar', Qualifier: 'live' })),
      'ResourceNotFoundException',
      /^Function not found: arn:aws:lambda:us-east-1:000000000000:function:shop-test-cellar:live$/,
    ],
    'a version that is not there': [() => invoke('7'), 'ResourceNotFoundException', /shop-test-till:7$/],
    'an alias that is not there': [
      () => client.send(new GetAliasCommand({ FunctionName, Name: 'next' })),
      'ResourceNotFoundException',
      /^Cannot find alias arn: .*:shop-test-till:next$/,
    ],
    'two qualifiers that differ': [
      () => client.send(new InvokeCommand({ FunctionName: `${FunctionName}:1`, Qualifier: '2' })),
      'InvalidParameterValueException',
      /derived qualifier/,
    ],
    'an alias that exists': [
      () => client.send(new CreateAliasCommand({ FunctionName, Name, FunctionVersion: '2' })),
      'ResourceConflictException',
      /^Alias already exists: .*:live$/,
    ],
    'an alias named as a version': [
      () => client.send(new CreateAliasCommand({ FunctionName, Name: '12', FunctionVersion: '2' })),
      'ValidationException',
      /'name'/,
    ],
    'a new alias of a version that is not there': [
      () => client.send(new CreateAliasCommand({ FunctionName, Name: 'next', FunctionVersion: '9' })),
      'ResourceNotFoundException',
      /:9$/,
    ],
    'an alias of a version that is not there': [
      () => client.send(new UpdateAliasCommand({ FunctionName, Name, FunctionVersion: '9' })),
      'ResourceNotFoundException',
      /:9$/,
    ],
    'a share for a version that is not there': [
      () => client.send(new UpdateAliasCommand({ FunctionName, Name, ...weights({ 9: 0.5 }) })),
      'ResourceNotFoundException',
      /:9$/,
    ],
    'a share for $LATEST': [
      () => client.send(new UpdateAliasCommand({ FunctionName, Name, ...weights({ $LATEST: 0.5 }) })),
      'ValidationException',
      /Map keys .*\[0-9\]\+$/,
    ],
    'the rest for $LATEST': [
      () =>
        client.send(new UpdateAliasCommand({ FunctionName, Name, FunctionVersion: '$LATEST', ...weights({ 2: 0.5 }) })),
      'InvalidParameterValueException',
      /LATEST is not supported/,
    ],
    'a share for the version that has the rest': [
      () => client.send(new UpdateAliasCommand({ FunctionName, Name, ...weights({ 1: 0.5 }) })),
      'InvalidParameterValueException',
      /^Invalid function version 1\. .* already included in routing configuration\.$/,
    ],
    'shares for two versions': [
      () => client.send(new UpdateAliasCommand({ FunctionName, Name, ...weights({ 1: 0.1, 2: 0.1 }) })),
      'InvalidParameterValueException',
      /cannot be greater than 1/,
    ],
    'more than all': [
      () => client.send(new UpdateAliasCommand({ FunctionName, Name, ...weights({ 2: 1.1 }) })),
      'ValidationException',
      /from 0.0 to 1.0/,
    ],
    'code that nobody expected': [
      () => client.send(new PublishVersionCommand({ FunctionName, CodeSha256: 'other' })),
      'InvalidParameterValueException',
      /^CodeSHA256 \(other\) is different/,
    ],
    'a revision that is past': [
      () => client.send(new UpdateFunctionConfigurationCommand({ FunctionName, Timeout: 5, RevisionId: 'old' })),
      'PreconditionFailedException',
      /^The Revision Id provided does not match/,
    ],
    'code for a revision that is past': [
      () => client.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile: packed('late'), RevisionId: 'old' })),
      'PreconditionFailedException',
      /^The Revision Id provided does not match/,
    ],
    'no code': [
      () => client.send(new UpdateFunctionCodeCommand({ FunctionName })),
      'InvalidParameterValueException',
      /^Please provide a source/,
    ],
    'code that is no zip': [
      () => client.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile: Buffer.from(saying('plain')) })),
      'InvalidParameterValueException',
      /^Could not unzip/,
    ],
    'an empty package': [
      () => client.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile: zipSync({}) })),
      'InvalidParameterValueException',
      /non-empty zip/,
    ],
    'a package that leads out of its folder': [
      () =>
        client.send(
          new UpdateFunctionCodeCommand({ FunctionName, ZipFile: zipSync({ '../index.mjs': Buffer.from('1') }) }),
        ),
      'InvalidParameterValueException',
      /"\.\.\/index\.mjs" is none in the package/,
    ],
    'a package that would be too large': [
      () => client.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile: swollen(262_144_001) })),
      'InvalidParameterValueException',
      /^Unzipped size must be smaller/,
    ],
    'a package with a file that has no name': [
      () => client.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile: zipSync({ './.': Buffer.from('1') }) })),
      'InvalidParameterValueException',
      /is none in the package/,
    ],
    'a package with a name that no folder takes': [
      () =>
        client.send(
          new UpdateFunctionCodeCommand({ FunctionName, ZipFile: zipSync({ ['x'.repeat(256)]: Buffer.from('1') }) }),
        ),
      'InvalidParameterValueException',
      /is none in the package/,
    ],
    'a package with a file in another': [
      () => {
        const ZipFile = zipSync({ lib: Buffer.from('1'), 'lib/data.json': Buffer.from('2') });
        return client.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile }));
      },
      'InvalidParameterValueException',
      /^"lib" is both a file and a folder/,
    ],
    'code from elsewhere': [
      () => client.send(new UpdateFunctionCodeCommand({ FunctionName, S3Bucket: 'b', S3Key: 'k' })),
      'InvalidParameterValueException',
      /does not serve the parameter S3Bucket/,
    ],
    'a variable that Lambda sets itself': [
      () =>
        client.send(
          new UpdateFunctionConfigurationCommand({
            FunctionName,
            Environment: { Variables: { AWS_ACCESS_KEY_ID: 'mine', RELEASE: 'two' } },
          }),
        ),
      'InvalidParameterValueException',
      /reserved keys .*: AWS_ACCESS_KEY_ID$/,
    ],
    'more variables than fit': [
      () =>
        client.send(
          new UpdateFunctionConfigurationCommand({
            FunctionName,
            Environment: { Variables: { RELEASE: 'x'.repeat(4096) } },
          }),
        ),
      'InvalidParameterValueException',
      /4KB limit/,
    ],
    'too much memory': [
      () => client.send(new UpdateFunctionConfigurationCommand({ FunctionName, MemorySize: 10_241 })),
      'ValidationException',
      /less than or equal to 10240/,
    ],
    'to delete a whole function': [
      () => client.send(new DeleteFunctionCommand({ FunctionName })),
      'InvalidParameterValueException',
      /published versions only/,
    ],
    'a page of nothing': [
      () => client.send(new ListAliasesCommand({ FunctionName, MaxItems: 0 })),
      'ValidationException',
      /maxItems/,
    ],
    'a marker of another list': [
      () => client.send(new ListAliasesCommand({ FunctionName, Marker: 'elsewhere' })),
      'InvalidParameterValueException',
      /marker/,
    ],
  };
  test.each(Object.entries(refusals))('%s, and nothing is changed', async (_, [ask, name, message]) => {
    await publishTwo();
    const state = async () => [
      await client.send(new GetAliasCommand({ FunctionName, Name })),
      await client.send(new GetFunctionConfigurationCommand({ FunctionName })),
    ];
    const revisions = async () => (await state()).map(({ RevisionId }) => RevisionId);
    const before = await revisions();
    await expect(ask()).rejects.toMatchObject({ name, message: expect.stringMatching(message) });
    expect(await revisions()).toEqual(before);
  });
});
