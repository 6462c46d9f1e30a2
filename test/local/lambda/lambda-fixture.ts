import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createClock } from '../../../local/clock.ts';
import { type CodeStore, openCodeStore } from '../../../local/lambda/code-store.ts';
import type { FunctionDefinition } from '../../../local/lambda/function-definition.ts';
import { createFunctions, type Functions } from '../../../local/lambda/functions.ts';
import { createLambda, type Lambda, type LambdaOptions } from '../../../local/lambda/lambda.ts';
import type { LambdaMetric } from '../../../local/lambda/telemetry.ts';
import { openVersionNumbers } from '../../../local/lambda/version-numbers.ts';

export const fixtureStart = Date.UTC(2026, 10, 21, 12, 0, 0);

export type Handler = { code: string } & Partial<Pick<FunctionDefinition, 'memorySize' | 'timeout' | 'environment'>>;
export type LogLine = { logGroup: string; logStream: string; timestamp: number; message: string };

/** An embedded Lambda whose functions are given as the text of ES modules, and all that it reported. */
export type LambdaFixture = {
  lambda: Lambda;
  functions: Functions;
  code: CodeStore;
  lines: LogLine[];
  metrics: LambdaMetric[];
  segments: Record<string, unknown>[];
  /** Log messages in order, without those that START, END, REPORT and INIT_START frame. */
  printed(): string[];
  stop(): Promise<void>;
};

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

export function startLambda(
  handlers: Readonly<Record<string, Handler>>,
  { random = () => 0, ...options }: Partial<LambdaOptions> & { random?: () => number } = {},
): LambdaFixture {
  const folder = mkdtempSync(join(tmpdir(), 'lambda-test-'));
  const [lines, metrics, segments]: [LogLine[], LambdaMetric[], Record<string, unknown>[]] = [[], [], []];
  const clock = createClock({ mode: 'simulated', speed: 1, start: fixtureStart });
  const code = openCodeStore(join(folder, 'functions'));
  const numbers = openVersionNumbers(new DatabaseSync(':memory:'));
  const functions = createFunctions({ code, numbers, now: clock.now, random });
  for (const [id, { code: text, ...rest }] of Object.entries(handlers)) {
    const bundle = join(folder, `${id}.mjs`);
    writeFileSync(bundle, text);
    functions.add({ id, name: `shop-test-${id}`, bundle, memorySize: 128, timeout: 5, environment: {}, ...rest });
  }
  const lambda = createLambda({
    functions,
    region: 'us-east-1',
    accountId: '000000000000',
    xrayDaemonAddress: '127.0.0.1:2000',
    clock,
    logStore: {
      put: (logGroup, logStream, events) =>
        void lines.push(...events.map((event) => ({ logGroup, logStream, ...event }))),
    },
    traceStore: { put: (document) => void (isRecord(document) && segments.push(document)) },
    recordMetric: (sample) => void metrics.push(sample),
    ...options,
  });
  return {
    lambda,
    functions,
    code,
    lines,
    metrics,
    segments,
    printed: () => lines.map((line) => line.message).filter((message) => !/^(INIT_)?(START|END|REPORT)/.test(message)),
    stop: async () => {
      await lambda.stop();
      clock.stop();
      rmSync(folder, { recursive: true });
    },
  };
}
