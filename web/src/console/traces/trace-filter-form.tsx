import type { TargetedEvent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { TRACE_OUTCOMES, type TraceFilter, type TraceOutcome, traceOutcome } from './trace-filter.ts';

const LABELS: Readonly<Record<TraceOutcome, string>> = {
  all: 'All',
  ok: 'Succeeded',
  error: 'Client error (4xx)',
  fault: 'Server fault (5xx)',
  throttle: 'Throttled',
  slow: 'Slower than 1 s',
};

type TraceFilterFormProps = { filter: TraceFilter; onChange: (filter: TraceFilter) => void };

/** Chooses which traces to list; the texts are applied on Enter, the outcome at once. */
export function TraceFilterForm({ filter, onChange }: TraceFilterFormProps) {
  const [text, setText] = useState(filter.text);
  const [expression, setExpression] = useState(filter.expression);
  useEffect(() => setText(filter.text), [filter.text]);
  useEffect(() => setExpression(filter.expression), [filter.expression]);
  const submit = (event: TargetedEvent<HTMLFormElement>) => {
    event.preventDefault();
    onChange({ ...filter, text, expression });
  };
  return (
    <search>
      <form class="trace-filter" onSubmit={submit}>
        <label>
          <span>Outcome</span>
          <select
            value={filter.outcome}
            onChange={(event) => onChange({ text, expression, outcome: traceOutcome(event.currentTarget.value) })}
          >
            {TRACE_OUTCOMES.map((outcome) => (
              <option key={outcome} value={outcome}>
                {LABELS[outcome]}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span>Route contains</span>
          <input
            type="search"
            value={text}
            placeholder="/api/checkout"
            onInput={(event) => setText(event.currentTarget.value)}
          />
        </label>
        <label>
          <span>Filter expression</span>
          <input
            type="search"
            value={expression}
            placeholder="responsetime > 2"
            spellcheck={false}
            onInput={(event) => setExpression(event.currentTarget.value)}
          />
        </label>
        <button type="submit" class="button button-secondary">
          Filter
        </button>
      </form>
    </search>
  );
}
