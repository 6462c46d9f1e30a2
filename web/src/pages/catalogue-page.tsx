import './catalogue-page.css';
import { useEffect } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { CatalogueFilters } from '../catalogue/catalogue-filters.tsx';
import { CategoryLinks } from '../catalogue/category-links.tsx';
import { ProductGrid, ProductGridPlaceholder } from '../catalogue/product-grid.tsx';
import { tally } from '../catalogue/tally.ts';
import { announce } from '../state/announcement.ts';
import {
  type CatalogueQuery,
  catalogueHref,
  countFilters,
  EVERYTHING,
  readCatalogueQuery,
  readShown,
} from '../state/catalogue-query.ts';
import { type CatalogueView, useCatalogue } from '../state/use-catalogue.ts';
import { ButtonLink } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { useTitle } from '../ui/use-title.ts';

const heading = ({ search, category }: CatalogueQuery) => {
  if (search !== '') return category === '' ? `Results for “${search}”` : `“${search}” in ${category}`;
  return category === '' ? 'Everything in the shop' : category;
};

function NothingFound({ query }: { query: CatalogueQuery }) {
  const filtered = countFilters(query) > 0;
  const without = catalogueHref({ ...EVERYTHING, search: query.search, category: query.category, sort: query.sort });
  const actions = (
    <>
      {filtered && (
        <ButtonLink href={without} variant="primary">
          Search without filters
        </ButtonLink>
      )}
      <ButtonLink href="/">See everything</ButtonLink>
    </>
  );
  const unfiltered =
    query.search === ''
      ? 'There is nothing on this shelf yet.'
      : `No product matches “${query.search}”. Try fewer or other words.`;
  return (
    <EmptyState title="Nothing found" actions={actions}>
      {filtered ? 'No product fits these filters.' : unfiltered}
    </EmptyState>
  );
}

function Body({ view, query, shown }: { view: CatalogueView; query: CatalogueQuery; shown: number }) {
  const { found, status, error, retry } = view;
  if (found === undefined) {
    return status === 'failed' ? <ErrorState error={error} onRetry={retry} /> : <ProductGridPlaceholder />;
  }
  if (found.products.length === 0) return <NothingFound query={query} />;
  return <ProductGrid found={found} shown={shown} view={view} query={query} />;
}

/** The catalogue: what a query (all of it in the address) finds, page by page. */
export function CataloguePage() {
  const { query: params } = useLocation();
  const query = readCatalogueQuery(params);
  const shown = readShown(params);
  const view = useCatalogue(query, shown);
  const { found, status, stale } = view;
  const count = found && !stale && status === 'ready' ? tally(found, shown) : undefined;
  useTitle(query.search === '' && query.category === '' ? '' : heading(query));
  useEffect(() => {
    if (count !== undefined) announce(count);
  }, [count, catalogueHref(query)]);
  return (
    <>
      <div class="page-head catalogue-head">
        <h1>{heading(query)}</h1>
        <p class="soft number">{count ?? '\u00a0'}</p>
      </div>
      <CategoryLinks query={query} />
      <CatalogueFilters query={query} />
      <Body view={view} query={query} shown={shown} />
    </>
  );
}
