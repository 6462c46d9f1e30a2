import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { recorded } from '../../../functions/lib/invocation.ts';
import { noUtilization } from '../../../functions/lib/utilization.ts';
import { type CapturedOutput, captureOutput } from '../../support/captured-output.ts';
import { FUNCTION_ENVIRONMENT } from '../../support/embedded-table.ts';
import { lambdaContext, NOON } from '../../support/http-event.ts';

/** In MB, far more than this process takes: it has a share of it. */
const MEMORY = 65_536;

let output: CapturedOutput;
beforeAll(() => {
  const memory = { AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(MEMORY) };
  Object.assign(process.env, FUNCTION_ENVIRONMENT, memory, { POWERTOOLS_SERVICE_NAME: 'outbox' });
  output = captureOutput();
});
beforeEach(() => output.clear());
afterAll(() => output.stop());

const run = async (work: () => void = () => {}) => {
  await recorded('outbox', lambdaContext(), NOON, async () => work());
  return output.canonical().at(-1) ?? {};
};

function spin(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

describe('what an invocation used of what its function has', () => {
  it('is told without dimensions, at the time of its event', async () => {
    const { _aws } = await run();
    expect(_aws).toMatchObject({
      Timestamp: NOON,
      CloudWatchMetrics: [
        {
          Dimensions: [[]],
          Metrics: [
            { Name: 'ColdStarts', Unit: 'Count' },
            { Name: 'MemoryUtilization', Unit: 'Percent' },
            { Name: 'CpuUtilization', Unit: 'Percent' },
            { Name: 'StorageUtilization', Unit: 'Percent' },
          ],
        },
      ],
    });
  });

  it('is the share of memory that the process takes', async () => {
    const { MemoryUtilization } = await run();
    const share = (100 * process.memoryUsage.rss()) / (MEMORY * 1024 * 1024);
    expect(MemoryUtilization).toBeGreaterThan(share / 2);
    expect(MemoryUtilization).toBeLessThan(share * 2);
  });

  it('is the processor time that it took, however short a burst is', async () => {
    const idle = await run();
    const busy = await run(() => spin(250));
    expect(busy.CpuUtilization).toBeGreaterThan(Number(idle.CpuUtilization));
    expect(idle.CpuUtilization).toBeLessThan(80);
    expect(busy.CpuUtilization).toBeLessThanOrEqual(100);
  });

  it('is a share of /tmp', async () => {
    const { StorageUtilization } = await run();
    expect(StorageUtilization).toBeGreaterThanOrEqual(0);
    expect(StorageUtilization).toBeLessThanOrEqual(100);
  });

  it('is told of an invocation that fails, too', async () => {
    const failing = recorded('outbox', lambdaContext(), NOON, async () => {
      throw new TypeError('broken');
    });
    await expect(failing).rejects.toThrow();
    expect(output.canonical().at(-1)).toMatchObject({ ColdStarts: 0, MemoryUtilization: expect.any(Number) });
  });

  it('is not told of what is no work of the function’s', async () => {
    await recorded('outbox', lambdaContext(), NOON, async () => {}, noUtilization());
    expect(output.canonical().at(-1)).not.toHaveProperty('_aws');
  });
});
