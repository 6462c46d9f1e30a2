/** A JSON Schema (draft 2020-12), as OpenAPI 3.1 has it. */
export type JsonSchema = { readonly [keyword: string]: unknown };

/** A place in the document that another one is told at. */
export type Reference = { readonly $ref: string };

/** The document's Parameter Object. */
export type Parameter = {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly description?: string;
  readonly schema: JsonSchema;
  readonly example?: unknown;
};

/** The document's Header Object. */
export type Header = { readonly description: string; readonly schema: JsonSchema };

/** Schema and example of a body in one media type; bytes have neither. */
export type MediaTypeObject = { readonly schema?: JsonSchema; readonly example?: unknown };
export type Content = Readonly<Record<string, MediaTypeObject>>;

/** The document's Response Object. */
export type ResponseObject = {
  readonly description: string;
  readonly headers?: Readonly<Record<string, Reference>>;
  readonly content?: Content;
};

/** The document's Operation Object. */
export type Operation = {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description?: string;
  readonly security: readonly Readonly<Record<string, readonly []>>[];
  readonly parameters?: readonly (Parameter | Reference)[];
  readonly requestBody?: { readonly required: true; readonly description?: string; readonly content: Content };
  readonly responses: Readonly<Record<string, ResponseObject | Reference>>;
};

/** The document's Path Item Object. */
export type PathItem = { readonly parameters: readonly Reference[] } & {
  readonly [M in 'get' | 'post' | 'put' | 'delete']?: Operation;
};

/** An OpenAPI 3.1 document, as far as this one goes. */
export type OpenApiDocument = {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly servers: readonly { readonly url: string }[];
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: Readonly<Record<string, PathItem>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, JsonSchema>>;
    readonly parameters: Readonly<Record<string, Parameter>>;
    readonly headers: Readonly<Record<string, Header>>;
    readonly responses: Readonly<Record<string, ResponseObject>>;
    readonly securitySchemes: Readonly<Record<string, object>>;
  };
};
