import type { NormalizedSchema } from '@smithy/core/schema';
import type { Shape, StructureShape } from './shape.ts';

/** Whether a numeric member is a double or a list or map of doubles; the SDK's schemas tell no number from another. */
export type IsDouble = (structure: string, member: string) => boolean;

/** Reads the SDK's schemas of structures into shapes; each structure is read once, so that shapes may contain themselves. */
export function createSchemaReader(isDouble: IsDouble): (schema: NormalizedSchema) => StructureShape {
  const structures = new Map<string, StructureShape>();

  const toStructure = (schema: NormalizedSchema): StructureShape => {
    const name = schema.getName() ?? '';
    const known = structures.get(name);
    if (known) return known;
    const members = new Map<string, Shape>();
    const structure: StructureShape = { type: 'structure', members };
    structures.set(name, structure);
    for (const [member, of] of schema.structIterator()) members.set(member, toShape(of, isDouble(name, member)));
    return structure;
  };

  const toShape = (schema: NormalizedSchema, double: boolean): Shape => {
    if (schema.isStructSchema()) return toStructure(schema);
    if (schema.isListSchema()) return { type: 'list', element: toShape(schema.getValueSchema(), double) };
    if (schema.isMapSchema()) return { type: 'map', value: toShape(schema.getValueSchema(), double) };
    return { type: scalarType(schema, double) };
  };

  return toStructure;
}

type ScalarType = Exclude<Shape['type'], 'list' | 'map' | 'structure'>;

function scalarType(schema: NormalizedSchema, double: boolean): ScalarType {
  if (schema.isStringSchema()) return 'string';
  if (schema.isBooleanSchema()) return 'boolean';
  if (schema.isTimestampSchema()) return 'timestamp';
  if (schema.isBlobSchema()) return 'blob';
  if (schema.isNumericSchema()) return double ? 'double' : 'integer';
  throw new Error(`The type of ${schema.getName(true)} is not known.`);
}
