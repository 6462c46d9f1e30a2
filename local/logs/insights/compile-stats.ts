import { type Accumulator, AGGREGATES, type Aggregate, type AggregateArguments, firstValue } from './aggregates.ts';
import { type Compiled, compileExpression, type Surroundings } from './compile-expression.ts';
import { malformedQuery } from './malformed-query.ts';
import { type Column, createScope, type Scope } from './scope.ts';
import { aggregating, type Stage } from './stages.ts';
import type { Command, Expression, NamedExpression } from './syntax.ts';

type Call = Expression & { readonly kind: 'call' };
type Stats = Command & { readonly kind: 'stats' };

const EVERYTHING: Compiled = { evaluate: () => 1, type: 'plain' };

/** The step of a `stats` command, and the scope of its results: by what they are grouped, then the rest. */
export type CompiledStats = { readonly stage: Stage; readonly scope: Scope; readonly columns: readonly Column[] };

function readArguments(
  call: Call,
  { least, most, star }: Aggregate,
  surroundings: Surroundings,
): Omit<AggregateArguments, 'time'> {
  const { query } = surroundings;
  const [field, parameter] = call.args;
  if (call.args.length < least || call.args.length > most)
    throw malformedQuery(
      query,
      call.span,
      `${call.name} takes another number of arguments than ${call.args.length}, used`,
    );
  const all = field === undefined || field.kind === 'everything';
  if (all && !star) throw malformedQuery(query, call.span, `${call.name} needs a field, used`);
  if (parameter && parameter.kind !== 'literal')
    throw malformedQuery(query, parameter.span, `${call.name} needs a number as its second argument`);
  return {
    field: all ? EVERYTHING : compileExpression(field, surroundings),
    parameter: Number(parameter?.value ?? 0),
  };
}

const isAggregate = ({ name }: Call): boolean => Object.hasOwn(AGGREGATES, name);

/** Outside of aggregation functions lines have no fields: each is asked of one line, the result is of many. */
function noFields(query: string): Scope {
  const scope = createScope(query, 'statistics');
  return {
    ...scope,
    resolve: (name, span) => {
      throw malformedQuery(query, span, `the field ${name} is neither aggregated nor grouped by, used`);
    },
  };
}

/**
 * Compiles aggregations; what they gather of a row they take from where the row comes from. A result may name what the
 * rows are grouped by and the results before it.
 */
function createGatherer(surroundings: Surroundings, groupedBy: ReadonlyMap<string, Compiled>) {
  const { query, times } = surroundings;
  const makers: (() => Accumulator)[] = [];
  const time = (call: Call): Compiled =>
    /^(earliest|latest)$/.test(call.name)
      ? compileExpression({ kind: 'field', name: '@timestamp', span: call.span }, surroundings)
      : EVERYTHING;
  const aggregate = (call: Call): Compiled | undefined => {
    const definition = isAggregate(call) ? AGGREGATES[call.name] : undefined;
    if (!definition) return undefined;
    const args = { ...readArguments(call, definition, surroundings), time: time(call) };
    const slot = makers.push(() => definition.create(args)) - 1;
    return { evaluate: (gathered) => gathered[slot], type: definition.ofValues ? 'plain' : 'number' };
  };
  const results = new Map<string, Compiled>();
  /** The value by which a group's rows were grouped, which is the same in all of them. */
  const ofGroup = (name: string): Compiled | undefined => {
    const field = groupedBy.get(name);
    if (!field) return undefined;
    const slot = makers.push(() => firstValue({ field, parameter: 0, time: EVERYTHING })) - 1;
    return { evaluate: (gathered) => gathered[slot], type: field.type };
  };
  const named = (name: string): Compiled | undefined => results.get(name) ?? ofGroup(name);
  const outer: Surroundings = { query, scope: noFields(query), times, named, aggregate };
  return {
    result: ({ name, expression }: NamedExpression): Compiled => {
      const compiled = compileExpression(expression, outer);
      results.set(name, compiled);
      return compiled;
    },
    accumulators: makers,
  };
}

/** Compiles a `stats` command over the columns of a scope. */
export function compileStats(command: Stats, surroundings: Surroundings): CompiledStats {
  const { query } = surroundings;
  const by = command.by.map(({ expression }) => compileExpression(expression, surroundings));
  const groupedBy = new Map(command.by.flatMap(({ name }, index) => (by[index] ? [[name, by[index]]] : [])));
  const { result, accumulators } = createGatherer(surroundings, groupedBy);
  const results = command.aggregates.map(result);
  const scope = createScope(query, 'statistics');
  const define = (compiled: readonly Compiled[], named: readonly NamedExpression[]): Column[] =>
    named.map(({ name, expression }, index) => scope.define(name, compiled[index]?.type ?? 'plain', expression.span));
  const columns = [...define(by, command.by), ...define(results, command.aggregates)];
  return { stage: aggregating({ by, accumulators, results }), scope, columns };
}
