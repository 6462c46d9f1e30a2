import { readdirSync } from 'node:fs';
import { Entity } from 'electrodb';
import { expect, test } from 'vitest';
import { FUNCTION_ENVIRONMENT } from '../../support/embedded-table.ts';

const folder = new URL('../../../functions/lib/entities/', import.meta.url);

/** Every entity of the table, made with ElectroDB's own check of its model, which the bundles do without. */
async function entitiesIn(file: string): Promise<unknown[]> {
  const module: Record<string, unknown> = await import(new URL(file, folder).href);
  const factories = Object.values(module).filter((value) => typeof value === 'function' && value.length === 0);
  return factories.map((factory) => Reflect.apply(factory as () => unknown, undefined, []));
}

test('every entity’s model passes ElectroDB’s check', async () => {
  Object.assign(process.env, FUNCTION_ENVIRONMENT, { TABLE_NAME: 'shop' });
  const files = readdirSync(folder).filter((file) => file !== 'application.ts');
  const made = (await Promise.all(files.map(entitiesIn))).map((found) =>
    found.filter((each) => each instanceof Entity),
  );
  expect(made.map(({ length }, index) => [files[index], length])).toEqual(files.map((file) => [file, 1]));
});

test('the check is the real one: a model that breaks its rules is refused', () => {
  const model = { entity: 'broken', service: 'test', version: '1' };
  const broken: unknown = { model, attributes: { id: { type: 7 } }, indexes: {} };
  expect(() => Reflect.construct(Entity, [broken])).toThrow(/type/);
});
