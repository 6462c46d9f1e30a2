import type { TargetedEvent } from 'preact';
import { useEffect, useId, useState } from 'preact/hooks';
import type { FilterProblem } from '../traces/filter-problem.ts';
import type { MapOf } from './service-map-api.ts';

/** X-Ray's groups of the stage (monitoring/trace-groups.ts), in words. */
const GROUPS = [
  { id: '', title: 'Everything' },
  { id: 'checkout', title: 'Checkouts' },
  { id: 'failing', title: 'Faults and throttling' },
] as const;

type MapFilterFormProps = { of: MapOf; problem: FilterProblem | undefined; onChange: (of: MapOf) => void };

/** Chooses of which traces the map is: a group, at once, or what a filter expression lets through, on Enter. */
export function MapFilterForm({ of, problem, onChange }: MapFilterFormProps) {
  const [filter, setFilter] = useState(of.filter);
  const mistake = useId();
  useEffect(() => setFilter(of.filter), [of.filter]);
  const submit = (event: TargetedEvent<HTMLFormElement>) => {
    event.preventDefault();
    onChange({ group: '', filter: filter.trim() });
  };
  return (
    <search>
      <form class="trace-filter" onSubmit={submit}>
        <label>
          <span>Traces</span>
          <select
            value={of.filter === '' ? of.group : ''}
            onChange={(event) => onChange({ group: event.currentTarget.value, filter: '' })}
          >
            {GROUPS.map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </select>
        </label>
        <label class="trace-expression">
          <span>Or the latest that fit a filter expression</span>
          <input
            type="search"
            value={filter}
            placeholder={'annotation.route = "/api/cart"'}
            spellcheck={false}
            aria-invalid={problem !== undefined}
            aria-describedby={problem === undefined ? undefined : mistake}
            onInput={(event) => setFilter(event.currentTarget.value)}
          />
        </label>
        <button type="submit" class="button button-secondary">
          Show
        </button>
      </form>
      {problem !== undefined && (
        <p class="filter-problem" id={mistake} role="alert">
          {problem.message}
        </p>
      )}
    </search>
  );
}
