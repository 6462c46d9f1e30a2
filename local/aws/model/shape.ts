/** The type of a member in a service's API model, as Smithy has it; lists and structures with what is in them. */
export type Shape =
  | { readonly type: 'string' | 'boolean' | 'integer' | 'double' | 'timestamp' | 'blob' }
  | { readonly type: 'list'; readonly element: Shape }
  | { readonly type: 'map'; readonly value: Shape }
  | StructureShape;

/** A structure: its members by name, in the order of the model. */
export type StructureShape = { readonly type: 'structure'; readonly members: ReadonlyMap<string, Shape> };
