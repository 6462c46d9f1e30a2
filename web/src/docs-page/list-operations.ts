import { type ApiDocument, METHODS, type Operation } from './api-document.ts';

/** An operation with its method in capitals and its path. */
export type ListedOperation = { readonly method: string; readonly path: string; readonly operation: Operation };

/** The operations of one tag. */
export type OperationGroup = {
  readonly name: string;
  readonly description: string;
  readonly operations: readonly ListedOperation[];
};

function listed(document: ApiDocument): ListedOperation[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method];
      return operation ? [{ method: method.toUpperCase(), path, operation }] : [];
    }),
  );
}

function matches({ method, path, operation }: ListedOperation, words: readonly string[]): boolean {
  const { operationId, summary, description = '' } = operation;
  const text = `${method} ${path} ${operationId} ${summary} ${description}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

/** The operations that have every word of the search, by tag in the document's order; tags without any are left out. */
export function listOperations(document: ApiDocument, search: string): OperationGroup[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const found = listed(document).filter((operation) => matches(operation, words));
  return document.tags
    .map(({ name, description }) => ({
      name,
      description,
      operations: found.filter(({ operation }) => operation.tags.includes(name)),
    }))
    .filter(({ operations }) => operations.length > 0);
}
