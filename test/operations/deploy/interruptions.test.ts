import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { BEAT_EVERY_MS, startHeartbeat } from '../../../operations/deploy/heartbeat.ts';
import { heedInterruptions } from '../../../operations/deploy/interruptions.ts';
import { runDeployment } from '../../../operations/deploy/run-deployment.ts';
import type { LiveRelease, Work } from '../../../operations/deploy/target.ts';
import { OperatorError } from '../../../operations/operator-error.ts';
import { deployedStage, REQUEST } from '../../support/deployed-stage.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('the first signal stops, its echo by npm is none of its own, and a later one asks', () => {
  const told: string[] = [];
  const clock = () => performance.now();
  const stop = heedInterruptions({ first: () => told.push('first'), again: () => told.push('again'), clock });
  process.emit('SIGINT');
  vi.advanceTimersByTime(20);
  process.emit('SIGINT');
  vi.advanceTimersByTime(2_000);
  process.emit('SIGTERM');
  stop();
  expect(told).toEqual(['first', 'again']);
  expect(process.listeners('SIGHUP')).toEqual([]);
});

describe('a heartbeat', () => {
  test('beats until it is stopped, and never twice at once', async () => {
    let beats = 0;
    let end: () => void = () => undefined;
    const stop = startHeartbeat(() => {
      beats++;
      return new Promise((resolve) => {
        end = resolve;
      });
    });
    vi.advanceTimersByTime(3 * BEAT_EVERY_MS);
    expect(beats).toBe(1);
    end();
    await vi.advanceTimersByTimeAsync(BEAT_EVERY_MS);
    expect(beats).toBe(2);
    end();
    await stop();
    vi.advanceTimersByTime(BEAT_EVERY_MS);
    expect(beats).toBe(2);
  });

  test('of a deployment is in its record while a step takes long', async () => {
    const stage = deployedStage();
    const { commands } = stage.ports;
    const test = async () => {
      stage.pass(BEAT_EVERY_MS);
      await vi.advanceTimersByTimeAsync(BEAT_EVERY_MS);
    };
    const ports = { ...stage.ports, ...(commands && { commands: { ...commands, test } }) };
    const { startedAt, heartbeatAt } = await runDeployment(ports, REQUEST);
    expect(heartbeatAt - startedAt).toBeGreaterThanOrEqual(BEAT_EVERY_MS);
  });

  test.each([1, 10, 20])(
    'at %i times the speed is to be believed for several beats, from the start on, and no longer',
    async (pace) => {
      const stage = deployedStage({}, { pace });
      const { commands } = stage.ports;
      const test = async () => {
        stage.pass(BEAT_EVERY_MS * pace);
        await vi.advanceTimersByTimeAsync(BEAT_EVERY_MS);
      };
      const ports = { ...stage.ports, ...(commands && { commands: { ...commands, test } }) };
      await runDeployment(ports, REQUEST);
      const beats = stage.saved.map(({ heartbeatAt, believedUntil = 0 }) => {
        return (believedUntil - heartbeatAt) / (BEAT_EVERY_MS * pace);
      });
      expect(new Set(stage.saved.map(({ heartbeatAt }) => heartbeatAt)).size).toBeGreaterThan(1);
      expect(Math.min(...beats)).toBeGreaterThan(2);
      expect(Math.max(...beats)).toBeLessThan(20);
    },
  );

  test('of a stage whose clock moves only when it is told to says nothing of how long it is to be believed', async () => {
    const stage = deployedStage({}, { pace: null });
    await runDeployment(stage.ports, REQUEST);
    expect(stage.saved.filter(({ believedUntil }) => believedUntil !== undefined)).toEqual([]);
  });

  test('that finds another deployment in its place stops this one at once', async () => {
    const stage = deployedStage();
    const { commands } = stage.ports;
    const test = async (_: string, { signal }: { signal: AbortSignal }) => {
      stage.lock.lost = true;
      await vi.advanceTimersByTimeAsync(BEAT_EVERY_MS);
      signal.throwIfAborted();
    };
    const ports = { ...stage.ports, ...(commands && { commands: { ...commands, test } }) };
    await expect(runDeployment(ports, REQUEST)).rejects.toThrow(/another one has begun/);
    expect(stage.points).not.toContain('build');
  });

  test('that finds another deployment in its place stops its way back at once, too', async () => {
    const stage = deployedStage();
    const restore = async (_: LiveRelease, { signal }: Work) => {
      stage.lock.lost = true;
      await vi.advanceTimersByTimeAsync(BEAT_EVERY_MS);
      signal.throwIfAborted();
      throw new Error('It was not stopped.');
    };
    const provision = async () => Promise.reject(new OperatorError('It is broken.'));
    const ports = { ...stage.ports, target: { ...stage.ports.target, provision, restore } };
    await expect(runDeployment(ports, REQUEST)).rejects.toThrow(/another one has begun/);
    expect(stage.told).toEqual([]);
  });

  test('keeps the lease also while one that died is closed', async () => {
    const stage = deployedStage();
    let kept = 0;
    const keep = async () => kept++ >= 0;
    const unended = async () => {
      await vi.advanceTimersByTimeAsync(2 * BEAT_EVERY_MS);
      expect(kept).toBe(2);
      return [];
    };
    const ports = { ...stage.ports, unended, lock: { ...stage.lock, keep } };
    expect(await runDeployment(ports, REQUEST)).toMatchObject({ status: 'succeeded' });
  });

  test('is none of a deployment that has ended, while that is told', async () => {
    const stage = deployedStage();
    let [before, after] = [0, 0];
    const ended = async () => {
      before = stage.saved.length;
      await vi.advanceTimersByTimeAsync(2 * BEAT_EVERY_MS);
      after = stage.saved.length;
    };
    await runDeployment({ ...stage.ports, reporter: { ...stage.ports.reporter, ended } }, REQUEST);
    expect(before).toBeGreaterThan(0);
    expect(after).toBe(before);
  });
});
