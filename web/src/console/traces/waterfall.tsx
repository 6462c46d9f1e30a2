import type { Segment, Trace } from '../../../../functions/ops/responses.ts';
import { formatDuration } from '../../ui/format-number.ts';
import { SegmentDetails } from './segment-details.tsx';
import { segmentAnchor } from './trace-problems.tsx';
import { type SegmentOutcome, type WaterfallRow, waterfallLayout } from './waterfall-layout.ts';

const OUTCOMES: Readonly<Record<SegmentOutcome, string>> = {
  fault: 'Fault',
  error: 'Error',
  throttle: 'Throttled',
  inProgress: 'In progress',
  ok: '',
};

/** Tells apart what has the same name: the AWS operation, or Lambda's service from the function itself. */
export function segmentNote({ aws, origin }: Segment): string {
  return String(aws.operation ?? origin?.replace(/^AWS::/, '').replace('::', ' ') ?? '');
}

const INDENT_REM = 0.9;
const DEEPEST = 8;

function Row({ row }: { row: WaterfallRow }) {
  const { segment, outcome, left, width } = row;
  const indent = `${Math.min(segment.depth, DEEPEST) * INDENT_REM}rem`;
  return (
    <li>
      <details class="segment" id={segmentAnchor(segment.id)}>
        <summary>
          <span class="segment-name" style={{ paddingInlineStart: indent }}>
            <span class="visually-hidden">{`Level ${segment.depth + 1}: `}</span>
            <span class="segment-label">
              {segment.name} <span class="soft">{segmentNote(segment)}</span>
            </span>
            {OUTCOMES[outcome] !== '' && (
              <span class={`segment-flag segment-flag-${outcome}`}>{OUTCOMES[outcome]}</span>
            )}
          </span>
          <span class="segment-time">
            <span class={`segment-bar segment-bar-${outcome}`} style={{ left: `${left}%`, width: `${width}%` }} />
          </span>
          <span class="segment-duration number">{segment.inProgress ? '…' : formatDuration(segment.durationMs)}</span>
        </summary>
        <SegmentDetails segment={segment} />
      </details>
    </li>
  );
}

/** A trace's segments over time, each below its parent; Enter or Space on a segment shows all that is known of it. */
export function Waterfall({ trace }: { trace: Trace }) {
  const { rows, ticks } = waterfallLayout(trace);
  return (
    <div class="waterfall">
      <div class="waterfall-axis" aria-hidden="true">
        <span class="waterfall-scale">
          {ticks.map(({ ms, left }) => (
            <span key={ms} class="waterfall-tick number" style={{ left: `${left}%` }}>
              {ms === 0 ? '0' : formatDuration(ms)}
            </span>
          ))}
        </span>
      </div>
      <ol class="segments" aria-label="Segments of the trace">
        {rows.map((row) => (
          <Row key={row.segment.id} row={row} />
        ))}
      </ol>
    </div>
  );
}
