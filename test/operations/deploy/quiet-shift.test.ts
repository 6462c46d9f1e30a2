import { describe, expect, test } from 'vitest';
import { runDeployment } from '../../../operations/deploy/run-deployment.ts';
import { OperatorError } from '../../../operations/operator-error.ts';
import { type Course, deployedStage, FORMER, REQUEST } from '../../support/deployed-stage.ts';

const fail = (): never => {
  throw new OperatorError('It is broken.');
};
const MUTED = 'muted at 0 for 45 min after newVersions';

describe('while requests are shifted alarms tell nobody', () => {
  test.each<[string, Course, readonly string[]]>([
    ['from before the first share to the end', {}, [MUTED, 'unmuted after release']],
    ['and tell again after a way back', { canary: fail }, [MUTED, 'unmuted after rollback']],
    ['and after one that failed', { canary: fail, restore: fail }, [MUTED, 'unmuted after restore']],
    ['and after an interruption', { release: (stage) => stage.interrupt() }, [MUTED, 'unmuted after rollback']],
    ['but not before anything is shifted', { provision: fail }, ['unmuted after rollback']],
  ])('%s', async (_, course, silence) => {
    const stage = deployedStage(course);
    await runDeployment(stage.ports, REQUEST);
    expect(stage.silence).toEqual(silence);
  });

  test('for longer where the stage’s clock runs faster, as a way back takes its time on ours', async () => {
    const stage = deployedStage({}, { pace: 20 });
    await runDeployment(stage.ports, REQUEST);
    expect(stage.silence[0]).toContain('for 615 min');
  });

  test('and are left to another deployment that took over', async () => {
    const stage = deployedStage({ canary: ({ lock }) => (lock.lost = true) });
    await expect(runDeployment(stage.ports, REQUEST)).rejects.toThrow(/the stage is left to it/);
    expect(stage.silence).toEqual([MUTED]);
  });

  test('and what a deployment that died had muted tells again before anything is done', async () => {
    const died = { deploymentId: 'dep_died', commit: 'c0ffee', actor: 'ffffffffffff', since: 0, previous: FORMER };
    const stage = deployedStage({}, { lease: died });
    await runDeployment(stage.ports, REQUEST);
    expect(stage.silence).toEqual(['unmuted after share back', MUTED, 'unmuted after release']);
  });

  test('and a silence that cannot begin or end is said, and stops nothing', async () => {
    const stage = deployedStage();
    const lines: string[] = [];
    const progress = { ...stage.ports.progress, line: (line: string) => void lines.push(line) };
    const silence = { begin: async () => fail(), end: async () => fail() };
    expect(await runDeployment({ ...stage.ports, progress, silence }, REQUEST)).toMatchObject({ status: 'succeeded' });
    expect(lines.join('\n')).toMatch(/alarms could not be muted, and may tell of the deployment: It is broken\./);
    expect(stage.said.join('\n')).toMatch(
      /alarms could not be unmuted: It is broken\. They are in 45 minutes at the latest/,
    );
  });
});
