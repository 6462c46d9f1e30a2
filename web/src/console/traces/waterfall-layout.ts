import type { Segment, Trace } from '../../../../functions/ops/responses.ts';

export type SegmentOutcome = 'fault' | 'error' | 'throttle' | 'ok' | 'inProgress';

export type WaterfallRow = {
  segment: Segment;
  outcome: SegmentOutcome;
  /** Percent of the trace's time, from its start. */
  left: number;
  /** Percent of the trace's time; never too thin to see. */
  width: number;
};

type Tick = {
  ms: number;
  /** Percent of the trace's time. */
  left: number;
};

export type WaterfallLayout = { rows: WaterfallRow[]; ticks: Tick[]; durationMs: number };

const THINNEST = 0.4;
const TICKS = 4;
const STEPS = [1, 2, 2.5, 5, 10];

function outcomeOf(segment: Segment): SegmentOutcome {
  if (segment.fault) return 'fault';
  if (segment.throttle) return 'throttle';
  if (segment.error) return 'error';
  return segment.inProgress ? 'inProgress' : 'ok';
}

/** The smallest round number that divides `durationMs` into at most `TICKS` parts. */
function tickStep(durationMs: number): number {
  const least = durationMs / TICKS;
  const magnitude = 10 ** Math.floor(Math.log10(least));
  return (STEPS.find((step) => step * magnitude >= least) ?? 10) * magnitude;
}

function ticks(durationMs: number): Tick[] {
  const step = tickStep(durationMs);
  const count = Math.floor(durationMs / step + 1e-9);
  return Array.from({ length: count + 1 }, (_, i) => ({ ms: i * step, left: ((i * step) / durationMs) * 100 }));
}

function row(segment: Segment, durationMs: number): WaterfallRow {
  const percent = (ms: number) => (ms / durationMs) * 100;
  const left = Math.min(100 - THINNEST, Math.max(0, percent(segment.startMs)));
  const length = segment.inProgress ? 100 - left : percent(segment.durationMs);
  return { segment, outcome: outcomeOf(segment), left, width: Math.min(100 - left, Math.max(THINNEST, length)) };
}

/** Where each segment's bar stands on a time axis that holds the whole trace. */
export function waterfallLayout({ segments, durationMs }: Pick<Trace, 'segments' | 'durationMs'>): WaterfallLayout {
  const ends = segments.map((segment) => segment.startMs + segment.durationMs);
  const whole = Math.max(durationMs, 0.001, ...ends);
  return { rows: segments.map((segment) => row(segment, whole)), ticks: ticks(whole), durationMs: whole };
}
