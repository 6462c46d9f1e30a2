import * as z from 'zod/mini';
import type { JsonSchema } from './types.ts';

/** Turns schemas of functions/ into JSON Schemas; those with a name are told once, under `#/components/schemas`. */
export type Schemas = {
  /** What is sent, before defaults and conversions. */
  input(schema: z.ZodMiniType): JsonSchema;
  /** What is answered. */
  output(schema: z.ZodMiniType): JsonSchema;
  /** The schemas with a name so far, by name. */
  named(): Readonly<Record<string, JsonSchema>>;
};

type Override = NonNullable<NonNullable<Parameters<typeof z.toJSONSchema>[1]>['override']>;

/** Answers may gain members, so readers of them should not refuse any; a bound that every safe number keeps says nothing. */
const lenient: Override = ({ jsonSchema }) => {
  if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
};

function moved(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(moved);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, member]) => [
    key,
    key === '$ref' && typeof member === 'string' ? member.replace('#/$defs/', '#/components/schemas/') : moved(member),
  ]);
  return Object.fromEntries(entries);
}

/** What is known to be a JSON Schema, its references turned to the document's components. */
export function asSchema(value: unknown): JsonSchema {
  return { ...Object(moved(value)) };
}

/** No schemas yet; two different ones of the same name are an error. */
export function createSchemas(): Schemas {
  const known = new Map<string, JsonSchema>();

  function keep(name: string, schema: JsonSchema): void {
    const before = known.get(name);
    if (before && JSON.stringify(before) !== JSON.stringify(schema)) {
      throw new Error(`Two different schemas have the name ${name}: rename one, or keep it out of request bodies.`);
    }
    known.set(name, schema);
  }

  function convert(schema: z.ZodMiniType, io: 'input' | 'output'): JsonSchema {
    const { $schema: _, $defs = {}, '~standard': __, ...rest } = z.toJSONSchema(schema, { io, override: lenient });
    for (const [name, definition] of Object.entries($defs)) keep(name, asSchema(definition));
    return asSchema(rest);
  }

  return {
    input: (schema) => convert(schema, 'input'),
    output: (schema) => convert(schema, 'output'),
    named: () => Object.fromEntries([...known].sort(([one], [other]) => (one < other ? -1 : 1))),
  };
}
