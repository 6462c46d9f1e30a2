import fc from 'fast-check';
import type { Content, JsonSchema, OpenApiDocument, Operation, Parameter } from '../../openapi/types.ts';
import { jpeg, png, webpLossless } from '../functions/admin/pictures.ts';
import { arbitraryJson, oddJson, oddText, spoiled } from './arbitrary-json.ts';

/** Who sends a request. */
export const CALLERS = ['nobody', 'customer', 'viewer', 'admin', 'stranger'] as const;
export type Caller = (typeof CALLERS)[number];

/** A text, or one of those of a kind that the API has told before. */
export type Told = { readonly text: string } | { readonly kind: string; readonly pick: number };

/** A request as it is planned: what the API has told before is filled in when it is sent. */
export type FuzzRequest = {
  readonly method: string;
  /** `/api/products/{id}`. */
  readonly route: string;
  readonly caller: Caller;
  readonly path: Readonly<Record<string, Told>>;
  readonly query: readonly (readonly [string, Told])[];
  readonly headers: Readonly<Record<string, Told>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
};

const METHODS = ['get', 'post', 'put', 'delete'] as const;
/** A header's value has no line breaks and no characters beyond Latin-1: no client would send it. */
const headerText = fc.oneof(
  fc.string({ unit: 'grapheme-ascii', maxLength: 150 }),
  fc.constantFrom('null', '"', 'W/"x"', 'ÿ', 'a'.repeat(4_000)),
);
const asText = (value: unknown): Told => ({ text: typeof value === 'string' ? value : JSON.stringify(value) });
const text = (arbitrary: fc.Arbitrary<unknown>): fc.Arbitrary<Told> => arbitrary.map(asText);
const told = (kind: string): fc.Arbitrary<Told> => fc.nat().map((pick) => ({ kind, pick }));

/** What kind of thing an example names: `prd`, `ord`, `usr`, a trace or a name. */
function kindOf({ example }: Parameter): string {
  const prefix = /^([a-z]{3})_|^(1-)/.exec(String(example));
  return prefix?.[1] ?? (prefix ? 'trace' : 'name');
}

const arbitraryPath = (parameter: Parameter): fc.Arbitrary<Told> =>
  fc.oneof(
    { weight: 6, arbitrary: told(kindOf(parameter)) },
    { weight: 1, arbitrary: told('any') },
    { weight: 1, arbitrary: text(oddText.filter((value) => value !== '')) },
  );

function arbitraryQuery({ name, schema }: Parameter): fc.Arbitrary<(readonly [string, Told])[]> {
  const valid = name === 'cursor' ? told('cursor') : text(arbitraryJson(schema));
  const value = fc.oneof(
    { weight: 5, arbitrary: valid },
    { weight: 1, arbitrary: told('any') },
    { weight: 2, arbitrary: text(oddText) },
  );
  const times = fc.constantFrom(0, 0, 1, 1, 1, 2);
  return times.chain((count) =>
    fc
      .array(value, { minLength: count, maxLength: count })
      .map((values) => values.map((each) => [name, each] as const)),
  );
}

function arbitraryHeader({ name }: Parameter): fc.Arbitrary<Told> {
  if (name === 'If-Match' || name === 'If-None-Match') return fc.oneof(told('etag'), text(headerText));
  return fc.oneof(text(fc.uuid()), text(fc.constantFrom('once', 'twice')), text(headerText));
}

const deep = '['.repeat(20_000);
const JSON_BODIES = ['', '{', 'null', '[]', '""', '{"a":1,"a":2}', '\ufeff{}', '{"__proto__":{"role":"admin"}}', deep];
const oddBody = fc.oneof(
  fc.constantFrom(...JSON_BODIES, JSON.stringify({ name: 'x'.repeat(40_000) })),
  oddJson.map((value) => JSON.stringify(value)),
  fc.uint8Array({ maxLength: 200 }).map((bytes) => new Uint8Array(bytes)),
);

type Body = Pick<FuzzRequest, 'body'> & { readonly type?: string };

const picture = (type: string, bytes: Uint8Array): Body => ({ type, body: new Uint8Array(bytes) });
const size = { width: 16, height: 16 };
const SCRIPT = Buffer.from('<script>alert(1)</script>');
const PICTURES = [
  ...[picture('image/png', png(size)), picture('image/jpeg', jpeg(size)), picture('image/webp', webpLossless(size))],
  ...[picture('image/png', jpeg(size)), picture('image/png', png({ width: 5_000, height: 1 }))],
  ...[picture('image/png', Buffer.alloc(300_000)), picture('image/svg+xml', Buffer.from('<svg onload="alert(1)"/>'))],
  ...[picture('image/png', Buffer.concat([png(size), SCRIPT])), picture('text/html', png(size))],
];
const anyPicture: fc.Arbitrary<Body> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...PICTURES) },
  fc.uint8Array({ maxLength: 300 }).map((random) => picture('image/jpeg', random)),
);

