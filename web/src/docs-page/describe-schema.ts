import type { Schema } from './api-document.ts';

/** Name of the component that a reference leads to. */
export function referenceName(reference: string): string {
  return reference.slice(reference.lastIndexOf('/') + 1);
}

function literal(value: unknown): string {
  return JSON.stringify(value);
}

/** What kind of value a schema allows: `string`, `array of Product`, `"a" or "b"`. */
export function kindOf(schema: Schema): string {
  if (schema.$ref !== undefined) return referenceName(schema.$ref);
  if (schema.const !== undefined) return literal(schema.const);
  if (schema.enum) return schema.enum.map(literal).join(' or ');
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return choices.map(kindOf).join(' or ');
  if (schema.allOf) return schema.allOf.map(kindOf).join(' and ');
  if (schema.items) return `array of ${kindOf(schema.items)}`;
  const type = schema.type ?? 'anything';
  return typeof type === 'string' ? type : type.join(' or ');
}

function range(least: number | undefined, most: number | undefined, unit: string): string[] {
  if (least !== undefined && least === most) return [`${least}${unit}`];
  if (least !== undefined && most !== undefined) return [`${least} to ${most}${unit}`];
  if (least !== undefined) return [`at least ${least}${unit}`];
  return most === undefined ? [] : [`at most ${most}${unit}`];
}

/** The rules beyond its kind that a value must keep, each in words. */
export function rulesOf(schema: Schema): string[] {
  return [
    ...range(schema.minimum, schema.maximum, ''),
    ...range(schema.minLength, schema.maxLength, ' characters'),
    ...range(schema.minItems, schema.maxItems, ' of them'),
    ...(schema.multipleOf === undefined ? [] : [`a multiple of ${schema.multipleOf}`]),
    ...(schema.format === undefined ? [] : [schema.format]),
    ...(schema.pattern === undefined || schema.format !== undefined ? [] : [`matches ${schema.pattern}`]),
    ...(schema.default === undefined ? [] : [`${literal(schema.default)} by default`]),
  ];
}

/** A member of an object. */
export type Member = { readonly name: string; readonly schema: Schema; readonly required: boolean };

/** The members of the object that a schema allows, or of those that its list holds; a component's are told elsewhere. */
export function membersOf(schema: Schema): Member[] {
  const own = Object.entries(schema.properties ?? {}).map(([name, member]) => ({
    name,
    schema: member,
    required: schema.required?.includes(name) ?? false,
  }));
  return [...own, ...[...(schema.allOf ?? []), ...(schema.items ? [schema.items] : [])].flatMap(membersOf)];
}

/** The schemas of which a value must keep one, where any of them has members of its own to show. */
export function choicesOf(schema: Schema): readonly Schema[] {
  const choices = schema.anyOf ?? schema.oneOf ?? (schema.items ? choicesOf(schema.items) : []);
  return choices.some((choice) => membersOf(choice).length > 0) ? choices : [];
}
