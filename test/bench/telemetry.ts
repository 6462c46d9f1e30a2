import { rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { FUNCTION_ENVIRONMENT } from '../support/embedded-table.ts';
import { type Figure, meets } from './cloudwatch/bench-case.ts';
import { printFigure, printTitle } from './cloudwatch/report.ts';
import { median } from './cloudwatch/stopwatch.ts';
import { BOUNDED, type Bundles, makeBundles, VARIANTS, type Variant } from './telemetry/bundles.ts';
import { type Receiver, startDaemon, startOtlpReceiver } from './telemetry/receivers.ts';
import { importMilliseconds, startSubject } from './telemetry/subject.ts';

const ROUNDS = 15;
const REQUESTS = 300;
const WARM_UP = 3_000;
const IMPORTS = 15;

function environment(daemon: Receiver, otlp: Receiver): NodeJS.ProcessEnv {
  return {
    ...FUNCTION_ENVIRONMENT,
    PATH: process.env.PATH,
    AWS_LAMBDA_FUNCTION_NAME: 'smallcart-bench-catalog',
    AWS_XRAY_DAEMON_ADDRESS: `127.0.0.1:${daemon.port}`,
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${otlp.port}`,
  };
}

type Measured = { readonly name: string; readonly variant: Variant; readonly sampled: boolean };

const MEASURED = [
  { name: 'bare', variant: 'bare', sampled: true },
  { name: 'ours', variant: 'ours', sampled: true },
  { name: 'unsampled', variant: 'ours', sampled: false },
  { name: 'opentelemetry', variant: 'opentelemetry', sampled: true },
] as const satisfies readonly Measured[];
type Name = (typeof MEASURED)[number]['name'];

/** Microseconds of CPU of a request in each round, and bytes of a request. */
type Cost = { readonly microseconds: readonly number[]; readonly bytes: number };
type Costs = Readonly<Record<Name, Cost>>;

/** A variant in a process of its own, with what it has cost so far. */
async function startMeasured(bundles: Bundles, { name, variant, sampled }: (typeof MEASURED)[number]) {
  const [daemon, otlp] = await Promise.all([startDaemon(), startOtlpReceiver()]);
  const subject = await startSubject(
    bundles.file(variant),
    join(bundles.folder, `${name}.log`),
    environment(daemon, otlp),
  );
  const microseconds: number[] = [];
  let requests = 0;
  const run = async (count: number) => {
    requests += count;
    return subject.run({ requests: count, sampled });
  };
  await run(WARM_UP);
  return {
    name,
    async round() {
      microseconds.push(await run(REQUESTS));
    },
    async end() {
      await subject.stop();
      const bytes = (subject.written() + daemon.bytes() + otlp.bytes()) / requests;
      for (const receiver of [daemon, otlp]) receiver.stop();
      return { microseconds, bytes };
    },
  };
}

/** CPU and bytes of a request: all variants in every round, one at a time. */
async function costs(bundles: Bundles): Promise<Costs> {
  const measured = await Promise.all(MEASURED.map((each) => startMeasured(bundles, each)));
  for (let round = 0; round < ROUNDS; round++) for (const each of measured) await each.round();
  const results = new Map<Name, Cost>();
  for (const each of measured) results.set(each.name, await each.end());
  const of = (name: Name) => results.get(name) ?? { microseconds: [], bytes: Number.NaN };
  return { bare: of('bare'), ours: of('ours'), unsampled: of('unsampled'), opentelemetry: of('opentelemetry') };
}

function costFigures({ bare, ours, unsampled, opentelemetry }: Costs): Figure[] {
  // Round by round, so that what else the machine does at a time weighs on all alike.
  const added = ({ microseconds }: Cost) =>
    median(microseconds.map((value, round) => value - (bare.microseconds[round] ?? Number.NaN)));
  return [
    { label: 'the bare request', value: median(bare.microseconds), unit: 'µs' },
    { label: 'added by our telemetry, sampled', value: added(ours), unit: 'µs' },
    { label: 'added by our telemetry, not sampled', value: added(unsampled), unit: 'µs' },
    { label: 'added by OpenTelemetry', value: added(opentelemetry), unit: 'µs' },
    {
      label: 'ours ÷ OpenTelemetry’s, sampled',
      value: added(ours) / added(opentelemetry),
      unit: '×',
      target: { atMost: 0.35 },
    },
    { label: 'ours ÷ OpenTelemetry’s, ours not sampled', value: added(unsampled) / added(opentelemetry), unit: '×' },
    { label: 'bytes of ours, sampled: line and segment', value: ours.bytes, unit: 'B' },
    { label: 'bytes of ours, not sampled: the line', value: unsampled.bytes, unit: 'B', target: { atMost: 900 } },
    { label: 'bytes of OpenTelemetry: three exports', value: opentelemetry.bytes, unit: 'B' },
    { label: 'ours, sampled ÷ OpenTelemetry’s', value: ours.bytes / opentelemetry.bytes, unit: '×' },
  ];
}

/** Milliseconds of each import in a fresh process, all of them in every round; the fastest, which others disturbed least. */
function importTimes(bundles: Bundles, env: NodeJS.ProcessEnv): Readonly<Record<Variant, number>> {
  const times: Record<Variant, number[]> = { bare: [], ours: [], opentelemetry: [], 'opentelemetry-node-sdk': [] };
  for (let round = 0; round < IMPORTS; round++) {
    for (const variant of VARIANTS) times[variant].push(importMilliseconds(bundles.file(variant), env));
  }
  const of = (variant: Variant) => Math.min(...times[variant]);
  return {
    bare: of('bare'),
    ours: of('ours'),
    opentelemetry: of('opentelemetry'),
    'opentelemetry-node-sdk': of('opentelemetry-node-sdk'),
  };
}

function importFigures(times: Readonly<Record<Variant, number>>): Figure[] {
  const added = (variant: Variant) => times[variant] - times.bare;
  const ratio = added('ours') / added('opentelemetry');
  return [
    { label: 'the bare handler', value: times.bare, unit: 'ms' },
    { label: 'added by our telemetry', value: added('ours'), unit: 'ms' },
    { label: 'added by OpenTelemetry, the packages used', value: added('opentelemetry'), unit: 'ms' },
    { label: 'added by OpenTelemetry, NodeSDK', value: added('opentelemetry-node-sdk'), unit: 'ms' },
    { label: 'ours ÷ OpenTelemetry’s packages', value: ratio, unit: '×', target: { atMost: 0.5 } },
    { label: 'ours ÷ NodeSDK', value: added('ours') / added('opentelemetry-node-sdk'), unit: '×' },
  ];
}

function sizeFigures(bundles: Bundles): Figure[] {
  const added = (variant: Variant) => (bundles.bytes(variant) - bundles.bytes('bare')) / 1000;
  return [
    { label: 'added by our telemetry', value: added('ours'), unit: 'KB' },
    { label: 'added by OpenTelemetry, the packages used', value: added('opentelemetry'), unit: 'KB' },
    { label: 'added by OpenTelemetry, NodeSDK', value: added('opentelemetry-node-sdk'), unit: 'KB' },
    { label: 'ours ÷ OpenTelemetry’s packages', value: added('ours') / added('opentelemetry'), unit: '×' },
    ...BOUNDED.map((id) => ({
      label: `the bundle of ${id}`,
      value: bundles.bytes(id) / 1000,
      unit: 'KB',
      target: { atMost: 600 },
    })),
  ];
}

/** Compares handlers without telemetry, with ours, and with OpenTelemetry’s; 1 when a target is missed. */
async function main(): Promise<number> {
  const bundles = await makeBundles();
  const sections: [title: string, figures: () => Figure[] | Promise<Figure[]>][] = [
    [
      'CPU and bytes of a request (medians; OpenTelemetry flushes after each)',
      async () => costFigures(await costs(bundles)),
    ],
    [
      'Import of the bundle in a fresh process, in milliseconds of CPU',
      () => importFigures(importTimes(bundles, { ...FUNCTION_ENVIRONMENT, PATH: process.env.PATH })),
    ],
    ['Size of minified bundles', () => sizeFigures(bundles)],
  ];
  printTitle(`Node ${process.version}, ${availableParallelism()} cores`);
  let missed = 0;
  for (const [title, measure] of sections) {
    printTitle(title);
    for (const figure of await measure()) {
      printFigure(figure);
      if (!meets(figure)) missed += 1;
    }
  }
  rmSync(bundles.folder, { recursive: true });
  return missed > 0 ? 1 : 0;
}

process.exitCode = await main();