/** The example, whole or without some of what may be left out. */
function thinned(example: unknown, { required }: JsonSchema): fc.Arbitrary<unknown> {
  if (typeof example !== 'object' || example === null) return fc.constant(example);
  const needed: readonly unknown[] = Array.isArray(required) ? required : [];
  const optional = Object.keys(example).filter((key) => !needed.includes(key));
  return fc
    .subarray(optional)
    .map((left) => Object.fromEntries(Object.entries(example).filter(([key]) => !left.includes(key))));
}

/** Bodies of a JSON operation: as in its example, as its schema says, with one fault, or anything. */
function jsonBody({ schema = {}, example }: Content[string]): fc.Arbitrary<string | Uint8Array<ArrayBuffer>> {
  const valid = fc.oneof(thinned(example, schema), arbitraryJson(schema));
  return fc.oneof(
    { weight: 4, arbitrary: valid.map((value) => JSON.stringify(value)) },
    { weight: 4, arbitrary: spoiled(valid).map((value) => JSON.stringify(value) ?? '') },
    { weight: 1, arbitrary: oddBody },
  );
}

const jsonType = fc.oneof(
  { weight: 12, arbitrary: fc.constant('application/json') },
  {
    weight: 1,
    arbitrary: fc.constantFrom('text/plain', 'application/json; charset=utf-16', 'multipart/form-data', 'x'),
  },
);

function arbitraryBody({ requestBody }: Operation): fc.Arbitrary<Body> {
  if (!requestBody)
    return fc.oneof(
      { weight: 9, arbitrary: fc.constant({}) },
      oddBody.map((body) => ({ body })),
    );
  const json = requestBody.content['application/json'];
  return json ? fc.record({ body: jsonBody(json), type: jsonType }) : anyPicture;
}

const COMMON_HEADERS = fc.record(
  {
    'x-request-id': text(headerText),
    'x-correlation-id': text(headerText),
    origin: text(fc.constantFrom('https://elsewhere.example', 'null', '')),
    'sec-fetch-site': text(fc.constantFrom('same-origin', 'cross-site', 'none')),
    cookie: text(fc.constantFrom('__Host-session=x', '__Host-cart=y', 'a=b; =; ;;', '__Host-cart='.padEnd(3_000, 'z'))),
    'x-amzn-trace-id': text(fc.constantFrom('Root=1-2-3', 'Sampled=1', '\u00ff')),
    accept: text(fc.constantFrom('text/html', '*/*;q=0')),
  },
  { requiredKeys: [] },
);
/** Most requests say nothing more than they must. */
const extraHeaders = fc.oneof({ weight: 4, arbitrary: fc.constant<Record<string, Told>>({}) }, COMMON_HEADERS);

function isParameter(parameter: object): parameter is Parameter {
  return 'in' in parameter;
}

/** Whoever may call the operation, mostly. */
function arbitraryCaller({ security, description = '' }: Operation): fc.Arbitrary<Caller> {
  const admins = /admins/i.test(description);
  const may: Caller = security.length === 0 ? 'nobody' : admins ? 'admin' : 'customer';
  return fc.oneof({ weight: 6, arbitrary: fc.constant(may) }, { weight: 2, arbitrary: fc.constantFrom(...CALLERS) });
}

function requestsOf(method: string, route: string, operation: Operation): fc.Arbitrary<FuzzRequest> {
  const parameters = (operation.parameters ?? []).filter(isParameter);
  const of = (place: Parameter['in']) => parameters.filter((parameter) => parameter.in === place);
  const named = (list: Parameter[], arbitrary: (parameter: Parameter) => fc.Arbitrary<Told>) =>
    Object.fromEntries(list.map((parameter) => [parameter.name, arbitrary(parameter)]));
  return fc
    .record({
      caller: arbitraryCaller(operation),
      path: fc.record(named(of('path'), arbitraryPath)),
      query: fc.tuple(...of('query').map(arbitraryQuery)).map((lists) => lists.flat()),
      own: fc.record(named(of('header'), arbitraryHeader), { requiredKeys: [] }),
      extra: extraHeaders,
      content: arbitraryBody(operation),
    })
    .map(({ own, extra, content: { body, type }, ...rest }) => ({
      ...{ method, route, ...rest },
      headers: { ...own, ...extra, ...(type === undefined ? {} : { 'content-type': { text: type } }) },
      ...(body === undefined ? {} : { body }),
    }));
}

/** Requests of every operation of the document, each operation as often as any other. */
export function arbitraryRequest({ paths }: OpenApiDocument): fc.Arbitrary<FuzzRequest> {
  const all = Object.entries(paths).flatMap(([route, item]) =>
    METHODS.flatMap((method) => (item[method] ? [requestsOf(method.toUpperCase(), route, item[method])] : [])),
  );
  return fc.oneof(...all);
}
