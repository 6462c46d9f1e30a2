import { type Compiled, compileExpression, type Row, type Surroundings, shownField } from './compile-expression.ts';
import { compileStats } from './compile-stats.ts';
import { malformedQuery } from './malformed-query.ts';
import { type Column, type ColumnType, createScope, isOfLine, MESSAGE_SLOT, type Scope } from './scope.ts';
import {
  computing,
  counting,
  deduplicating,
  filtering,
  limiting,
  type Order,
  parsing,
  type Sink,
  type Stage,
  sorting,
} from './stages.ts';
import type { Command, NamedExpression, Query, SortKey } from './syntax.ts';
import { lineTest } from './wanted-texts.ts';

/** "stats": as many as two in a query. */
const MOST_STATS = 2;

/** A column of a query's results: how its values come out of a row. */
export type ResultColumn = {
  readonly name: string;
  readonly type: ColumnType;
  readonly evaluate: Compiled['evaluate'];
};

/** A query that is ready to run. */
export type Plan = {
  /** Every field that is to be discovered in a line, with its slot in the row. */
  readonly discovered: readonly Column[];
  /** Those of them that decide which rows there are; the others are only shown. */
  readonly deciding: readonly Column[];
  /** Whether the line itself decides. */
  readonly needsLines: boolean;
  /** Where there are regular expressions, which may take their time: for the lines alone, or also when all have come. */
  readonly patterns: 'none' | 'for lines' | 'at the end';
  /** Whether a line may have a part in the result at all, where that can be told without reading its fields. */
  readonly mayMatch: ((line: string) => boolean) | undefined;
  /** Whether rows of the result show more of their lines than what decides. */
  readonly showsMore: boolean;
  readonly columns: readonly ResultColumn[];
  /** Makes what the rows of the lines are pushed into; it gives the rows of the result to `result`, when it ends. */
  readonly start: (result: (row: Row) => void, matched: () => void) => Sink;
};

export type PlanOptions = {
  /** When the query was started, and what time it is of, in epoch milliseconds. */
  readonly now: number;
  readonly start: number;
  readonly end: number;
  /** The most rows, unless the query itself has a limit. */
  readonly limit: number;
};

const PATTERNS = /\b(?:like|parse)\b|=~/i;

/** Commands that hold rows until all have come. */
const HOLDING: readonly Command['kind'][] = ['stats', 'sort', 'dedup', 'limit'];

function patternsOf({ text, commands }: Query): Plan['patterns'] {
  const held = commands.find(({ kind }) => HOLDING.includes(kind))?.span.start ?? text.length;
  if (PATTERNS.test(text.slice(held))) return 'at the end';
  return PATTERNS.test(text) ? 'for lines' : 'none';
}

const column = ({ name, slot, type }: Column): ResultColumn => ({ name, type, evaluate: (row) => row[slot] });

/** Compiles a query's commands one after another, each over the columns that those before it leave. */
class Planner {
  readonly stages: Stage[] = [];
  readonly #query: Query;
  readonly #options: PlanOptions;
  readonly #lines: Scope;
  #scope: Scope;
  /** What `fields` and `parse` show; undefined as long as there were only lines. */
  #shown: ResultColumn[] | undefined;
  #parsed: ResultColumn[] = [];
  #displayed: readonly ResultColumn[] | undefined;
  #stats = 0;
  #ordered = false;
  /** The order that `sort` has asked for, until a command needs it: by then it is known how many rows are needed. */
  #sorted: readonly Order[] = [];
  #limited = false;
  #counted = false;
  /** Where the rows are counted that matched: before the first step that withholds some for other reasons. */
  matched: () => void = () => {};

  constructor(query: Query, options: PlanOptions) {
    this.#query = query;
    this.#options = options;
    this.#lines = createScope(query.text, 'lines');
    this.#scope = this.#lines;
  }

