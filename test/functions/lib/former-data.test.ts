import { readdirSync } from 'node:fs';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { Entity, type Schema } from 'electrodb';
import { expect, test } from 'vitest';
import { database } from '../../../functions/lib/database.ts';
import { FUNCTION_ENVIRONMENT } from '../../support/embedded-table.ts';
import { FORMER, formerItems } from '../../support/former-release.ts';

type AnyEntity = Entity<string, string, string, Schema<string, string, string>>;
type Item = Readonly<Record<string, unknown>>;

const FOLDER = new URL('../../../functions/lib/entities/', import.meta.url);
Object.assign(process.env, FUNCTION_ENVIRONMENT, { TABLE_NAME: 'shop' });
/** Nothing is asked of it: items are only read and written in memory. */
const AT = database();

/** The entities that this release has, by name. */
async function presentEntities(): Promise<ReadonlyMap<string, AnyEntity>> {
  const modules = await Promise.all(
    readdirSync(FOLDER).map((name): Promise<Record<string, unknown>> => import(new URL(name, FOLDER).href)),
  );
  const factories = modules.flatMap((module) =>
    Object.entries(module).filter(
      ([name, value]) => typeof value === 'function' && (value.length === 0 || name.endsWith('Entity')),
    ),
  );
  const made = factories.map(([, make]) => Reflect.apply(make as () => unknown, undefined, [AT]));
  const entities = made.filter((each): each is AnyEntity => each instanceof Entity);
  return new Map(entities.map((entity) => [entity.schema.model.entity, entity]));
}

/** A value as the document client gives it. */
function plain({ S, N, BOOL, NULL: none, M, L, B }: AttributeValue): unknown {
  if (N !== undefined) return Number(N);
  if (M !== undefined) return plainItem(M);
  return L?.map(plain) ?? S ?? BOOL ?? B ?? (none ? null : undefined);
}
const plainItem = (item: Readonly<Record<string, AttributeValue>>): Item =>
  Object.fromEntries(Object.entries(item).map(([name, value]) => [name, plain(value)]));

/** An item as a release that has read it would write it again. */
function rewritten(entity: AnyEntity, item: Item): Item {
  const { data } = entity.parse({ Item: { ...item } });
  return entity.put(data ?? {}).params<{ Item: Item }>().Item;
}

const present = await presentEntities();
const all = (await formerItems()).map(plainItem);
const kept = FORMER.models.map(({ model }) => model.entity).filter((name) => present.has(name));

test('this release has every kind of item that the one before had, but what nobody reads any more', () => {
  const gone = FORMER.models.map(({ model }) => model.entity).filter((name) => !present.has(name));
  expect(gone).toEqual(['notification']);
});

test.each(kept)('each %s of the release before is read and written as it was, and read by that one again', (name) => {
  const now = present.get(name);
  const model = FORMER.models.find(({ model: { entity } }) => entity === name);
  const own = all.filter(({ __edb_e__ }) => __edb_e__ === name);
  expect(own).not.toEqual([]);
  if (now === undefined || model === undefined) return;
  const former = new Entity(model, AT);
  for (const item of own) {
    const written = rewritten(now, item);
    expect(written).toMatchObject(rewritten(former, item));
    expect(written).toMatchObject(rewritten(former, written));
  }
});
