import '../ui/field.css';
import './catalogue-filters.css';
import type { ComponentChildren, TargetedMouseEvent, TargetedSubmitEvent } from 'preact';
import { useId, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { type CatalogueQuery, catalogueHref, countFilters, SORTS, type Sort } from '../state/catalogue-query.ts';
import { Button } from '../ui/button.tsx';
import { PriceRange } from './price-range.tsx';

const SORT_NAMES: Readonly<Record<Sort, string>> = {
  name: 'Name',
  price: 'Price, lowest first',
  '-price': 'Price, highest first',
  newest: 'Newest first',
};

function SortBy({ sort, onChange }: { sort: Sort; onChange: (sort: Sort) => void }) {
  const id = useId();
  return (
    <div class="filter">
      <label for={id}>Sort by</label>
      <select
        id={id}
        class="input"
        value={sort}
        onChange={({ currentTarget }) => onChange(SORTS.find((name) => name === currentTarget.value) ?? 'name')}
      >
        {SORTS.map((name) => (
          <option key={name} value={name}>
            {SORT_NAMES[name]}
          </option>
        ))}
      </select>
    </div>
  );
}

/** On narrow screens the filters hide behind a button that says how many are set. */
function Folded({ set, children }: { set: number; children: ComponentChildren }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <>
      <button
        type="button"
        class="button button-secondary filters-toggle"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        Filter and sort
        {set > 0 && <span class="filters-count number">{set}</span>}
        {set > 0 && <span class="visually-hidden">{set === 1 ? ' filter is set' : ' filters are set'}</span>}
      </button>
      <div id={id} class="filters-body" data-open={open}>
        {children}
      </div>
    </>
  );
}

/** Price range, stock and order of the list; each change is a new address, so that going back undoes it. */
export function CatalogueFilters({ query }: { query: CatalogueQuery }) {
  const { route } = useLocation();
  const change = (part: Partial<CatalogueQuery>) => route(catalogueHref({ ...query, ...part }));
  const set = countFilters(query);
  const clear = ({ currentTarget }: TargetedMouseEvent<HTMLButtonElement>) => {
    // The button goes with the last filter.
    currentTarget.form?.querySelector('input')?.focus();
    change({ minPriceCents: undefined, maxPriceCents: undefined, inStock: false });
  };
  const stay = (event: TargetedSubmitEvent<HTMLFormElement>) => event.preventDefault();
  return (
    <form class="filters" aria-label="Filter and sort" onSubmit={stay}>
      <Folded set={set}>
        <PriceRange min={query.minPriceCents} max={query.maxPriceCents} onChange={change} />
        <label class="filter-check">
          <input
            type="checkbox"
            checked={query.inStock}
            onChange={({ currentTarget }) => change({ inStock: currentTarget.checked })}
          />
          In stock only
        </label>
        {set > 0 && (
          <Button variant="quiet" onClick={clear}>
            Clear filters
          </Button>
        )}
        <SortBy sort={query.sort} onChange={(sort) => change({ sort })} />
      </Folded>
    </form>
  );
}
