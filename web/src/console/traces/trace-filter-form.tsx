import type { TargetedEvent } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { FilterHelp } from './filter-help.tsx';
import type { FilterProblem } from './filter-problem.ts';
import { ownPosition, TRACE_OUTCOMES, type TraceFilter, type TraceOutcome, traceOutcome } from './trace-filter.ts';

const LABELS: Readonly<Record<TraceOutcome, string>> = {
  all: 'All',
  ok: 'Succeeded',
  error: 'Client error (4xx)',
  fault: 'Server fault (5xx)',
  throttle: 'Throttled',
  slow: 'Slower than 1 s',
};

type TraceFilterFormProps = {
  filter: TraceFilter;
  problem: FilterProblem | undefined;
  onChange: (filter: TraceFilter) => void;
};

/** The expression with its mistake marked. */
function Mistake({ filter, problem, id }: { filter: TraceFilter; problem: FilterProblem; id: string }) {
  const at = problem.at === undefined ? undefined : ownPosition(filter, problem.at);
  const { expression } = filter;
  return (
    <div class="filter-problem" id={id} role="alert">
      {at !== undefined && (
        <pre class="filter-mistake">
          {expression.slice(0, at)}
          <mark>{expression.slice(at, at + 1) || ' '}</mark>
          {expression.slice(at + 1)}
        </pre>
      )}
      <p>{at === undefined ? problem.message : problem.message.replace(/position \d+/, `position ${at}`)}</p>
    </div>
  );
}

/** Chooses which traces to list; the texts are applied on Enter, the outcome at once. */
export function TraceFilterForm({ filter, problem, onChange }: TraceFilterFormProps) {
  const [text, setText] = useState(filter.text);
  const [expression, setExpression] = useState(filter.expression);
  const mistake = useId();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => setText(filter.text), [filter.text]);
  useEffect(() => setExpression(filter.expression), [filter.expression]);
  const submit = (event: TargetedEvent<HTMLFormElement>) => {
    event.preventDefault();
    onChange({ ...filter, text, expression });
  };
  const take = (example: string) => {
    onChange({ ...filter, text, expression: example });
    input.current?.focus();
  };
  return (
    <search class="trace-search">
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
        <label class="trace-expression">
          <span>Filter expression</span>
          <input
            ref={input}
            type="search"
            value={expression}
            placeholder="responsetime > 2"
            spellcheck={false}
            aria-invalid={problem !== undefined}
            aria-describedby={problem === undefined ? undefined : mistake}
            onInput={(event) => setExpression(event.currentTarget.value)}
          />
        </label>
        <button type="submit" class="button button-secondary">
          Filter
        </button>
      </form>
      {problem !== undefined && <Mistake filter={filter} problem={problem} id={mistake} />}
      <FilterHelp onTake={take} />
    </search>
  );
}
