import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AuditView } from '../../../functions/admin/audit-log.ts';
import { auditEntries } from '../../../functions/lib/entities/audit-entry.ts';
import { milestones } from '../../../functions/lib/entities/milestone.ts';
import { newId } from '../../../functions/lib/ids.ts';
import { type EmbeddedShop, type ShopAnswer, startEmbeddedShop } from '../../support/embedded-shop.ts';
import { signInAs } from '../../support/sign-in.ts';

type List = { entries: AuditView[]; nextCursor: string | null };

const JUNE = Date.UTC(2026, 5, 1, 12);
const DAY = 86_400_000;
/** Across the ends of months, with months in between in which nothing was done. */
const TIMES = [-200, -199, -62, -61, -31, -2, -1, -0.51, -0.49, 0].map((days) => JUNE + days * DAY);

let shop: EmbeddedShop;
let headers: { authorization: string };

beforeAll(async () => {
  shop = await startEmbeddedShop();
  headers = { authorization: (await signInAs('admin')).authorization };
  const { data: earlier } = await auditEntries().scan.go({ pages: 'all' });
  await auditEntries().delete(earlier).go();
  await milestones()
    .patch({ name: 'sample-catalogue' })
    .set({ reachedAt: JUNE - 200 * DAY })
    .go();
  for (const at of TIMES) {
    const month = new Date(at).toISOString().slice(0, 7);
    const entry = { month, id: newId('aud', at), at, actor: newId('usr', at), action: 'user.lock' };
    await auditEntries()
      .create({ ...entry, target: newId('usr', at), details: '{"on":true}' })
      .go();
  }
});
afterAll(() => shop.stop());

const list = (query: string) => shop.call<List>('GET', `/api/admin/audit${query}`, { headers });

async function pages(limit: number): Promise<string[][]> {
  const found: string[][] = [];
  let cursor: string | null = null;
  do {
    const after: string = cursor === null ? '' : `&cursor=${cursor}`;
    const { body }: ShopAnswer<List> = await list(`?limit=${limit}${after}`);
    found.push(body.entries.map(({ at }) => at));
    cursor = body.nextCursor;
  } while (cursor !== null);
  return found;
}

describe('the audit log', () => {
  const newestFirst = TIMES.map((at) => new Date(at).toISOString()).reverse();

  test.each([1, 3, 5, 9, 10, 100])('is paged newest first across months, %i at a time', async (limit) => {
    const found = await pages(limit);
    expect(found.flat()).toEqual(newestFirst);
    expect(found).toHaveLength(Math.ceil(TIMES.length / limit));
  });

  test('tells who did what to whom, and what changed', async () => {
    expect((await list('?limit=1')).body.entries).toEqual([
      {
        id: expect.stringMatching(/^aud_/),
        at: newestFirst[0],
        actor: expect.stringMatching(/^usr_/),
        action: 'user.lock',
        target: expect.stringMatching(/^usr_/),
        details: { on: true },
      },
    ]);
  });

  test('ends for a cursor of the far future as for none, and for one before the shop at once', async () => {
    const future = await list('?cursor=aud_7ZZZZZZZZZZZZZZZZZZZZZZZZZ');
    expect(future.body.entries).toHaveLength(TIMES.length);
    expect((await list('?cursor=aud_00000000000000000000000000')).body).toEqual({ entries: [], nextCursor: null });
  });

  test('is read for two years back where nothing tells when the shop began', async () => {
    await milestones().delete({ name: 'sample-catalogue' }).go();
    expect((await pages(100)).flat()).toEqual(newestFirst);
  });

  test.each(['?limit=0', '?limit=1000', '?cursor=1', '?cursor=aud_ZZZZZZZZZZZZZZZZZZZZZZZZZZ'])(
    '%s is refused',
    async (query) => {
      expect((await list(query)).status).toBe(400);
    },
  );
});
