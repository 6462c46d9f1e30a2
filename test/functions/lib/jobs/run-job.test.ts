import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { jobRuns } from '../../../../functions/lib/entities/job-run.ts';
import { jobStates } from '../../../../functions/lib/entities/job-state.ts';
import { LeaseLostError } from '../../../../functions/lib/jobs/lease.ts';
import { runJob, type Work } from '../../../../functions/lib/jobs/run-job.ts';
import { type CapturedOutput, captureOutput } from '../../../support/captured-output.ts';
import { type EmbeddedTable, startEmbeddedTable } from '../../../support/embedded-table.ts';
import { lambdaContext, NOON } from '../../../support/http-event.ts';

const MINUTE = 60_000;
const context = { ...lambdaContext(), getRemainingTimeInMillis: () => 60_000 };

let table: EmbeddedTable;
let output: CapturedOutput;
beforeAll(async () => {
  table = await startEmbeddedTable();
  Object.assign(process.env, table.environment);
  output = captureOutput();
});
beforeEach(async () => {
  output.clear();
  await jobStates().delete({ job: 'sales-rollup' }).go();
  const { data } = await jobRuns().query.byJob({ job: 'sales-rollup' }).go();
  for (const { id } of data) await jobRuns().delete({ job: 'sales-rollup', id }).go();
});
afterAll(async () => {
  output.stop();
  await table.stop();
});

const runAt = (now: number, work: (work: Work) => Promise<number>) =>
  runJob('sales-rollup', { time: new Date(now).toISOString() }, context, work);

async function runs() {
  const { data } = await jobRuns().query.byJob({ job: 'sales-rollup' }).go({ consistent: true });
  return data.map(({ status, processed, error, startedAt }) => ({ status, processed, error, startedAt }));
}

describe('a run of a job', () => {
  it('is recorded with its status, its duration and how much it did', async () => {
    await runAt(NOON, async () => 7);
    expect(await runs()).toEqual([{ status: 'succeeded', processed: 7, error: undefined, startedAt: NOON }]);
    const { data } = await jobRuns().query.byJob({ job: 'sales-rollup' }).go();
    expect(data[0]?.durationMs).toBeGreaterThanOrEqual(0);
  });

  it('goes on from what the one before it wrote down', async () => {
    await runAt(NOON, async ({ progress, save }) => {
      expect(progress).toBeUndefined();
      await save('page 3');
      return 1;
    });
    let found: string | undefined;
    await runAt(NOON + 15 * MINUTE, async ({ progress }) => {
      found = progress;
      return 0;
    });
    expect(found).toBe('page 3');
  });

  it('that fails is recorded by the error’s name, fails the invocation, and keeps its progress', async () => {
    const failing = runAt(NOON, async ({ save }) => {
      await save('page 2');
      throw new RangeError('ida@mail.example does not fit');
    });
    await expect(failing).rejects.toThrow(RangeError);
    expect(await runs()).toMatchObject([{ status: 'failed', error: 'RangeError' }]);
    expect(output.text()).not.toContain('ida@mail.example');
    let found: string | undefined;
    await runAt(NOON + MINUTE, async ({ progress }) => {
      found = progress;
      return 0;
    });
    expect(found).toBe('page 2');
  });

  it('that begins while another is at it does nothing', async () => {
    let inner = 0;
    await runAt(NOON, async () => {
      await runAt(NOON + MINUTE, async () => {
        inner++;
        return 1;
      });
      return 1;
    });
    expect(inner).toBe(0);
    expect(await runs()).toHaveLength(1);
  });

  it('that died is told as interrupted by the next, which goes on from its progress once the lease is over', async () => {
    const dead = runAt(NOON, async ({ save }) => {
      await save('page 5');
      return new Promise<number>(() => {});
    });
    void dead;
    await expect.poll(async () => (await jobStates().get({ job: 'sales-rollup' }).go()).data?.progress).toBe('page 5');
    let found: string | undefined;
    await runAt(NOON + 5 * MINUTE, async ({ progress }) => {
      found = progress;
      return 0;
    });
    expect(found).toBe('page 5');
    expect((await runs()).map(({ status }) => status)).toEqual(['interrupted', 'succeeded']);
  });

  it('that was taken for dead can write nothing down any more', async () => {
    const late = runAt(NOON, async ({ save }) => {
      await runAt(NOON + 5 * MINUTE, async (work) => {
        await work.save('page 9');
        return 1;
      });
      await save('page 1');
      return 1;
    });
    await expect(late).rejects.toThrow(LeaseLostError);
    const { data } = await jobStates().get({ job: 'sales-rollup' }).go();
    expect(data?.progress).toBe('page 9');
  });

  it.each([
    [60_000, true],
    [10_000, false],
  ])('with %i ms left has time for a step: %s', async (remaining, expected) => {
    let has: boolean | undefined;
    const work = async ({ hasTime }: Work) => {
      has = hasTime();
      return 0;
    };
    const short = { ...context, getRemainingTimeInMillis: () => remaining };
    await runJob('sales-rollup', { time: new Date(NOON).toISOString() }, short, work);
    expect(has).toBe(expected);
  });
});
