import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { adminContract } from '../../../functions/admin/contract.ts';
import type { RouteContract } from '../../../functions/lib/contract.ts';
import { type EmbeddedShop, startEmbeddedShop } from '../../support/embedded-shop.ts';
import { type Administered, administer } from './administer.ts';

const CONTRACT: Readonly<Record<string, RouteContract>> = adminContract;

let shop: EmbeddedShop;
let done: Administered[];
beforeAll(async () => {
  shop = await startEmbeddedShop();
  done = await administer(shop.call, await shop.signInAdmin());
});
afterAll(() => shop.stop());

describe.each(Object.keys(CONTRACT))('%s', (key) => {
  test('answers what its contract says', () => {
    const answers = done.filter((each) => each.key === key);
    expect(answers).not.toEqual([]);
    for (const { answer } of answers) {
      const told = Object.entries(CONTRACT[key]?.answers ?? {}).find(
        ([status]) => Number(status) === answer.status,
      )?.[1];
      expect([answer.status, told?.description]).toEqual([answer.status, expect.any(String)]);
      if (told && 'json' in told) expect(told.json.safeParse(answer.body).error?.issues).toBeUndefined();
      for (const name of told?.headers ?? []) expect(Object.keys(answer.headers)).toContain(name.toLowerCase());
    }
  });
});
