import { afterEach, describe, expect, test } from 'vitest';
import { type Handler, type LambdaFixture, startLambda } from './lambda-fixture.ts';

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
    fixture = startLambda({ waiting: WAITING }, { crashAfter: () => 1 });
    expect(await fixture.lambda.invoke('waiting', { wait: true })).toMatchObject(CRASHED);
  });

  test('survives when it is faster, and so does its environment', async () => {
    fixture = startLambda({ waiting: WAITING }, { crashAfter: () => 60_000 });
    for (const payload of [1, 2]) {
      expect(await fixture.lambda.invoke('waiting', { wait: false })).toMatchObject({ payload });
    }
  });
});
