import './product-card.css';
import type { Product } from '../api/types.ts';
import { Money } from '../ui/money.tsx';
import { ProductPicture } from './product-picture.tsx';
import { StockNote } from './stock-note.tsx';

/** A product in the catalogue's grid: the whole cell leads to its page. */
export function ProductCard({ product, eager }: { product: Product; eager: boolean }) {
  const { id, name, category, priceCents, currency, stock, picture } = product;
  return (
    <li class="product-card">
      <ProductPicture src={picture} size={400} lazy={!eager} />
      <div class="product-card-text">
        <p class="product-card-category">{category}</p>
        <h2>
          <a href={`/products/${encodeURIComponent(id)}`}>{name}</a>
        </h2>
        <p class="product-card-foot">
          <Money cents={priceCents} currency={currency} />
          <StockNote stock={stock} />
        </p>
      </div>
    </li>
  );
}
