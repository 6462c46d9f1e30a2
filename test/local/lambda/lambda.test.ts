import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fixtureStart, type LambdaFixture, startLambda } from './lambda-fixture.ts';

let fixture: LambdaFixture;
const requestId = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;

const handlers = {
  echo: { code: 'export const handler = async (event) => event;' },
  nothing: { code: 'export const handler = async () => {};' },
  context: {
    code: `export const handler = async (event, context) => ({ ...context, remaining: context.getRemainingTimeInMillis(), env: process.env });`,
    environment: { TABLE_NAME: 'things' },
    timeout: 7,
  },
  counter: { code: 'let calls = 0; export const handler = async () => ++calls;' },
  thrower: {
    code: `export const handler = async () => { throw new RangeError('out of stock'); };`,
  },
  stringThrower: { code: `export const handler = async () => { throw 'plain'; };` },
  printer: {
    code: `process.stdout.write('loading\\n');
      export const handler = async () => {
        console.log('first', { a: 1 }); process.stdout.write('{"second":2}\\n{"third":3}\\n'); console.error(new Error('fourth').message); process.stderr.write('fifth');
      };`,
  },
  sleeper: {
    code: 'export const handler = () => new Promise((resolve) => setTimeout(resolve, 60_000));',
    timeout: 0.1,
  },
  spinner: {
    code: 'let calls = 0; export const handler = async (spin) => { while (spin); return ++calls; };',
    timeout: 0.5,
  },
  quitter: {
    code: 'let calls = 0; export const handler = async (code) => { if (code !== null) process.exit(code); return ++calls; };',
  },
  rejecter: { code: `export const handler = () => new Promise(() => { Promise.reject(new Error('forgotten')); });` },
  thrower2: {
    code: `export const handler = () => new Promise(() => setTimeout(() => { throw new TypeError('later'); }, 1));`,
  },
  hog: {
    code: 'export const handler = async (grow) => { const all = []; while (grow) all.push(new Array(10_000).fill(Math.random())); return "small"; };',
    memorySize: 32,
    timeout: 30,
  },
  broken: { code: `throw new SyntaxError('cannot load');` },
  handlerless: { code: 'export const other = 1;' },
  huge: { code: `export const handler = async () => 'x'.repeat(7 * 1024 * 1024);` },
  tracer: { code: 'export const handler = async () => process.env._X_AMZN_TRACE_ID;' },
};
type Id = keyof typeof handlers;

beforeAll(() => {
  fixture = startLambda(handlers);
});
afterAll(() => fixture.stop());

const invoke = (id: Id, event?: unknown, traceHeader?: string) =>
  fixture.lambda.invoke(id, event, traceHeader === undefined ? {} : { traceHeader });
/** How an invocation of a function that has not been published ends well. */
const returned = (payload: unknown) => ({ status: 'ok', payload, executedVersion: '$LATEST' });
const linesOf = (id: Id): string[] =>
  fixture.lines.filter((line) => line.logGroup === `/aws/lambda/shop-test-${id}`).map((line) => line.message);
const metricsOf = (id: Id): Record<string, number[]> => {
  const values: Record<string, number[]> = {};
  for (const { name, value } of fixture.metrics.filter((m) => m.dimensions.FunctionName === `shop-test-${id}`)) {
    values[name] = [...(values[name] ?? []), value];
  }
  return values;
};

describe('a result', () => {
  test('is what the handler returned, through JSON', async () => {
    expect(await invoke('echo', { a: [1, undefined], b: undefined })).toEqual(returned({ a: [1, null] }));
    expect(await invoke('nothing')).toEqual(returned(null));
  });

  test('comes from a warm environment after the first invocation', async () => {
    const payloads = [];
    for (let i = 0; i < 3; i++) payloads.push(await invoke('counter'));
    expect(payloads).toEqual([1, 2, 3].map(returned));
    expect(linesOf('counter').filter((line) => line.includes('Init Duration'))).toHaveLength(1);
  });
});

