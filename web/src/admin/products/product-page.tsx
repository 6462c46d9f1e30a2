import './products.css';
import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { ApiError } from '../../api/api-error.ts';
import { focusPage } from '../../shell/focus-page.ts';
import { catalogue } from '../../state/shop.ts';
import { useResource } from '../../state/use-resource.ts';
import { Card } from '../../ui/card.tsx';
import { type AdminProduct, adminApi } from '../admin-api.ts';
import { ConfirmAction } from '../frame/confirm-action.tsx';
import { Loaded } from '../frame/loaded.tsx';
import { PageHead } from '../frame/page-head.tsx';
import { ConflictNotice } from './conflict-notice.tsx';
import { PictureCard } from './picture-card.tsx';
import { changesOf, draftOf, mergeDraft, type ProductDraft } from './product-draft.ts';
import { ProductForm } from './product-form.tsx';
import { StockCard } from './stock-card.tsx';

type Editing = { product: AdminProduct; draft: ProductDraft; theirs?: AdminProduct };

function DeleteProduct({ product, onRefused }: { product: AdminProduct; onRefused: (error: unknown) => void }) {
  const { route } = useLocation();
  const act = async () => {
    await adminApi.deleteProduct(product);
    catalogue.forget();
    route('/admin/products');
    return 'The product is deleted.';
  };
  return (
    <ConfirmAction
      label="Delete this product"
      title="Delete this product?"
      confirm="Delete it for good"
      keep="Keep it"
      variant="danger"
      act={act}
      onRefused={onRefused}
    >
      <p>{`“${product.name}” leaves the shop and all carts. Orders keep what was bought. This cannot be undone.`}</p>
    </ConfirmAction>
  );
}

function Editor({ loaded }: { loaded: AdminProduct }) {
  const [editing, edit] = useState<Editing>(() => ({ product: loaded, draft: draftOf(loaded) }));
  const { product, draft, theirs } = editing;
  const saved = (next: AdminProduct) => {
    catalogue.forget();
    edit((before) => ({ product: next, draft: before.draft }));
  };
  const settle = (next: AdminProduct, chosen: ProductDraft) => {
    edit({ product: next, draft: chosen });
    requestAnimationFrame(focusPage);
  };
  /** Shows what somebody else has made of it, if that is why. */
  const refused = async (error: unknown): Promise<boolean> => {
    if (!(error instanceof ApiError) || !error.is('edited-meanwhile')) return false;
    const present = await adminApi.product(product.id);
    edit((before) => ({ ...before, theirs: present }));
    return true;
  };
  const told = (error: unknown) => void refused(error).catch(() => undefined);
  const send = async () => {
    const { id, revision } = product;
    try {
      const next = await adminApi.editProduct(id, { revision, ...changesOf(draft, product) });
      catalogue.forget();
      edit({ product: next, draft: draftOf(next) });
      return 'The product is saved.';
    } catch (error) {
      if (await refused(error)) return undefined;
      throw error;
    }
  };
  return (
    <div class="admin-stack">
      {theirs && (
        <ConflictNotice
          {...{ before: product, theirs, draft }}
          onMerge={() => settle(theirs, mergeDraft(draft, product, theirs))}
          onDiscard={() => settle(theirs, draftOf(theirs))}
        />
      )}
      <div class="admin-columns">
        <div class="admin-stack">
          <Card title="Facts">
            <ProductForm
              draft={draft}
              onDraft={(next) => edit((before) => ({ ...before, draft: next }))}
              submit="Save"
              send={send}
            />
          </Card>
          <Card title="Delete">
            <DeleteProduct product={product} onRefused={told} />
          </Card>
        </div>
        <div class="admin-stack">
          <StockCard product={product} onSaved={saved} onRefused={told} />
          <PictureCard product={product} onSaved={saved} onRefused={told} />
        </div>
      </div>
    </div>
  );
}

/** One product, to be changed. */
export function ProductPage({ id }: { id: string }) {
  const resource = useResource(id, (signal) => adminApi.product(id, signal));
  return (
    <>
      <PageHead title="Product" up={{ href: '/admin/products', label: 'All products' }}>
        <code>{id}</code>, <a href={`/products/${encodeURIComponent(id)}`}>as shoppers see it</a>
      </PageHead>
      <Loaded resource={resource} what="product">
        {(product) => <Editor loaded={product} />}
      </Loaded>
    </>
  );
}