  get surroundings(): Surroundings {
    const { now, start, end } = this.#options;
    return { query: this.#query.text, scope: this.#scope, times: { now, start, end } };
  }

  /** What the rows need of their lines. */
  get needs(): Pick<Plan, 'discovered' | 'deciding' | 'needsLines' | 'showsMore'> {
    const { discovered, isUsed } = this.#lines;
    const deciding = discovered.filter(({ slot }) => isUsed(slot));
    const needsLines = isUsed(MESSAGE_SLOT);
    return { discovered, deciding, needsLines, showsMore: !needsLines && this.#stats === 0 };
  }

  #count(): void {
    if (this.#counted) return;
    this.#counted = true;
    this.stages.push(counting(() => this.matched()));
  }

  /** The order in which the rows are now needed, if not as they come; without a `sort`, lines come latest first. */
  #takeOrder(): readonly Order[] {
    this.#count();
    const latestFirst = !this.#ordered && this.#stats === 0;
    const orders = latestFirst
      ? ['@timestamp', '@ptr'].map((name) => ({ compiled: this.#system(name), descending: true }))
      : this.#sorted;
    this.#ordered = true;
    this.#sorted = [];
    return orders;
  }

  #order(most: number): void {
    const orders = this.#takeOrder();
    if (orders.length > 0) this.stages.push(sorting(orders, most));
  }

  #system(name: string): Compiled {
    return shownField(name, { start: 0, end: 0 }, this.#lines);
  }

  /** The columns of expressions: new ones for what is computed or renamed. */
  #columns(named: readonly NamedExpression[]): ResultColumn[] {
    const { surroundings } = this;
    const computed: { slot: number; compiled: Compiled }[] = [];
    const columns = named.map(({ name, aliased, expression }) => {
      if (!aliased && expression.kind === 'field')
        return { name, ...shownField(expression.name, expression.span, this.#scope) };
      const compiled = compileExpression(expression, surroundings);
      if (!aliased && this.#scope.computed(name)) return { name, ...compiled };
      const defined = this.#scope.define(name, compiled.type, expression.span);
      computed.push({ slot: defined.slot, compiled });
      return column(defined);
    });
    if (computed.length > 0) this.stages.push(computing(computed));
    return columns;
  }

  #parse(command: Command & { readonly kind: 'parse' }): void {
    const source = compileExpression(command.source, this.surroundings);
    const columns = command.names.map((name) => this.#scope.define(name, 'plain', command.span));
    this.stages.push(parsing(source, command.pattern, columns));
    this.#parsed.push(...columns.map(column));
  }

  #aggregate(command: Command & { readonly kind: 'stats' }): void {
    this.#stats += 1;
    const { text } = this.#query;
    if (this.#stats > MOST_STATS)
      throw malformedQuery(text, command.span, `a query may have ${MOST_STATS} stats commands, another was found`);
    if (this.#limited || (this.#ordered && this.#stats === MOST_STATS))
      throw malformedQuery(text, command.span, `a stats after ${this.#limited ? 'limit' : 'sort'} is not valid, found`);
    this.#count();
    const { stage, scope, columns } = compileStats(command, this.surroundings);
    this.stages.push(stage);
    this.#scope = scope;
    this.#shown = columns.map(column);
    this.#parsed = [];
    this.#displayed = undefined;
  }

  /** Lines that are only counted need no order. Results of `stats` have no fields of the lines left to be sorted by. */
  #sort(command: Command & { readonly kind: 'sort' }, rest: readonly Command[]): void {
    this.#count();
    this.#ordered = true;
    const isLost = ({ expression }: SortKey): boolean =>
      this.#stats > 0 && expression.kind === 'field' && !this.#scope.has(expression.name) && isOfLine(expression.name);
    const orders = command.keys
      .filter((key) => !isLost(key))
      .map(({ expression, descending }) => ({
        compiled: compileExpression(expression, this.surroundings),
        descending,
      }));
    // Rows that are alike now stay in the order that was asked for before.
    if (rest.every(({ kind }) => kind !== 'stats')) this.#sorted = [...orders, ...this.#sorted];
  }

  add(command: Command, rest: readonly Command[]): void {
    switch (command.kind) {
      case 'fields':
        this.#shown = [...(this.#shown ?? []), ...this.#columns(command.columns)];
        return;
      case 'display':
        this.#displayed = this.#columns(command.columns);
        return;
      case 'filter':
        this.stages.push(filtering(compileExpression(command.condition, this.surroundings)));
        return;
      case 'parse':
        this.#parse(command);
        return;
      case 'stats':
        this.#aggregate(command);
        return;
      case 'sort':
        this.#sort(command, rest);
        return;
      case 'limit':
        this.#order(command.count);
        this.#limited = true;
        this.stages.push(limiting(command.count));
        return;
      case 'dedup': {
        const orders = this.#takeOrder();
        const most = this.#onlyLimit(rest);
        const fields = command.fields.map((field) => compileExpression(field, this.surroundings));
        this.stages.push(deduplicating(fields, orders, most));
        return;
      }
      default:
        command satisfies never;
    }
  }

  /** "dedup": the only command that may follow it is limit. How many rows it leaves. */
  #onlyLimit(rest: readonly Command[]): number {
    const counts = rest.flatMap((command) => (command.kind === 'limit' ? command.count : []));
    const other = rest.find(({ kind }) => kind !== 'limit');
    if (!other) return counts.length > 0 ? Math.min(...counts) : this.#options.limit;
    const word = this.#query.text.slice(other.span.start, other.span.end);
    throw malformedQuery(this.#query.text, other.span, `unexpected symbol found ${word}, only limit may follow dedup,`);
  }

  finish(): readonly ResultColumn[] {
    const limited = this.#query.commands.some(({ kind }) => kind === 'limit');
    this.#order(this.#options.limit);
    if (!limited) this.stages.push(limiting(this.#options.limit));
    const lines = ['@timestamp', '@message'].map((name) => ({ name, ...this.#system(name) }));
    const shown = this.#displayed ?? [...(this.#shown ?? lines), ...this.#parsed];
    const unique = shown.filter(({ name }, index) => shown.findIndex((other) => other.name === name) === index);
    return this.#stats > 0 ? unique : [...unique, { name: '@ptr', ...this.#system('@ptr') }];
  }
}

/** Plans a query; MalformedQueryException says what of it cannot be. */
export function planQuery(query: Query, options: PlanOptions): Plan {
  const planner = new Planner(query, options);
  for (const [index, command] of query.commands.entries()) planner.add(command, query.commands.slice(index + 1));
  const columns = planner.finish();
  return {
    ...planner.needs,
    patterns: patternsOf(query),
    mayMatch: lineTest(query),
    columns,
    start: (result, matched) => {
      planner.matched = matched;
      return planner.stages.reduceRight<Sink>((next, stage) => stage(next), { push: result, end: () => {} });
    },
  };
}