test('the handler sees Lambda’s context and environment, and nothing of the host’s environment', async () => {
  const result = await invoke('context');
  expect(result).toMatchObject({
    status: 'ok',
    payload: {
      functionName: 'shop-test-context',
      functionVersion: '$LATEST',
      invokedFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:shop-test-context',
      memoryLimitInMB: '128',
      awsRequestId: expect.stringMatching(requestId),
      logGroupName: '/aws/lambda/shop-test-context',
      logStreamName: expect.stringMatching(/^2026\/11\/21\/\[\$LATEST\][0-9a-f]{32}$/),
      env: {
        TABLE_NAME: 'things',
        AWS_REGION: 'us-east-1',
        AWS_LAMBDA_FUNCTION_NAME: 'shop-test-context',
        LAMBDA_TASK_ROOT: '/var/task',
      },
    },
  });
  const payload =
    result.status === 'ok' ? (result.payload as { remaining: number; env: Record<string, string> }) : undefined;
  expect(payload?.remaining).toBeGreaterThan(5000);
  expect(payload?.remaining).toBeLessThanOrEqual(7000);
  expect(payload?.env).not.toHaveProperty('HOME');
  expect(payload?.env).not.toHaveProperty('VITEST');
});

describe('log events', () => {
  test('are all stored, in order and framed, when the invocation resolves', async () => {
    await invoke('printer');
    const id = requestId.source;
    const expected = [
      '^INIT_START Runtime Version: nodejs:24',
      '^loading$',
      `^START RequestId: ${id} Version: \\$LATEST$`,
      `^2026-11-21T12:00:00.000Z\t${id}\tINFO\tfirst \\{ a: 1 \\}$`,
      '^\\{"second":2\\}$',
      '^\\{"third":3\\}$',
      `^2026-11-21T12:00:00.000Z\t${id}\tERROR\tfourth$`,
      '^fifth$',
      `^END RequestId: ${id}$`,
      `^REPORT RequestId: ${id}\tDuration: [0-9.]+ ms\tBilled Duration: [0-9]+ ms\tMemory Size: 128 MB\tMax Memory Used: [0-9]+ MB\tInit Duration: [0-9.]+ ms\t\nXRAY TraceId: 1-[0-9a-f]{8}-[0-9a-f]{24}\tSegmentId: [0-9a-f]{16}\tSampled: true\t$`,
    ];
    const lines = linesOf('printer');
    expect(lines).toHaveLength(expected.length);
    for (const [index, pattern] of expected.entries()) expect(lines[index]).toMatch(new RegExp(pattern));
  });

  test('are stamped in virtual time', async () => {
    await invoke('echo');
    expect(new Set(fixture.lines.map((line) => line.timestamp))).toEqual(new Set([fixtureStart]));
  });
});

