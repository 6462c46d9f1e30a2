import type { Segment, TraceException } from '../../../../functions/ops/responses.ts';
import { formatDuration } from '../../ui/format-number.ts';

function entries(segment: Segment): [string, string][] {
  const { http, annotations, aws } = segment;
  const request = [http?.method, http?.url].filter(Boolean).join(' ');
  return [
    ['Starts after', formatDuration(segment.startMs)],
    ['Lasts', segment.inProgress ? 'still in progress' : formatDuration(segment.durationMs)],
    ...(segment.origin === undefined ? [] : [['Origin', segment.origin] satisfies [string, string]]),
    ...(request === '' ? [] : [['Request', request] satisfies [string, string]]),
    ...(http?.status === undefined ? [] : [['Status', String(http.status)] satisfies [string, string]]),
    ...Object.entries(annotations).map(([key, value]): [string, string] => [key, String(value)]),
    ...Object.entries(aws).map(([key, value]): [string, string] => [`aws.${key}`, String(value)]),
    ['Segment id', segment.id],
  ];
}

function Exception({ exception }: { exception: TraceException }) {
  return (
    <div class="exception">
      <p>
        <strong>{exception.type ?? 'Error'}</strong> {exception.message}
      </p>
      {exception.stack.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        <pre class="raw-text" tabIndex={0}>
          {exception.stack.join('\n')}
        </pre>
      )}
    </div>
  );
}

/** All that is known of a segment: times, request, annotations, AWS facts and exceptions. */
export function SegmentDetails({ segment }: { segment: Segment }) {
  return (
    <div class="segment-details">
      {segment.exceptions.map((exception, index) => (
        <Exception key={`${index} ${exception.message}`} exception={exception} />
      ))}
      <dl class="facts">
        {entries(segment).map(([name, value]) => (
          <div class="fact" key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {Object.entries(segment.metadata ?? {}).map(([namespace, json]) => (
        <div key={namespace} class="segment-metadata">
          <p class="soft">Metadata: {namespace}</p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
          <pre class="raw-text" tabIndex={0}>
            {json}
          </pre>
        </div>
      ))}
    </div>
  );
}
