import './product-grid.css';
import { useEffect, useRef } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { Found } from '../state/catalogue.ts';
import { type CatalogueQuery, catalogueHref, MOST_SHOWN, PAGE_SIZE } from '../state/catalogue-query.ts';
import type { CatalogueView } from '../state/use-catalogue.ts';
import { Button } from '../ui/button.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { Loading, Skeleton } from '../ui/skeleton.tsx';
import { ProductCard } from './product-card.tsx';

/** Pictures that are on the screen at once are fetched at once. */
const EAGER = 4;

/** Grey cells where products will be. */
export function ProductGridPlaceholder() {
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

type ProductGridProps = { found: Found; shown: number; view: CatalogueView; query: CatalogueQuery };

/** The first products of a query, and a button for more, after which the focus is on the first new one. */
export function ProductGrid({ found, shown, view, query }: ProductGridProps) {
  const { route } = useLocation();
  const grid = useRef<HTMLUListElement>(null);
  const awaited = useRef<number | undefined>(undefined);
  const products = found.products.slice(0, shown);
  const hasMore = found.nextCursor !== undefined || found.products.length > shown;
  useEffect(() => {
    if (awaited.current === undefined || products.length <= awaited.current) return;
    grid.current?.querySelectorAll<HTMLElement>('.product-card a').item(awaited.current)?.focus();
    awaited.current = undefined;
  }, [products.length]);
  const more = () => {
    awaited.current = products.length;
    route(catalogueHref(query, shown + PAGE_SIZE), true);
  };
  return (
    <div class="results" aria-busy={view.stale} data-stale={view.stale}>
      <ul class="product-grid" ref={grid}>
        {products.map((product, index) => (
          <ProductCard key={product.id} product={product} eager={index < EAGER} />
        ))}
      </ul>
      {view.status === 'failed' && <ErrorState error={view.error} onRetry={view.retry} />}
      {hasMore && view.status !== 'failed' && !view.stale && (
        <div class="results-more">
          {shown < MOST_SHOWN ? (
            <Button busy={view.status === 'loading'} onClick={more}>
              Show more products
            </Button>
          ) : (
            <p class="soft">Search or filter to see what is not listed here.</p>
          )}
        </div>
      )}
    </div>
  );
}
