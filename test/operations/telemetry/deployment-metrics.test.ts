import { describe, expect, it } from 'vitest';
import type { Deployment } from '../../../functions/lib/deployments/deployment.ts';
import { deploymentMetrics } from '../../../operations/telemetry/deployment-metrics.ts';
import { metricText } from '../../support/declared-metrics.ts';
import { sampleDeployment, sampleSteps } from '../../support/sample-deployment.ts';

const START = Date.parse('2031-01-01T00:00:00.000Z');
const HOUR = 3_600_000;

function told(otherwise: Partial<Deployment> = {}, previousEnd?: number): Record<string, number | undefined> {
  const { MetricData = [] } = deploymentMetrics(sampleDeployment(START, 0, otherwise), previousEnd);
  return Object.fromEntries(
    MetricData.map(({ MetricName = '', Dimensions = [], Value }) => {
      const dimensions = Object.fromEntries(Dimensions.map(({ Name = '', Value: value = '' }) => [Name, value]));
      return [metricText(MetricName, dimensions), Value];
    }),
  );
}

describe('the metrics of a deployment', () => {
  it('are its result, the duration of its steps in seconds, its size, and the time since the last one', () => {
    expect(told({ bundleBytes: 5_000_000 }, START - HOUR)).toEqual({
      'Deployments{Result=succeeded}': 1,
      'Deployments{Result=failed}': 0,
      'DeploymentDuration{Step=install}': 60,
      'DeploymentDuration{Step=test}': 120,
      'DeploymentDuration{Step=build}': 60,
      'DeploymentDuration{Step=deploy}': 480,
      'DeploymentDuration{Step=verify}': 360,
      'DeploymentBundleSize{}': 5_000_000,
      'TimeSinceLastDeployment{}': 3_600 + 18 * 60,
    });
  });

  it.each(['failed', 'rolled-back', 'interrupted'] as const)('count one that %s as failed', (status) => {
    expect(told({ status })).toMatchObject({ 'Deployments{Result=succeeded}': 0, 'Deployments{Result=failed}': 1 });
  });

  it('have no duration of steps that were skipped, that never ended, or that went back', () => {
    const [install, test, build] = sampleSteps(START);
    if (!install || !test || !build) throw new Error('There are no such steps.');
    const { endedAt: _, ...unended } = test;
    const steps = [{ ...install, status: 'skipped' as const }, unended, { ...build, name: 'rollback' as const }];
    expect(Object.keys(told({ steps })).filter((name) => name.startsWith('DeploymentDuration'))).toEqual([]);
  });

  it('know no time since the last one when there was none', () => {
    expect(told()).not.toHaveProperty('TimeSinceLastDeployment{}');
  });
});
