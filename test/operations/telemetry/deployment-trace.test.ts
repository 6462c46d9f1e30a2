import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DEPLOYMENT_STATUSES,
  type Deployment,
  type DeploymentCheck,
  STEP_STATUSES,
} from '../../../functions/lib/deployments/deployment.ts';
import { parseSegment } from '../../../local/xray/segment.ts';
import { deploymentTrace } from '../../../operations/telemetry/deployment-trace.ts';
import { sampleDeployment, sampleSteps } from '../../support/sample-deployment.ts';

const START = Date.parse('2031-01-01T00:00:00.000Z');

type Shown = {
  readonly id: string;
  readonly name: string;
  readonly fault?: boolean;
  readonly error?: boolean;
  readonly start_time: number;
  readonly end_time: number;
  readonly cause?: { readonly exceptions: readonly { readonly type: string; readonly message: string }[] };
  readonly subsegments?: readonly Shown[];
};

const documents = (deployment: Deployment): Shown[] => deploymentTrace(deployment).map((text) => JSON.parse(text));
const traceOf = (otherwise: Partial<Deployment> = {}) => documents(sampleDeployment(START, 0, otherwise))[0];
const outcome = ({ fault, error, cause }: Shown) => ({ fault, error, exception: cause?.exceptions[0]?.type });

const check = (step: DeploymentCheck['step'], name: string, status: DeploymentCheck['status']): DeploymentCheck => ({
  ...{ step, name, status, detail: `${name} is ${status}.`, startedAt: START, endedAt: START + 1_500 },
});

describe('the trace of a deployment', () => {
  it('is one segment that says where, what, by whom and how it ended, with a subsegment for each step', () => {
    const trace = traceOf({ previousVersion: '00000000000a', bundleBytes: 7, monthlyCost: 24.5 });
    expect(trace).toMatchObject({
      trace_id: '1-665b0000-000000000000000000000001',
      name: 'smallcart-local-deployment',
      start_time: START / 1000,
      annotations: { stage: 'local', result: 'succeeded', version: '3f9c2ab417d0', actor: '9a1c2b40d7e65f83' },
      metadata: { default: { previousVersion: '00000000000a', bundleBytes: 7, monthlyCost: 24.5 } },
    });
    expect(trace?.subsegments?.map(({ name }) => name)).toEqual(['install', 'test', 'build', 'deploy', 'verify']);
    expect(trace && outcome(trace)).toEqual({});
  });

  it.each([
    ['failed', { fault: true, exception: 'DeploymentFailed' }],
    ['rolled-back', { fault: true, exception: 'DeploymentRolledBack' }],
    ['interrupted', { error: true, exception: 'DeploymentInterrupted' }],
  ] as const)('that %s has its sentence as an exception', (status, expected) => {
    const trace = traceOf({ status, error: 'The build failed.' });
    expect(trace && outcome(trace)).toEqual(expected);
    expect(trace?.cause?.exceptions[0]?.message).toBe('The build failed.');
  });

  it('shows which step failed, and leaves out what somebody else had done before', () => {
    const [install, test, build] = sampleSteps(START).slice(0, 3);
    if (!install || !test || !build) throw new Error('There are no such steps.');
    const steps = [
      { ...install, status: 'skipped' as const },
      test,
      { ...build, status: 'failed' as const, error: 'No.' },
    ];
    const shown = traceOf({ status: 'failed', steps })?.subsegments ?? [];
    expect(shown.map((step) => [step.name, outcome(step)])).toEqual([
      ['test', {}],
      ['build', { fault: true, exception: 'DeploymentFailed' }],
    ]);
  });

  it('has each check in its step', () => {
    const checks = [check('deploy', 'Health of cart', 'passed'), check('verify', 'A shopper’s walk', 'failed')];
    const steps = traceOf({ status: 'rolled-back', checks })?.subsegments ?? [];
    const shown = steps.flatMap(({ name, subsegments = [] }) =>
      subsegments.map((each) => [name, each.name, outcome(each)]),
    );
    expect(shown).toEqual([
      ['deploy', 'Health of cart', {}],
      ['verify', 'A shoppers walk', { fault: true, exception: 'DeploymentFailed' }],
    ]);
  });

  it('ends what was cut off when the deployment was heard of last', () => {
    const [install] = sampleSteps(START);
    if (!install) throw new Error('There is no such step.');
    const { endedAt: _, ...step } = { ...install, status: 'running' as const };
    const deployment = sampleDeployment(START, 0, { status: 'running', steps: [step], heartbeatAt: START + 45_000 });
    expect(documents(deployment)[0]?.subsegments?.[0]).toMatchObject({ error: true, end_time: START / 1000 + 45 });
  });

  it('is the same when it is sent again', () => {
    expect(traceOf({ status: 'failed', error: 'No.' })).toEqual(traceOf({ status: 'failed', error: 'No.' }));
  });

  it('tells nothing personal, whatever an error says', () => {
    const error = 'ida@shop.example could not be told.';
    expect(
      JSON.stringify(
        traceOf({ status: 'failed', error, checks: [{ ...check('verify', 'Walk', 'failed'), detail: error }] }),
      ),
    ).not.toContain('ida@');
  });

  it('is of documents that X-Ray takes, whatever was deployed', () => {
    const text = fc.string({ maxLength: 3_000, unit: 'grapheme' });
    const arbitrary = fc.record({
      status: fc.constantFrom(...DEPLOYMENT_STATUSES),
      error: text,
      checks: fc.array(
        fc.record({
          name: text,
          detail: text,
          step: fc.constantFrom('deploy', 'verify', 'rollback'),
          status: fc.constantFrom('passed', 'failed'),
          startedAt: fc.constant(START),
          endedAt: fc.constant(START + 10),
        }),
        { maxLength: 60, size: 'max' },
      ),
      steps: fc.constantFrom(...STEP_STATUSES).map((status) => sampleSteps(START).map((step) => ({ ...step, status }))),
    });
    fc.assert(
      fc.property(arbitrary, (otherwise) => {
        for (const document of deploymentTrace(sampleDeployment(START, 0, otherwise))) {
          expect(Buffer.byteLength(document)).toBeLessThanOrEqual(64_000);
          expect(() => parseSegment(JSON.parse(document))).not.toThrow();
        }
      }),
      { numRuns: 25 },
    );
  });
});
