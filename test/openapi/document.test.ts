import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { PROBLEM_TITLES } from '../../functions/lib/problem.ts';
import { FUNCTIONS } from '../../functions/manifest.ts';
import { HTTP_FUNCTION_IDS } from '../../monitoring/resources.ts';
import { CONTRACTS } from '../../openapi/contracts.ts';
import { openApiDocument } from '../../openapi/document.ts';
import { createSchemas } from '../../openapi/schemas.ts';
import type { Operation, Parameter, Reference } from '../../openapi/types.ts';

/** The document as its readers get it. */
const document: ReturnType<typeof openApiDocument> = JSON.parse(JSON.stringify(openApiDocument('1.2.3')));

type Place = { readonly at: string; readonly value: { readonly [member: string]: unknown } };

/** Every object of the document with where it is, as a JSON Pointer. */
function* objectsIn(value: unknown, at = '#'): Generator<Place> {
  if (Array.isArray(value)) {
    for (const [index, member] of value.entries()) yield* objectsIn(member, `${at}/${index}`);
  } else if (typeof value === 'object' && value !== null) {
    yield { at, value: { ...value } };
    for (const [name, member] of Object.entries(value)) {
      yield* objectsIn(member, `${at}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`);
    }
  }
}
const objects = [...objectsIn(document)];
/** Examples are data: what looks like a part of the document there is none. */
const parts = objects.filter(({ at }) => !/\/(example|default|const|enum)(\/|$)/.test(at));

function resolve(reference: string): unknown {
  return reference
    .replace(/^#\//, '')
    .split('/')
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((value, name) => Reflect.get(Object(value), name), document);
}

const METHODS = ['get', 'post', 'put', 'delete'] as const;
const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  METHODS.flatMap((method) => {
    const operation = item[method];
    return operation ? [{ key: `${method.toUpperCase()} ${path}`, path, item, operation }] : [];
  }),
);

function parametersOf(operation: Operation, inherited: readonly (Parameter | Reference)[]): Parameter[] {
  return [...inherited, ...(operation.parameters ?? [])].map((parameter) =>
    '$ref' in parameter ? (resolve(parameter.$ref) as Parameter) : parameter,
  );
}

