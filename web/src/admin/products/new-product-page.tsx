import './products.css';
import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { catalogue } from '../../state/shop.ts';
import { Card } from '../../ui/card.tsx';
import { Field } from '../../ui/field.tsx';
import { adminApi } from '../admin-api.ts';
import { PageHead } from '../frame/page-head.tsx';
import { onePage } from '../frame/short-id.ts';
import { useAttemptKey } from '../frame/use-attempt-key.ts';
import { factsOf, NO_DRAFT, type ProductDraft } from './product-draft.ts';
import { ProductForm } from './product-form.tsx';
import { readCount } from './whole-number.ts';

/** The form that makes a product; its picture comes afterwards. */
export function NewProductPage() {
  const { route } = useLocation();
  const [draft, setDraft] = useState<ProductDraft>(NO_DRAFT);
  const [stock, setStock] = useState('0');
  const keyFor = useAttemptKey();
  const send = async () => {
    const body = { ...factsOf(draft), stock: readCount(stock) ?? 0 };
    const product = await adminApi.createProduct(body, keyFor(body));
    catalogue.forget();
    route(onePage('products', product.id), true);
    return 'The product is made.';
  };
  return (
    <>
      <PageHead title="New product" up={{ href: '/admin/products', label: 'All products' }}>
        It is in the shop as soon as it is made; a picture can be added then.
      </PageHead>
      <Card class="new-product">
        <ProductForm
          draft={draft}
          onDraft={setDraft}
          submit="Make the product"
          problemsBeside={() =>
            readCount(stock) === undefined ? { stock: 'Enter a whole number from 0 to 1,000,000.' } : {}
          }
          send={send}
        >
          {(problems) => (
            <Field label="In stock" error={problems.stock}>
              {(control) => (
                <input
                  {...control}
                  name="stock"
                  type="text"
                  inputMode="numeric"
                  autocomplete="off"
                  maxLength={7}
                  value={stock}
                  onInput={({ currentTarget }) => setStock(currentTarget.value)}
                />
              )}
            </Field>
          )}
        </ProductForm>
      </Card>
    </>
  );
}
