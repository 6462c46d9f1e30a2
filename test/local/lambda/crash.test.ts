import { afterEach, describe, expect, test } from 'vitest';
import { createClock } from '../../../local/clock.ts';
import { fixtureStart, type Handler, type LambdaFixture, startLambda } from './lambda-fixture.ts';

/** Says when it runs, and ends only when told so by its event. */
const WAITING: Handler = {
  code: `let calls = 0;
    export const handler = async ({ wait }) => {
      calls += 1;
      console.log('running');
      if (wait) await new Promise(() => setInterval(() => {}, 1_000));
      return calls;
    };`,
};
const CRASHED = {
  status: 'error',
  functionError: 'Unhandled',
  errorType: 'Runtime.ExitError',
  errorMessage: expect.stringMatching(/^RequestId: \S+ Error: Runtime exited with error: signal: killed$/),
};

let fixture: LambdaFixture | undefined;
afterEach(async () => {
  await fixture?.stop();
  fixture = undefined;
});

/** Kills as soon as something runs. */
async function killWhenRunning({ lambda }: LambdaFixture, functionId: string): Promise<number> {
  for (;;) {
    const killed = lambda.kill(functionId);
    if (killed > 0) return killed;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('an environment that is killed', () => {
  test('fails its invocation as a crash does, which is counted and logged', async () => {
    fixture = startLambda({ waiting: WAITING });
    const invocation = fixture.lambda.invoke('waiting', { wait: true });
    expect(await killWhenRunning(fixture, 'waiting')).toBe(1);
    expect(await invocation).toMatchObject(CRASHED);
    expect(fixture.metrics).toContainEqual(expect.objectContaining({ name: 'Errors', value: 1 }));
    expect(fixture.lines.at(-1)?.message).toContain('Status: error\tError Type: Runtime.ExitError');
  });

  test('is replaced by a new one, which knows nothing of it', async () => {
    fixture = startLambda({ waiting: WAITING });
    expect(await fixture.lambda.invoke('waiting', { wait: false })).toMatchObject({ payload: 1 });
    const invocation = fixture.lambda.invoke('waiting', { wait: true });
    await killWhenRunning(fixture, 'waiting');
    await invocation;
    expect(await fixture.lambda.invoke('waiting', { wait: false })).toMatchObject({ payload: 1 });
  });

  test('is one that runs an invocation of that function, and no other', async () => {
    fixture = startLambda({ waiting: WAITING, other: WAITING });
    await fixture.lambda.invoke('other', { wait: false });
    expect(fixture.lambda.kill('other')).toBe(0);
    const invocation = fixture.lambda.invoke('waiting', { wait: true });
    await killWhenRunning(fixture, 'waiting');
    await invocation;
    expect(await fixture.lambda.invoke('other', { wait: false })).toMatchObject({ payload: 2 });
  });

  test('is of a function that exists', () => {
    const { lambda, stop } = startLambda({ waiting: WAITING });
    expect(() => lambda.kill('till')).toThrow(RangeError);
    return stop();
  });
});

describe('an invocation that is to crash', () => {
  test('does, when it is still running by then', async () => {
    fixture = startLambda({ waiting: WAITING }, { disturb: () => ({ kind: 'killed', afterMs: 1 }) });
    expect(await fixture.lambda.invoke('waiting', { wait: true })).toMatchObject(CRASHED);
  });

  test('survives when it is faster, and so does its environment', async () => {
    fixture = startLambda({ waiting: WAITING }, { disturb: () => ({ kind: 'killed', afterMs: 60_000 }) });
    for (const payload of [1, 2]) {
      expect(await fixture.lambda.invoke('waiting', { wait: false })).toMatchObject({ payload });
    }
  });
});

test('for want of memory, an invocation ends as Lambda ends it, with all memory used', async () => {
  fixture = startLambda({ waiting: WAITING }, { disturb: () => ({ kind: 'outOfMemory', afterMs: 1 }) });
  expect(await fixture.lambda.invoke('waiting', { wait: true })).toMatchObject({
    errorType: 'Runtime.OutOfMemory',
    errorMessage: expect.stringMatching(/Error: Runtime exited with error: signal: killed$/),
  });
  expect(fixture.lines.at(-1)?.message).toMatch(/Max Memory Used: 128 MB\t.*Error Type: Runtime\.OutOfMemory/);
});

describe('an invocation that hangs', () => {
  const hangs = { disturb: () => ({ kind: 'hangs' }) as const };
  const durations = () => fixture?.metrics.flatMap(({ name, value }) => (name === 'Duration' ? [value] : []));

  test('times out; where time stands still nobody waits for it, and its duration is the timeout all the same', async () => {
    fixture = startLambda({ waiting: { ...WAITING, timeout: 900 } }, hangs);
    expect(await fixture.lambda.invoke('waiting', { wait: false })).toMatchObject({
      errorType: 'Sandbox.Timedout',
      errorMessage: expect.stringMatching(/^RequestId: \S+ Error: Task timed out after 900.00 seconds$/),
      heldMs: 900_000,
    });
    for (const duration of durations() ?? []) expect(duration).toBeGreaterThanOrEqual(900_000);
    expect(fixture.printed()).toEqual([expect.stringMatching(/Task timed out after 900.00 seconds$/)]);
  });

  test('where time flows, is waited for', async () => {
    const clock = createClock({ mode: 'running', speed: 1, start: fixtureStart });
    fixture = startLambda({ waiting: { ...WAITING, timeout: 0.05 } }, { ...hangs, clock });
    const result = await fixture.lambda.invoke('waiting', { wait: false });
    clock.stop();
    expect(result).toMatchObject({ errorMessage: expect.stringContaining('Task timed out after 0.05 seconds') });
    expect(result).not.toHaveProperty('heldMs');
    for (const duration of durations() ?? []) expect(duration).toBeGreaterThanOrEqual(49);
  });

  test('does not keep the next one from a fresh environment', async () => {
    let hanging = true;
    fixture = startLambda({ waiting: WAITING }, { disturb: () => (hanging ? { kind: 'hangs' } : undefined) });
    await fixture.lambda.invoke('waiting', { wait: false });
    hanging = false;
    expect(await fixture.lambda.invoke('waiting', { wait: false })).toMatchObject({ payload: 1 });
  });
});

test('an environment that is thrown away after its invocation is not seen again: each one starts cold', async () => {
  let recycles = true;
  fixture = startLambda({ waiting: WAITING }, { recycles: () => recycles });
  for (const payload of [1, 1]) {
    expect(await fixture.lambda.invoke('waiting', { wait: false })).toMatchObject({ payload });
  }
  recycles = false;
  for (const payload of [1, 2]) {
    expect(await fixture.lambda.invoke('waiting', { wait: false })).toMatchObject({ payload });
  }
  expect(fixture.lines.filter(({ message }) => message.includes('Init Duration'))).toHaveLength(3);
});

test('an environment that lay frozen finds that its clock has gone on, which the invocation itself does not take', async () => {
  const code = 'export const handler = async () => performance.now();';
  fixture = startLambda({ clock: { code } }, { frozenMs: () => 3_600_000 });
  const told = async (): Promise<number> => {
    const result = await fixture?.lambda.invoke('clock', {});
    return result?.status === 'ok' ? Number(result.payload) : Number.NaN;
  };
  const [first, second] = [await told(), await told()];
  expect(second - first).toBeGreaterThan(3_600_000);
  const durations = fixture.metrics.flatMap(({ name, value }) => (name === 'Duration' ? [value] : []));
  expect(Math.max(...durations)).toBeLessThan(3_600_000);
});

test('when others take the concurrent executions of the account, invocations are throttled, which the account’s metrics show', async () => {
  let occupied = 1_000;
  fixture = startLambda({ waiting: WAITING }, { occupied: () => occupied });
  expect(await fixture.lambda.invoke('waiting', {})).toMatchObject({ errorType: 'TooManyRequestsException' });
  const ofAccount = (name: string) =>
    fixture?.metrics.flatMap((sample) =>
      sample.name === name && Object.keys(sample.dimensions).length === 0 ? [sample.value] : [],
    );
  expect([ofAccount('Throttles'), ofAccount('ConcurrentExecutions')]).toEqual([[1], [1_000]]);
  occupied = 950;
  expect(await fixture.lambda.invoke('waiting', {})).toMatchObject({ payload: 1 });
  expect([ofAccount('Throttles'), ofAccount('ConcurrentExecutions')]).toEqual([
    [1, 0],
    [1_000, 951],
  ]);
});
