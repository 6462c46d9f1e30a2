import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AdminProductView } from '../../../functions/admin/product-view.ts';
import { PICTURE_LIMIT } from '../../../functions/http-functions.ts';
import { pictures } from '../../../functions/lib/entities/picture.ts';
import { BODY_LIMIT } from '../../../functions/lib/validate.ts';
import { type EmbeddedShop, type ShopAnswer, startEmbeddedShop } from '../../support/embedded-shop.ts';
import { audited } from './audited.ts';
import { jpeg, png, webpLossy } from './pictures.ts';

type Body = { product: AdminProductView };

let shop: EmbeddedShop;
let headers: { authorization: string };
let id: string;

beforeAll(async () => {
  shop = await startEmbeddedShop();
  headers = await shop.signInAdmin();
});
beforeEach(async () => {
  const body = { name: 'Vase', category: 'Kitchen', priceCents: 900 };
  id = (await shop.call<Body>('POST', '/api/admin/products', { headers, body })).body.product.id;
});
afterAll(() => shop.stop());

function upload(bytes: Buffer, type: string, revision = 0, more: object = {}): Promise<ShopAnswer<Body>> {
  return shop.call('PUT', `/api/admin/products/${id}/picture?revision=${revision}`, {
    bytes,
    headers: { ...headers, 'content-type': type, 'content-length': String(bytes.length), ...more },
  });
}

/** A PNG of that many bytes. */
function padded(length: number): Buffer {
  const start = png({ width: 640, height: 480 });
  return Buffer.concat([start, Buffer.alloc(length - start.length, 1)]);
}

async function stored(): Promise<{ mediaType: string; bytes: Buffer } | undefined> {
  const { data } = await pictures().get({ productId: id }).go({ consistent: true });
  return data ? { mediaType: data.mediaType, bytes: Buffer.from(data.bytes) } : undefined;
}

describe('a picture', () => {
  test.each<[string, Buffer]>([
    ['image/png', png({ width: 4096, height: 4096 })],
    ['image/jpeg', jpeg({ width: 1, height: 4096 })],
    ['image/webp', webpLossy({ width: 4096, height: 1 })],
  ])('that is an %s is kept byte by byte, and the product has a new revision', async (type, bytes) => {
    const { status, body } = await upload(bytes, type);
    expect(status).toBe(200);
    expect(body.product).toMatchObject({ uploaded: true, revision: 1 });
    expect(await stored()).toEqual({ mediaType: type, bytes });
    expect(await audited(id)).toContainEqual({
      action: 'product.picture',
      details: { mediaType: type, bytes: bytes.length, digest: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
  });

  test('may be as large as the bound, which is beyond that of other bodies', async () => {
    const bytes = padded(PICTURE_LIMIT);
    expect(bytes.length).toBeGreaterThan(BODY_LIMIT);
    expect((await upload(bytes, 'image/png')).status).toBe(200);
    expect((await stored())?.bytes.equals(bytes)).toBe(true);
  });

  test('replaces the one before, and when it is deleted the product is drawn again', async () => {
    await upload(png({ width: 1, height: 1 }), 'image/png');
    const second = jpeg({ width: 2, height: 2 });
    expect((await upload(second, 'image/jpeg', 1)).body.product.revision).toBe(2);
    expect((await stored())?.bytes).toEqual(second);
    const path = `/api/admin/products/${id}/picture?revision=2`;
    const deleted = await shop.call<Body>('DELETE', path, { headers });
    expect(deleted.body.product).toMatchObject({ uploaded: false, revision: 3 });
    expect(await stored()).toBeUndefined();
    expect(await audited(id)).toContainEqual({ action: 'product.picture-delete', details: null });
    expect((await shop.call('DELETE', path.replace('=2', '=3'), { headers })).status).toBe(404);
  });

  test('goes with its product', async () => {
    await upload(png({ width: 1, height: 1 }), 'image/png');
    await shop.call('DELETE', `/api/admin/products/${id}?revision=1`, { headers });
    expect(await stored()).toBeUndefined();
  });

  test.each<[string, Buffer, string, number]>([
    ['one byte too large', padded(PICTURE_LIMIT + 1), 'image/png', 413],
    ['of another type than it says', png({ width: 1, height: 1 }), 'image/jpeg', 415],
    ['of a type that is not taken', Buffer.from('GIF89a\x01\0\x01\0'), 'image/gif', 415],
    ['a drawing that may hold scripts', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'image/svg+xml', 415],
    ['a page that says it is a picture', Buffer.from('<!doctype html><p>'), 'image/png', 415],
    ['without any bytes', Buffer.alloc(0), 'image/png', 415],
    ['of no type', png({ width: 1, height: 1 }), '', 415],
    ['4,097 pixels wide', png({ width: 4097, height: 1 }), 'image/png', 400],
    ['4,097 pixels high', jpeg({ width: 1, height: 4097 }), 'image/jpeg', 400],
    ['cut off within its header', png({ width: 1, height: 1 }).subarray(0, 20), 'image/png', 400],
  ])('that is %s is refused', async (_, bytes, type, status) => {
    const refused = await upload(bytes, type);
    expect(refused.status).toBe(status);
    expect(refused.body).toMatchObject({ status, detail: expect.any(String) });
    expect(await stored()).toBeUndefined();
  });

  test('that hides its size is still held to the bound', async () => {
    expect((await upload(padded(PICTURE_LIMIT + 1), 'image/png', 0, { 'content-length': '5' })).status).toBe(413);
  });

  test('of an older revision is refused, and of two at once one is kept', async () => {
    expect((await upload(png({ width: 1, height: 1 }), 'image/png', 4)).status).toBe(409);
    const both = [png({ width: 1, height: 2 }), png({ width: 3, height: 4 })];
    const answers = await Promise.all(both.map((bytes) => upload(bytes, 'image/png')));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await stored())?.bytes).toEqual(both[answers.findIndex(({ status }) => status === 200)]);
  });
});
