import './product-page.css';
import { useState } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import { api } from '../api/api.ts';
import { ApiError } from '../api/api-error.ts';
import { explain } from '../api/explain.ts';
import type { Product } from '../api/types.ts';
import { MOST_PER_LINE } from '../cart/most-per-line.ts';
import { ProductPicture } from '../catalogue/product-picture.tsx';
import { StockNote } from '../catalogue/stock-note.tsx';
import { announce } from '../state/announcement.ts';
import { catalogueHref } from '../state/catalogue-query.ts';
import { cart, catalogue } from '../state/shop.ts';
import { useStore } from '../state/store.ts';
import { useResource } from '../state/use-resource.ts';
import { useReturn } from '../state/use-return.ts';
import { Button } from '../ui/button.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { Money } from '../ui/money.tsx';
import { Notice } from '../ui/notice.tsx';
import { Quantity } from '../ui/quantity.tsx';
import { Loading, Skeleton } from '../ui/skeleton.tsx';
import { useTitle } from '../ui/use-title.ts';
import { NotFoundPage } from './not-found-page.tsx';

type Adding = { status: 'idle' } | { status: 'adding' } | { status: 'added' } | { status: 'failed'; error: unknown };

function Outcome({ adding, inCart }: { adding: Adding; inCart: number }) {
  if (adding.status === 'failed') {
    const { title, detail } = explain(adding.error);
    return (
      <Notice tone="bad" title={title}>
        <p>{detail}</p>
      </Notice>
    );
  }
  if (inCart === 0) return null;
  return (
    <p class="product-in-cart">
      {`${inCart} in your cart. `}
      <a href="/cart">Go to the cart</a>
    </p>
  );
}

/** `onRefused` hears when the shop would not have it, as stock or price may be others than shown. */
function Buy({ product, onRefused }: { product: Product; onRefused: () => void }) {
  useStore(cart.store);
  const [quantity, setQuantity] = useState(1);
  const [adding, setAdding] = useState<Adding>({ status: 'idle' });
  const inCart = cart.quantityOf(product.id);
  const left = Math.min(product.stock, MOST_PER_LINE) - inCart;

  const full =
    product.stock > inCart
      ? `A cart holds at most ${MOST_PER_LINE} of one product.`
      : 'All that is left is in your cart already.';

  const add = async () => {
    setAdding({ status: 'adding' });
    try {
      await cart.setQuantity(product.id, inCart + quantity, product.priceCents);
      setQuantity(1);
      setAdding({ status: 'added' });
      announce(`Added to your cart: ${quantity} × ${product.name}.`);
    } catch (error) {
      setAdding({ status: 'failed', error });
      onRefused();
    }
  };

  if (product.stock <= 0) return <Notice tone="warn" title="This product is sold out at the moment." />;
  return (
    <div class="product-buy">
      {left > 0 ? (
        <div class="product-buy-row">
          <Quantity of={product.name} value={Math.min(quantity, left)} max={left} onChange={setQuantity} />
          <Button variant="primary" busy={adding.status === 'adding'} onClick={() => void add()}>
            Add to cart
          </Button>
        </div>
      ) : (
        <p>{full}</p>
      )}
      <Outcome adding={adding} inCart={inCart} />
    </div>
  );
}

function Details({ product, onRefused }: { product: Product; onRefused: () => void }) {
  return (
    <article class="product">
      <div class="product-picture">
        <ProductPicture src={product.picture} size={640} lazy={false} />
      </div>
      <div class="product-text">
        <p class="product-category">
          <a href={catalogueHref({ category: product.category })}>{product.category}</a>
        </p>
        <h1>{product.name}</h1>
        <p class="product-price">
          <Money cents={product.priceCents} currency={product.currency} />
          <StockNote stock={product.stock} />
        </p>
        <p class="product-description">{product.description}</p>
        <Buy product={product} onRefused={onRefused} />
      </div>
    </article>
  );
}

function Placeholder() {
  return (
    <Loading what="product">
      <div class="product">
        <div class="product-picture">
          <div class="picture" />
        </div>
        <div class="product-text">
          <Skeleton width="6rem" />
          <Skeleton width="80%" height="2.4rem" />
          <Skeleton width="7rem" height="1.5rem" />
          <Skeleton height="5rem" />
          <Skeleton width="14rem" height="2.75rem" />
        </div>
      </div>
    </Loading>
  );
}

/** One product: picture, description, price and stock, and the way into the cart. */
export function ProductPage() {
  const { params } = useRoute();
  const id = params.id ?? '';
  const resource = useResource(id, (signal) => api<Product>(`/api/products/${encodeURIComponent(id)}`, { signal }));
  useReturn(resource.reload);
  const product = resource.status === 'ready' ? resource.data : catalogue.product(id);
  const missing = resource.status === 'failed' && resource.error instanceof ApiError && resource.error.status === 404;
  useTitle(product?.name ?? (missing ? 'Not found' : 'Product'));
  if (missing) return <NotFoundPage />;
  if (resource.status === 'failed') return <ErrorState error={resource.error} onRetry={resource.reload} />;
  if (product === undefined) return <Placeholder />;
  return <Details key={product.id} product={product} onRefused={resource.reload} />;
}
