import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createProduct } from '../../../functions/admin/create-product.ts';
import { removeProduct } from '../../../functions/admin/delete-product.ts';
import { writeEdit } from '../../../functions/admin/update-product.ts';
import { type Product, products } from '../../../functions/lib/entities/product.ts';
import { newId } from '../../../functions/lib/ids.ts';
import { type EmbeddedTable, startEmbeddedTable } from '../../support/embedded-table.ts';
import { NOON } from '../../support/http-event.ts';
import { audited } from './audited.ts';

const ACTING = { actor: newId('usr', NOON), now: NOON };

let table: EmbeddedTable;
/** As it was read: 10 in stock, never edited. What happens then happens between the reading and the write. */
let read: Product;

beforeAll(async () => {
  table = await startEmbeddedTable();
  Object.assign(process.env, table.environment);
});
beforeEach(async () => {
  const product = { name: 'Kite', description: '', category: 'Garden', priceCents: 900, costCents: null, stock: 10 };
  read = await createProduct(product, ACTING);
});
afterAll(() => table.stop());

const stored = async () => (await products().get({ id: read.id }).go({ consistent: true })).data;
const item = () => products().patch({ id: read.id });

const MEANWHILE = {
  'one is sold': () => item().subtract({ stock: 1 }).go(),
  'one comes back': () => item().add({ stock: 1 }).go(),
  'it is edited': () => item().set({ priceCents: 950 }).add({ revision: 1 }).go(),
  'it is deleted': () => products().delete({ id: read.id }).go(),
  'nothing happens': async () => {},
} as const;
type Meanwhile = keyof typeof MEANWHILE;

describe('a write of what was read', () => {
  const edit = (body: object) => () => writeEdit(read, { revision: 0, ...body }, ACTING);
  const remove = () => removeProduct(read, ACTING);
  const removeAsCounted = () => removeProduct(read, ACTING, 'same stock');

  test.each<readonly [string, Meanwhile, 'is done' | 'is refused', () => Promise<boolean>]>([
    ['a stocktaking', 'nothing happens', 'is done', edit({ stock: 4, expectedStock: 10 })],
    ['a stocktaking', 'one is sold', 'is refused', edit({ stock: 4, expectedStock: 10 })],
    ['a stocktaking that confirms the stock', 'one is sold', 'is refused', edit({ stock: 10, expectedStock: 10 })],
    ['taking all away', 'nothing happens', 'is done', edit({ stockChange: -10 })],
    ['taking all away', 'one is sold', 'is refused', edit({ stockChange: -10 })],
    ['taking some away', 'one is sold', 'is done', edit({ stockChange: -3 })],
    ['filling up to the bound', 'one is sold', 'is done', edit({ stockChange: 999_990 })],
    ['filling up to the bound', 'one comes back', 'is refused', edit({ stockChange: 999_990 })],
    ['another name', 'one is sold', 'is done', edit({ name: 'Big kite' })],
    ['another name', 'it is edited', 'is refused', edit({ name: 'Big kite' })],
    ['another name', 'it is deleted', 'is refused', edit({ name: 'Big kite' })],
    ['a deletion', 'one is sold', 'is done', remove],
    ['a deletion', 'it is edited', 'is refused', remove],
    ['a deletion', 'it is deleted', 'is refused', remove],
    ['a deletion of what was counted', 'nothing happens', 'is done', removeAsCounted],
    ['a deletion of what was counted', 'one is sold', 'is refused', removeAsCounted],
    ['a deletion of what was counted', 'it is edited', 'is refused', removeAsCounted],
  ])('%s when meanwhile %s %s', async (_, meanwhile, outcome, write) => {
    const done = outcome === 'is done';
    await MEANWHILE[meanwhile]();
    const before = await stored();
    expect(await write()).toBe(done);
    if (!done) expect(await stored()).toEqual(before);
    expect(await audited(read.id)).toHaveLength(done ? 2 : 1);
  });
});
