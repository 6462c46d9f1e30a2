import { describe, expect, it } from 'vitest';
import { deploymentMarks } from '../../../operations/telemetry/deployment-marks.ts';
import { sampleDeployment, sampleSteps } from '../../support/sample-deployment.ts';

const START = Date.parse('2031-01-01T00:00:00.000Z');
const at = (minutes: number) => new Date(START + minutes * 60_000).toISOString();

describe('the marks of deployments', () => {
  it('are where each release got all requests, oldest first', () => {
    const marks = deploymentMarks([sampleDeployment(START, 60), sampleDeployment(START, 0)]);
    expect(marks.map(({ label, value }) => [label, value])).toEqual([
      ['Deployed 3f9c2ab417d0', at(12)],
      ['Deployed 3f9c2ab417d0', at(72)],
    ]);
  });

  it.each([
    ['rolled-back', 'Rolled back 3f9c2ab417d0'],
    ['failed', 'Failed 3f9c2ab417d0'],
    ['interrupted', 'Interrupted 3f9c2ab417d0'],
  ] as const)('say of one that %s that it was, in another colour', (status, label) => {
    const [good, bad] = deploymentMarks([sampleDeployment(START, 30, { status }), sampleDeployment(START, 0)]);
    expect(bad?.label).toBe(label);
    expect(bad?.color).not.toBe(good?.color);
  });

  it('are none of what runs, or never came as far as the stage', () => {
    const early = sampleSteps(START).slice(0, 3);
    const deployments = [
      sampleDeployment(START, 60, { status: 'running' }),
      sampleDeployment(START, 30, { status: 'failed', steps: early }),
    ];
    expect(deploymentMarks(deployments)).toEqual([]);
  });

  it('are at most twenty, the newest', () => {
    const newestFirst = Array.from({ length: 30 }, (_, index) => sampleDeployment(START, (30 - index) * 60));
    const marks = deploymentMarks(newestFirst);
    expect(marks).toHaveLength(20);
    expect(marks.at(-1)?.value).toBe(at(30 * 60 + 12));
  });
});