describe('the document', () => {
  test('is of OpenAPI 3.1 and says what it is of', () => {
    expect(document.openapi).toMatch(/^3\.1\.\d+$/);
    expect(document.info).toMatchObject({ title: 'SmallCart', version: '1.2.3', description: expect.any(String) });
  });

  test('has each route of the manifest, and nothing else', () => {
    const deployed = HTTP_FUNCTION_IDS.flatMap((id) =>
      FUNCTIONS[id].routes.map(({ method, path }) => `${method} ${path}`),
    );
    expect(operations.map(({ key }) => key).sort()).toEqual(deployed.sort());
  });

  test('has no reference that leads nowhere', () => {
    const references = parts.map(({ value }) => value.$ref).filter((reference) => typeof reference === 'string');
    expect(references.length).toBeGreaterThan(100);
    expect(references.filter((reference) => resolve(reference) === undefined)).toEqual([]);
  });

  test('has no component that nothing refers to, and names them as the specification allows', () => {
    const used = new Set(parts.map(({ value }) => value.$ref));
    const named = Object.entries({ ...document.components, securitySchemes: {} }).flatMap(([kind, components]) =>
      Object.keys(components).map((name) => `#/components/${kind}/${name}`),
    );
    expect(named.filter((reference) => !used.has(reference))).toEqual([]);
    for (const reference of named) expect(reference).toMatch(/^#\/components\/\w+\/[\w.-]+$/);
  });

  test('has no two operations of one name', () => {
    const names = operations.map(({ operation }) => operation.operationId);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    for (const name of names) expect(name).toMatch(/^[a-z][A-Za-z]+$/);
  });

  test('has no two paths that differ in the names of their parameters alone', () => {
    const shapes = Object.keys(document.paths).map((path) => path.replace(/\{\w+\}/g, '{}'));
    expect(shapes.filter((shape, index) => shapes.indexOf(shape) !== index)).toEqual([]);
  });

  test('has schemas of known types, whose required members exist and whose patterns compile', () => {
    const types = ['null', 'boolean', 'object', 'array', 'number', 'string', 'integer'];
    for (const { at, value } of parts.filter(({ value }) => 'type' in value && !('scheme' in value || 'in' in value))) {
      if (/\/properties$/.test(at)) continue;
      expect([at, types]).toEqual([at, expect.arrayContaining([value.type].flat())]);
      if (typeof value.pattern === 'string') new RegExp(value.pattern, 'u');
      if (!Array.isArray(value.required)) continue;
      expect([at, Object.keys(Object(value.properties))]).toEqual([at, expect.arrayContaining(value.required)]);
    }
  });

  test('says of no schema twice what it is', () => {
    expect(objects.filter(({ value }) => '$defs' in value || '$schema' in value || '~standard' in value)).toEqual([]);
  });
});

describe.each(operations.map((known) => [known.key, known] as const))('%s', (_, { path, item, operation }) => {
  const parameters = parametersOf(operation, item.parameters);

  test('declares exactly the parameters of its path, all of them required', () => {
    const inPath = parameters.filter((parameter) => parameter.in === 'path');
    expect(inPath.map(({ name }) => name)).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
    expect(inPath.filter(({ required }) => !required)).toEqual([]);
  });

  test('declares no parameter twice, and no header that OpenAPI reserves', () => {
    const names = parameters.map(({ in: place, name }) => `${place} ${name.toLowerCase()}`);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    for (const reserved of ['accept', 'content-type', 'authorization']) {
      expect(names).not.toContain(`header ${reserved}`);
    }
  });

  test('has a tag and security schemes that the document knows', () => {
    expect(document.tags.map(({ name }) => name)).toEqual(expect.arrayContaining([...operation.tags]));
    const schemes = operation.security.flatMap((requirement) => Object.keys(requirement));
    expect(Object.keys(document.components.securitySchemes)).toEqual(expect.arrayContaining(schemes));
  });

  test('says what it answers when all is well, and when not', () => {
    const statuses = Object.keys(operation.responses);
    expect(statuses.filter((status) => status.startsWith('2'))).not.toEqual([]);
    expect(statuses).toContain('5XX');
    for (const status of statuses) expect(status).toMatch(/^([1-5]\d\d|[1-5]XX)$/);
    for (const status of ['204', '304']) expect(operation.responses[status] ?? {}).not.toHaveProperty('content');
  });
});

/** The schema with everything that it refers to; without patterns of the `u` flag, which `fromJSONSchema` does not set. */
function standalone(schema: unknown): z.core.JSONSchema.JSONSchema {
  const text = JSON.stringify({ ...Object(schema), $defs: document.components.schemas });
  const isUnicode = (key: string, value: unknown) => key === 'pattern' && /\\p\{/i.test(String(value));
  return Object(
    JSON.parse(text.replaceAll('#/components/schemas/', '#/$defs/'), (key, value: unknown) =>
      isUnicode(key, value) ? undefined : value,
    ),
  );
}

describe('every JSON body has an example that its schema allows', () => {
  const bodies = parts.filter(({ at }) => /\/content\/application~1(problem\+)?json$/.test(at));

  test('there are such bodies', () => {
    expect(bodies.length).toBeGreaterThan(20);
  });

  test.each(bodies.map(({ at, value }) => [at.replace(/\/content.*/, ''), value] as const))('%s', (_, body) => {
    expect(body).toHaveProperty('example');
    const read = z.fromJSONSchema(standalone(body.schema)).safeParse(body.example);
    expect(read.error?.issues ?? []).toEqual([]);
  });
});

describe('what a contract shows as an example', () => {
  const all = HTTP_FUNCTION_IDS.flatMap((id) => Object.entries(CONTRACTS[id]));
  const bodies = all.flatMap(([key, { body }]) => (body && 'json' in body ? [[key, body] as const] : []));
  const answers = all.flatMap(([key, contract]) =>
    Object.entries(contract.answers).flatMap(([status, answer]) =>
      'json' in answer ? [[key, status, answer] as const] : [],
    ),
  );

  test.each(bodies)('is a body that %s takes', (_, { json, example }) => {
    expect(z.safeParse(json, example)).toMatchObject({ success: true });
  });

  test.each(answers)('is what %s answers with %s, no member more', (_, __, { json, example }) => {
    expect(z.safeParse(json, example)).toEqual({ success: true, data: example });
  });
});

test('every refusal’s example has the title that is answered', () => {
  const examples = parts.flatMap(({ value }) => Object(value['application/problem+json']).example ?? []);
  expect(examples.length).toBeGreaterThan(20);
  const titles: Readonly<Record<string, string>> = PROBLEM_TITLES;
  for (const { status, title } of examples) expect([status, title]).toEqual([status, titles[status]]);
});

test('two different schemas of one name are refused', () => {
  const schemas = createSchemas();
  const first = z.string().meta({ id: 'TwiceNamed' });
  schemas.output(z.object({ first }));
  z.globalRegistry.remove(first);
  const second = z.number().meta({ id: 'TwiceNamed' });
  expect(() => schemas.output(z.object({ second }))).toThrow(/TwiceNamed/);
  z.globalRegistry.remove(second);
});
