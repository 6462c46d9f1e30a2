/** What the metrics must have: this namespace and exactly these dimension names. */
export type MetricSchema = { readonly namespace: string; readonly dimensionNames: readonly string[] };

/** What a term asks for: the very text, or its words. */
export type SearchValue =
  | { readonly match: 'exact'; readonly text: string }
  | { readonly match: 'partial'; readonly chunks: readonly (readonly string[])[]; readonly whole: string };

/** A boolean expression over terms; a term with a property looks only there (MetricName, Namespace, a dimension name). */
export type SearchCondition =
  | { readonly kind: 'term'; readonly property: string | undefined; readonly value: SearchValue }
  | { readonly kind: 'not'; readonly operand: SearchCondition }
  | { readonly kind: 'and' | 'or'; readonly operands: readonly SearchCondition[] };

/** A parsed search: a schema, a condition or both. */
export type SearchQuery = {
  readonly schema: MetricSchema | undefined;
  readonly condition: SearchCondition | undefined;
};

/** How many terms a condition has. */
export function countTerms(condition: SearchCondition): number {
  switch (condition.kind) {
    case 'term':
      return 1;
    case 'not':
      return countTerms(condition.operand);
    case 'and':
    case 'or':
      return condition.operands.reduce((sum, operand) => sum + countTerms(operand), 0);
    default:
      return condition satisfies never;
  }
}
