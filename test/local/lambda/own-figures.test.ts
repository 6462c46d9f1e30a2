import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Pressure } from '../../../local/lambda/protocol.ts';
import { type LambdaFixture, startLambda } from './lambda-fixture.ts';

const MEGABYTE = 1024 * 1024;
/** Tells what Node tells it, after so much of other work. */
const FIGURES = `
  import { statfsSync } from 'node:fs';
  export const handler = async ({ spin = 0, hold = 0 }) => {
    const held = Buffer.alloc(hold, 1);
    const before = process.cpuUsage();
    const end = performance.now() + spin;
    while (performance.now() < end);
    const { user, system } = process.cpuUsage(before);
    const { bsize, blocks, bfree } = statfsSync('/tmp');
    return { rss: process.memoryUsage.rss(), same: process.memoryUsage().rss, held: held.length,
      time: (user + system) / 1000, size: bsize * blocks, free: bsize * bfree };
  };
`;

type Figures = { rss: number; same: number; time: number; size: number; free: number };

describe('what an execution environment has of its own', () => {
  let fixture: LambdaFixture;
  let pressure: Pressure | undefined;

  const figures = async (event: object = {}): Promise<Figures> => {
    const result = await fixture.lambda.invoke('figures', event);
    if (result.status !== 'ok') throw new Error(result.errorMessage);
    return result.payload as Figures;
  };

  beforeAll(() => {
    fixture = startLambda({ figures: { code: FIGURES, memorySize: 512 } }, { pressureOn: () => pressure });
  });
  afterAll(() => fixture.stop());

  it('is its memory, less than what its function has and less than the whole process takes', async () => {
    const { rss, same } = await figures();
    expect(rss).toBeGreaterThan(0);
    expect(rss).toBeLessThan(Math.min(512 * MEGABYTE, process.memoryUsage().rss));
    expect(Math.abs(rss - same)).toBeLessThan(MEGABYTE);
  });

  it('grows with what the handler holds', async () => {
    const before = await figures();
    const after = await figures({ hold: 50 * MEGABYTE });
    expect(after.rss - before.rss).toBeGreaterThan(40 * MEGABYTE);
  });

  it('is the processor time of its own thread', async () => {
    const busy = figures({ spin: 60 });
    const other = await figures();
    expect((await busy).time).toBeGreaterThan(other.time);
    expect(other.time).toBeLessThan(60);
  });

  it('is a /tmp of 512 MB that is empty', async () => {
    expect(await figures()).toMatchObject({ size: 512 * MEGABYTE, free: 512 * MEGABYTE });
  });

  describe('is weighed on by a pressure that ends when it is taken away', () => {
    const cases: Record<string, { pressure: Pressure; share: (figures: Figures) => number }> = {
      'of memory': { pressure: { memory: 90 }, share: ({ rss }) => rss / (512 * MEGABYTE) },
      // A slice of a tenth of a second, of the 512/1769 of a processor that the function has.
      'of processor time': { pressure: { cpu: 90 }, share: ({ time }) => time / (100 * (512 / 1_769)) },
      'of storage': { pressure: { storage: 90 }, share: ({ size, free }) => 1 - free / size },
    };
    it.each(Object.entries(cases))('%s', async (_name, { pressure: heavy, share }) => {
      pressure = heavy;
      const pressed = share(await figures());
      pressure = undefined;
      expect(pressed).toBeGreaterThan(0.89);
      expect(share(await figures())).toBeLessThan(0.6);
    });
  });
});
