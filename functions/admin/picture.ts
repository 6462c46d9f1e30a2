import { createHash } from 'node:crypto';
import { type AuditDetails, type AuditedAction, auditAction } from '../lib/audit-entry.ts';
import type { Product } from '../lib/entities/product.ts';
import { notFound } from '../lib/problem.ts';
import { type WriteAction, writeAll } from '../lib/write.ts';
import type { Acting } from './acting.ts';
import type { Picture } from './picture-request.ts';
import { productOf } from './read-products.ts';
import { checkRevision, editedMeanwhile, hasRevision } from './revision.ts';

/** The product's side of a change of its picture: its digest and a new revision, if it still has the old one. */
function productAction(id: string, revision: number, pictureDigest: string | undefined): WriteAction {
  return ({ product }) => {
    const edited = product.patch({ id }).add({ revision: 1 });
    return (pictureDigest === undefined ? edited.remove(['pictureDigest']) : edited.set({ pictureDigest }))
      .where((stored, operations) => hasRevision(stored.revision, revision, operations))
      .commit();
  };
}

type Change = {
  readonly id: string;
  readonly revision: number;
  readonly digest: string | undefined;
  readonly picture: WriteAction;
  readonly action: AuditedAction;
  readonly details?: AuditDetails;
};

async function write({ id, revision, digest, picture, ...audited }: Change, acting: Acting): Promise<Product> {
  const { committed } = await writeAll([
    productAction(id, revision, digest),
    picture,
    auditAction({ ...audited, ...acting, target: id }),
  ]);
  const product = await productOf(id);
  if (!committed) throw editedMeanwhile(product);
  return product;
}

/** Gives a product the picture, in place of any it had, and returns it; 409 when it was edited since that revision. */
export async function uploadPicture(id: string, revision: number, picture: Picture, acting: Acting): Promise<Product> {
  checkRevision(await productOf(id), revision);
  const { mediaType, bytes } = picture;
  const digest = createHash('sha256').update(bytes).digest('hex');
  const item = { productId: id, mediaType, bytes, digest };
  const details = { mediaType, bytes: bytes.length, digest };
  const put: WriteAction = (table) => table.picture.put(item).commit();
  return write({ id, revision, digest, picture: put, action: 'product.picture', details }, acting);
}

/** Takes a product's uploaded picture away, so that it is drawn again, and returns it; 404 when it has none. */
export async function deletePicture(id: string, revision: number, acting: Acting): Promise<Product> {
  const product = await productOf(id);
  checkRevision(product, revision);
  if (product.pictureDigest === undefined) throw notFound('uploaded picture');
  const remove: WriteAction = (table) => table.picture.delete({ productId: id }).commit();
  return write({ id, revision, digest: undefined, picture: remove, action: 'product.picture-delete' }, acting);
}