describe('a failed invocation', () => {
  const failures: Record<string, { id: Id; event?: unknown; errorType: string; errorMessage: RegExp; line?: RegExp }> =
    {
      'an error thrown': {
        id: 'thrower',
        errorType: 'RangeError',
        errorMessage: /^out of stock$/,
        line: /ERROR\tInvoke Error \t\{"errorType":"RangeError","errorMessage":"out of stock","stack":/,
      },
      'a string thrown': { id: 'stringThrower', errorType: 'string', errorMessage: /^plain$/ },
      'a timeout': {
        id: 'sleeper',
        errorType: 'Sandbox.Timedout',
        errorMessage: /^RequestId: .* Error: Task timed out after 0.10 seconds$/,
        line: /^2026-11-21T12:00:00.000Z .* Task timed out after 0.10 seconds$/,
      },
      'an endless loop': {
        id: 'spinner',
        event: true,
        errorType: 'Sandbox.Timedout',
        errorMessage: /Task timed out after 0.50 seconds$/,
        line: /\tStatus: timeout\t/,
      },
      'process.exit(1)': {
        id: 'quitter',
        event: 1,
        errorType: 'Runtime.ExitError',
        errorMessage: /Error: Runtime exited with error: exit status 1$/,
        line: /\tStatus: error\tError Type: Runtime.ExitError\t/,
      },
      'process.exit(0)': {
        id: 'quitter',
        event: 0,
        errorType: 'Runtime.ExitError',
        errorMessage: /Error: Runtime exited without providing a reason$/,
      },
      'an unhandled rejection': {
        id: 'rejecter',
        errorType: 'Runtime.UnhandledPromiseRejection',
        errorMessage: /^Error: forgotten$/,
        line: /Unhandled Promise Rejection \t/,
      },
      'an uncaught exception': {
        id: 'thrower2',
        errorType: 'TypeError',
        errorMessage: /^later$/,
        line: /Uncaught Exception \t/,
      },
      'memory beyond the setting': {
        id: 'hog',
        event: true,
        errorType: 'Runtime.OutOfMemory',
        errorMessage: /Error: Runtime exited with error: signal: killed$/,
      },
      'a module that throws while it loads': {
        id: 'broken',
        errorType: 'SyntaxError',
        errorMessage: /^cannot load$/,
        line: /ERROR\tInit Error \t/,
      },
      'a missing handler': {
        id: 'handlerless',
        errorType: 'Runtime.HandlerNotFound',
        errorMessage: /^index.handler is undefined or not exported$/,
      },
      'a response beyond 6 MB': {
        id: 'huge',
        errorType: 'Function.ResponseSizeTooLarge',
        errorMessage: /exceeded maximum allowed payload size/,
      },
    };
  test.each(Object.entries(failures))(
    '%s is reported as Lambda reports it',
    async (_, { id, event = null, ...expected }) => {
      const before = metricsOf(id).Errors?.reduce((sum, value) => sum + value, 0) ?? 0;
      const result = await invoke(id, event);
      expect(result).toMatchObject({
        status: 'error',
        functionError: 'Unhandled',
        errorType: expected.errorType,
        errorMessage: expect.stringMatching(expected.errorMessage),
      });
      if (expected.line) expect(linesOf(id).join('\n')).toMatch(new RegExp(expected.line, 'm'));
      expect(metricsOf(id).Errors?.reduce((sum, value) => sum + value, 0)).toBe(before + 1);
    },
  );

  test.each([
    ['a timeout', 'spinner', true, false],
    ['an exit', 'quitter', 3, null],
    ['running out of memory', 'hog', true, false],
  ] as const)('by %s does not keep the next one from a fresh environment', async (_, id, bad, good) => {
    await invoke(id, bad);
    expect(await invoke(id, good)).toMatchObject({ status: 'ok', payload: id === 'hog' ? 'small' : 1 });
  });

  test('at initialisation is tried again by the next invocation', async () => {
    await Promise.all([invoke('broken'), invoke('broken')]);
    expect(linesOf('broken').filter((line) => line.startsWith('INIT_START')).length).toBeGreaterThanOrEqual(2);
  });
});

describe('an initialisation that is slower than its phase may be', () => {
  const slowly = (code: string) => `await new Promise((resolve) => setTimeout(resolve, 50)); ${code}`;
  let slow: LambdaFixture;
  beforeAll(() => {
    const late = {
      starter: {
        code: slowly('export const handler = async (_, context) => context.getRemainingTimeInMillis();'),
        timeout: 30,
      },
      broken: { code: slowly(`throw new SyntaxError('cannot load');`), timeout: 30 },
      never: { code: 'await new Promise((resolve) => setTimeout(resolve, 60_000));', timeout: 0.1 },
    };
    slow = startLambda(late, { initTimeoutMs: 1 });
  });
  afterAll(() => slow.stop());

  test('counts as the first invocation’s, which has what is left of the function’s timeout', async () => {
    const result = await slow.lambda.invoke('starter', null);
    expect(result).toEqual(returned(expect.any(Number)));
    expect(Object(result).payload).toBeLessThan(30_000);
  });

  test('which the invocations after it do not wait for again', async () => {
    const result = await slow.lambda.invoke('starter', null);
    expect(result).toEqual(returned(expect.any(Number)));
  });

  test('and fails as any other does', async () => {
    const result = await slow.lambda.invoke('broken', null);
    expect(result).toMatchObject({ status: 'error', errorType: 'SyntaxError' });
  });

  test('or runs out of the function’s time', async () => {
    const result = await slow.lambda.invoke('never', null);
    expect(result).toMatchObject({ status: 'error', errorMessage: expect.stringContaining('after 0.10 seconds') });
  });
});

describe('X-Ray', () => {
  const root = '1-6abcdef0-0123456789abcdef01234567';
  const segmentsOf = (id: string) => fixture.segments.filter((segment) => segment.trace_id === id);

  test('gets a service and a function segment; the handler continues below the function segment', async () => {
    await invoke('tracer', null, `Root=${root};Parent=53995c3f42cd8ad8;Sampled=1`);
    const [service, run] = segmentsOf(root);
    expect(service).toMatchObject({ name: 'shop-test-tracer', origin: 'AWS::Lambda', parent_id: '53995c3f42cd8ad8' });
    expect(run).toMatchObject({
      origin: 'AWS::Lambda::Function',
      parent_id: service?.id,
      subsegments: [{ name: 'Initialization' }],
    });
    const again = await invoke('tracer', null, `Root=${root}`);
    const warm = segmentsOf(root).at(-1);
    expect(again).toEqual(returned(`Root=${root};Parent=${warm?.id};Sampled=1`));
    expect(warm).toMatchObject({ subsegments: [] });
  });

  test('gets fault and cause of a failed invocation', async () => {
    const failed = '1-6abcdef0-0000000000000000000000aa';
    await invoke('thrower', null, `Root=${failed}`);
    expect(segmentsOf(failed)).toMatchObject([
      { fault: true },
      { fault: true, cause: { exceptions: [{ type: 'RangeError', message: 'out of stock' }] } },
    ]);
  });

  test('gets nothing of a trace that is not sampled, and the handler is told', async () => {
    const unsampled = '1-6abcdef0-0000000000000000000000bb';
    expect(await invoke('tracer', null, `Root=${unsampled};Sampled=0`)).toMatchObject({
      payload: expect.stringMatching(`^Root=${unsampled};Parent=[0-9a-f]{16};Sampled=0$`),
    });
    expect(segmentsOf(unsampled)).toEqual([]);
  });

  test('gets a new trace, stamped with virtual time, when none is given', async () => {
    const { payload } = (await invoke('tracer')) as { payload: string };
    expect(payload).toMatch(new RegExp(`^Root=1-${(fixtureStart / 1000).toString(16)}-[0-9a-f]{24};Parent=`));
  });
});

test('metrics count invocations, errors, throttles and durations per function', async () => {
  await invoke('nothing');
  const metrics = metricsOf('nothing');
  expect(metrics.Errors?.every((value) => value === 0)).toBe(true);
  expect(metrics.Invocations).toHaveLength(metrics.Duration?.length ?? -1);
  expect(metrics.Throttles).toHaveLength(metrics.Duration?.length ?? -1);
  expect(metrics.ConcurrentExecutions?.at(-1)).toBe(1);
  const ofAccount = (name: string) =>
    fixture.metrics.filter((each) => each.name === name && Object.keys(each.dimensions).length === 0).length;
  const ofFunctions = (name: string) => fixture.metrics.filter((each) => each.name === name).length - ofAccount(name);
  for (const name of ['Errors', 'Invocations', 'Throttles', 'Duration', 'ConcurrentExecutions'])
    expect(ofAccount(name)).toBe(ofFunctions(name));
});

test('there are no more execution environments than were asked for: the one that idles longest makes room', async () => {
  const code = 'export const handler = async () => true;';
  const other = startLambda({ first: { code }, second: { code } }, { environments: 1 });
  await other.lambda.invoke('first', {});
  await other.lambda.invoke('second', {});
  expect(other.lambda.status().environments).toMatchObject({ second: 1 });
  expect(Object.values(other.lambda.status().environments).reduce((sum, count) => sum + count, 0)).toBe(1);
  await other.stop();
});

test('what still waits when its caller gives up is not run, and does not keep others waiting', async () => {
  const code = `
    let runs = 0;
    export const handler = async () => ++runs;`;
  const other = startLambda({ counting: { code } }, { limits: { perFunction: 1 } });
  const caller = new AbortController();
  const invocations = [{}, { signal: caller.signal }, {}].map((options) =>
    other.lambda.invoke('counting', {}, options),
  );
  caller.abort();
  expect(await Promise.all(invocations)).toEqual([
    returned(1),
    expect.objectContaining({ status: 'error', errorType: 'TooManyRequestsException' }),
    returned(2),
  ]);
  await other.stop();
});

describe('through an alias', () => {
  const live = 'shop-test-context:live';
  const root = '1-6abcdef0-00000000000000000000a11a';
  const publishLive = (id: string) => {
    fixture.functions.publish(id);
    fixture.functions.putAlias(id, {
      ...{ name: 'live', description: '', functionVersion: '1', additionalVersionWeights: {} },
    });
  };

  test('the handler sees its version and by what name it was invoked', async () => {
    publishLive('context');
    const arn = `arn:aws:lambda:us-east-1:000000000000:function:${live}`;
    const invoked = fixture.lambda.invoke('context', null, { qualifier: 'live', traceHeader: `Root=${root}` });
    expect(await invoked).toMatchObject({
      executedVersion: '1',
      payload: {
        functionVersion: '1',
        invokedFunctionArn: arn,
        logStreamName: expect.stringMatching(/\/\[1\][0-9a-f]{32}$/),
        env: { AWS_LAMBDA_FUNCTION_VERSION: '1' },
      },
    });
    expect(linesOf('context').at(-3)).toMatch(/^START RequestId: \S+ Version: 1$/);
    const segments = fixture.segments.filter((segment) => segment.trace_id === root);
    expect(segments).toMatchObject([{ resource_arn: arn }, { aws: { function_arn: arn } }]);
  });

  test.each(['Invocations', 'Errors', 'Throttles', 'Duration'])(
    '%s are counted for it and its version, too',
    (name) => {
      const counted = fixture.metrics.filter((metric) => metric.name === name && metric.dimensions.Resource === live);
      expect(counted.map(({ dimensions }) => dimensions)).toEqual([
        { FunctionName: 'shop-test-context', Resource: live },
        { FunctionName: 'shop-test-context', Resource: live, ExecutedVersion: '1' },
      ]);
    },
  );

  test('a version has environments of its own, which are the function’s', async () => {
    publishLive('counter');
    const payloads = [];
    for (const options of [{ qualifier: 'live' }, {}, { qualifier: '1' }]) {
      payloads.push(await fixture.lambda.invoke('counter', null, options));
    }
    expect(payloads).toMatchObject([{ payload: 1 }, { executedVersion: '$LATEST' }, { payload: 2 }]);
    expect(fixture.lambda.status().environments.counter).toBe(2);
  });

  test('two releases that share the requests of every function find room for both', async () => {
    const ids = ['a', 'b', 'c', 'd'];
    const code = `export const handler = async () => process.env.RELEASE;`;
    const shared = startLambda(Object.fromEntries(ids.map((id) => [id, { code }])));
    const { functions, lambda } = shared;
    for (const id of ids) {
      const { version: functionVersion } = functions.publish(id);
      functions.update(id, { environment: { RELEASE: 'next' } });
      const additionalVersionWeights = { [functions.publish(id).version]: 0.5 };
      functions.putAlias(id, { name: 'live', description: '', functionVersion, additionalVersionWeights });
    }
    for (const id of ids) for (const qualifier of ['1', '2']) await lambda.invoke(id, null, { qualifier });
    expect(lambda.status().environments).toEqual({ a: 2, b: 2, c: 2, d: 2 });
    await shared.stop();
  });

  test('an unknown one is refused by name', async () => {
    const invoked = fixture.lambda.invoke('echo', null, { qualifier: 'live' });
    await expect(invoked).rejects.toThrow(/"echo" has neither a version nor an alias "live"/);
  });
});

test('an unknown function is refused by name', async () => {
  await expect(fixture.lambda.invoke('chekout', {})).rejects.toThrow(/no function "chekout"; there are echo, /);
});

describe('stopping', () => {
  test('fails what runs and what waits, and stores their last lines', async () => {
    const other = startLambda(
      {
        sleeper: {
          code: `export const handler = () => { console.log('asleep'); return new Promise((resolve) => setTimeout(resolve, 60_000)); };`,
          timeout: 60,
        },
      },
      { limits: { perFunction: 1 } },
    );
    const running = other.lambda.invoke('sleeper', {});
    const waiting = other.lambda.invoke('sleeper', {});
    while (other.lambda.status().environments.sleeper === 0) await new Promise(setImmediate);
    await other.stop();
    expect([await running, await waiting].map((result) => result.status)).toEqual(['error', 'error']);
    expect(other.lambda.status().environments).toEqual({ sleeper: 0 });
    expect(await other.lambda.invoke('sleeper', {})).toMatchObject({ errorType: 'ServiceException' });
  });
});
