import type { ApiContext } from '../lib/context.ts';
import { pictures } from '../lib/entities/picture.ts';
import type { Product } from '../lib/entities/product.ts';
import { pictureVersion } from '../lib/product-view.ts';
import { etagOf, isCurrent } from './conditional.ts';
import { picture } from './picture.ts';

/** An address with a version names bytes that never change; one without shows another picture once one is uploaded. */
const FOREVER = 'public, max-age=31536000, immutable';
const A_WHILE = 'public, max-age=300';

function drawn(c: ApiContext, product: Product): Response {
  const svg = picture(product);
  if (isCurrent(c, etagOf(svg), A_WHILE)) return c.body(null, 304);
  return c.body(svg, 200, { 'Content-Type': 'image/svg+xml' });
}

/** The product's picture as it was uploaded, else as it is drawn. */
export async function answerPicture(c: ApiContext, product: Product, version: string | undefined): Promise<Response> {
  if (product.pictureDigest === undefined) return drawn(c, product);
  const { data } = await pictures().get({ productId: product.id }).go({ consistent: true });
  if (!data) return drawn(c, product);
  const cacheControl = version === pictureVersion(data.digest) ? FOREVER : A_WHILE;
  if (isCurrent(c, `"${data.digest}"`, cacheControl)) return c.body(null, 304);
  return c.body(new Uint8Array(data.bytes), 200, { 'Content-Type': data.mediaType });
}
