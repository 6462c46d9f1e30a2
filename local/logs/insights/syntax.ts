import type { Span } from './malformed-query.ts';

/** An amount of time, as in `bin(5m)`. */
export type Duration = { readonly amount: number; readonly unit: TimeUnit };

/** What a duration is counted in ("stats": the units of bin). */
export type TimeUnit = 'ms' | 's' | 'm' | 'h' | 'd' | 'w' | 'mo' | 'q' | 'y';

export type ComparisonOperator = '=' | '!=' | '<' | '<=' | '>' | '>=';
export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%' | '^';

/** An expression of the query language, with its place in the text. */
export type Expression = { readonly span: Span } & (
  | { readonly kind: 'literal'; readonly value: string | number }
  | { readonly kind: 'duration'; readonly duration: Duration }
  | { readonly kind: 'everything' }
  | { readonly kind: 'field'; readonly name: string }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: 'negative'; readonly operand: Expression }
  | { readonly kind: 'not'; readonly operand: Expression }
  | { readonly kind: 'logical'; readonly operator: 'and' | 'or'; readonly left: Expression; readonly right: Expression }
  | {
      readonly kind: 'arithmetic';
      readonly operator: ArithmeticOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly kind: 'comparison';
      readonly operator: ComparisonOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly kind: 'like';
      readonly value: Expression;
      readonly pattern: string | RegExp;
      readonly negated: boolean;
    }
  | {
      readonly kind: 'in';
      readonly value: Expression;
      readonly list: readonly Expression[];
      readonly negated: boolean;
    }
);

/** An expression and the name of its column: its alias, or its text. */
export type NamedExpression = { readonly name: string; readonly aliased: boolean; readonly expression: Expression };

export type SortKey = { readonly expression: Expression; readonly name: string; readonly descending: boolean };

/** One command of a query. */
export type Command = { readonly span: Span } & (
  | { readonly kind: 'fields' | 'display'; readonly columns: readonly NamedExpression[] }
  | { readonly kind: 'filter'; readonly condition: Expression }
  | {
      readonly kind: 'parse';
      readonly source: Expression;
      readonly pattern: RegExp;
      readonly names: readonly string[];
    }
  | {
      readonly kind: 'stats';
      readonly aggregates: readonly NamedExpression[];
      readonly by: readonly NamedExpression[];
    }
  | { readonly kind: 'sort'; readonly keys: readonly SortKey[] }
  | { readonly kind: 'limit'; readonly count: number }
  | { readonly kind: 'dedup'; readonly fields: readonly Expression[] }
);

export type Query = { readonly text: string; readonly commands: readonly Command[] };
