import './catalogue-page.css';
import { useEffect } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { announce } from '../state/announcement.ts';
import type { Found } from '../state/catalogue.ts';
import { PAGE_SIZE } from '../state/catalogue.ts';
import { type CatalogueView, useCatalogue } from '../state/use-catalogue.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { Loading, Skeleton } from '../ui/skeleton.tsx';
import { useTitle } from '../ui/use-title.ts';
import { CategoryLinks } from './category-links.tsx';
import { ProductCard } from './product-card.tsx';

/** Pictures that are on the screen at once are fetched at once. */
const EAGER = 4;

const heading = (search: string, category: string) => {
  if (search !== '') return category === '' ? `Results for “${search}”` : `“${search}” in ${category}`;
  return category === '' ? 'Everything in the shop' : category;
};

const tally = ({ products, nextCursor }: Found) =>
  `${nextCursor === undefined ? '' : 'The first '}${products.length} ${products.length === 1 ? 'product' : 'products'}`;

function Shelf() {
  return (
    <Loading what="products">
      <ul class="product-grid">
        {Array.from({ length: PAGE_SIZE }, (_, index) => (
          <li key={index} class="product-card">
            <div class="picture" />
            <div class="product-card-text">
              <Skeleton width="40%" height="0.9rem" />
              <Skeleton width="80%" height="1.3rem" />
              <Skeleton width="55%" height="1rem" />
            </div>
          </li>
        ))}
      </ul>
    </Loading>
  );
}

function Results({ found, view }: { found: Found; view: CatalogueView }) {
  return (
    <div class="results" aria-busy={view.stale} data-stale={view.stale}>
      <ul class="product-grid">
        {found.products.map((product, index) => (
          <ProductCard key={product.id} product={product} eager={index < EAGER} />
        ))}
      </ul>
      {view.status === 'failed' && <ErrorState error={view.error} onRetry={view.retry} />}
      {found.nextCursor !== undefined && view.status !== 'failed' && !view.stale && (
        <div class="results-more">
          <Button busy={view.status === 'loading'} onClick={view.more}>
            Show more products
          </Button>
        </div>
      )}
    </div>
  );
}

function NothingFound({ search }: { search: string }) {
  return (
    <EmptyState title="Nothing found" actions={<ButtonLink href="/">See everything</ButtonLink>}>
      {search === ''
        ? 'There is nothing on this shelf yet.'
        : `No product matches “${search}”. Try fewer or other words.`}
    </EmptyState>
  );
}

function Body({ view, search }: { view: CatalogueView; search: string }) {
  const { found, status, error, retry } = view;
  if (found === undefined) return status === 'failed' ? <ErrorState error={error} onRetry={retry} /> : <Shelf />;
  return found.products.length === 0 ? <NothingFound search={search} /> : <Results found={found} view={view} />;
}

/** The catalogue: every product, or those of a category or a search, page by page. */
export function CataloguePage() {
  const { query } = useLocation();
  const search = (query.search ?? '').trim();
  const category = query.category ?? '';
  const view = useCatalogue({ search, category });
  const { found, status, stale } = view;
  const count = found && !stale && status === 'ready' ? tally(found) : undefined;
  useTitle(search === '' && category === '' ? '' : heading(search, category));
  useEffect(() => {
    if (count !== undefined) announce(count);
  }, [count, search, category]);
  return (
    <>
      <div class="page-head catalogue-head">
        <h1>{heading(search, category)}</h1>
        <p class="soft number">{count ?? '\u00a0'}</p>
      </div>
      <CategoryLinks search={search} category={category} />
      <Body view={view} search={search} />
    </>
  );
}
