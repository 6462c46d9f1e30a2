import { readdirSync } from 'node:fs';
import { Entity } from 'electrodb';
import { expect, test } from 'vitest';
import { database } from '../../../functions/lib/database.ts';
import { FUNCTION_ENVIRONMENT } from '../../support/embedded-table.ts';

const folder = new URL('../../../functions/lib/entities/', import.meta.url);

/** Every entity of the table, made with ElectroDB's own check of its model, which the bundles do without. */
async function entitiesIn(file: string): Promise<unknown[]> {
  const module: Record<string, unknown> = await import(new URL(file, folder).href);
  // Those that operations make with a client of their own are called an entity, and take one.
  const factories = Object.entries(module).filter(
    ([name, value]) => typeof value === 'function' && (value.length === 0 || name.endsWith('Entity')),
  );
  return factories.map(([, factory]) => Reflect.apply(factory as () => unknown, undefined, [database()]));
}

test('every entity’s model passes ElectroDB’s check', async () => {
  Object.assign(process.env, FUNCTION_ENVIRONMENT, { TABLE_NAME: 'shop' });
  const files = readdirSync(folder).filter((file) => file !== 'application.ts');
  const made = (await Promise.all(files.map(entitiesIn))).map((found) => {
    // One that operations make as well is made twice here.
    const entities = found.filter((each) => each instanceof Entity);
    return new Set(entities.map(({ schema }) => schema.model.entity)).size;
  });
  expect(made.map((count, index) => [files[index], count])).toEqual(files.map((file) => [file, 1]));
});

test('the check is the real one: a model that breaks its rules is refused', () => {
  const model = { entity: 'broken', service: 'test', version: '1' };
  const broken: unknown = { model, attributes: { id: { type: 7 } }, indexes: {} };
  expect(() => Reflect.construct(Entity, [broken])).toThrow(/type/);
});
