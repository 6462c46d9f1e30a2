import type { Api } from '../lib/context.ts';
import { given } from '../lib/given.ts';
import { readJson, validate } from '../lib/validate.ts';
import { actingOf } from './acting.ts';
import { createProduct } from './create-product.ts';
import { creationAttempt } from './creation-key.ts';
import { deleteProduct } from './delete-product.ts';
import { deletePicture, uploadPicture } from './picture.ts';
import { readPicture } from './picture-request.ts';
import { NewProduct, ProductEdit, ProductListQuery, RevisionQuery } from './product-request.ts';
import { adminProductView } from './product-view.ts';
import { listProducts, productOf } from './read-products.ts';
import { updateProduct } from './update-product.ts';

/** Adds the routes of the goods as admins see them. */
export function addProductRoutes(api: Api): void {
  api.get('/api/admin/products', async (c) => {
    const { page, nextCursor } = await listProducts(validate(ProductListQuery, given(c.req.query())));
    return c.json({ products: page.map(adminProductView), nextCursor });
  });

  api.post('/api/admin/products', async (c) => {
    const wanted = await readJson(c.req, NewProduct);
    const acting = await actingOf(c);
    const product = await createProduct(wanted, acting, creationAttempt(c, acting.actor, wanted));
    return c.json({ product: adminProductView(product) }, 201);
  });

  api.get('/api/admin/products/:id', async (c) =>
    c.json({ product: adminProductView(await productOf(c.req.param('id'))) }),
  );

  api.put('/api/admin/products/:id', async (c) => {
    const edit = await readJson(c.req, ProductEdit);
    const product = await updateProduct(c.req.param('id'), edit, await actingOf(c));
    return c.json({ product: adminProductView(product) });
  });

  api.delete('/api/admin/products/:id', async (c) => {
    const { revision } = validate(RevisionQuery, given(c.req.query()));
    await deleteProduct(c.req.param('id'), revision, await actingOf(c));
    return c.body(null, 204);
  });

  api.put('/api/admin/products/:id/picture', async (c) => {
    const { revision } = validate(RevisionQuery, given(c.req.query()));
    const picture = await readPicture(c.req);
    const product = await uploadPicture(c.req.param('id'), revision, picture, await actingOf(c));
    return c.json({ product: adminProductView(product) });
  });

  api.delete('/api/admin/products/:id/picture', async (c) => {
    const { revision } = validate(RevisionQuery, given(c.req.query()));
    const product = await deletePicture(c.req.param('id'), revision, await actingOf(c));
    return c.json({ product: adminProductView(product) });
  });
}
