import type { Command, Expression, Query } from './syntax.ts';

/** Nothing but this text is equal to it: one that spells a number is equal to others that do. */
const isDistinct = (text: string): boolean => Number.isNaN(Number(text));

/** Fields that begin with @ are not read from JSON as they are. */
const isOfJson = (expression: Expression): boolean => expression.kind === 'field' && !expression.name.startsWith('@');

function distinctText(expression: Expression): readonly string[] | undefined {
  const { kind } = expression;
  return kind === 'literal' && typeof expression.value === 'string' && isDistinct(expression.value)
    ? [expression.value]
    : undefined;
}

function allOf(lists: readonly (readonly string[] | undefined)[]): readonly string[] | undefined {
  return lists.some((list) => list === undefined) ? undefined : lists.flatMap((list) => list ?? []);
}

/** Texts of which a line has one if the condition holds for it. */
function textsOf(condition: Expression): readonly string[] | undefined {
  switch (condition.kind) {
    case 'comparison': {
      const { operator, left, right } = condition;
      if (operator !== '=') return undefined;
      if (isOfJson(left)) return distinctText(right);
      return isOfJson(right) ? distinctText(left) : undefined;
    }
    case 'in':
      return isOfJson(condition.value) && !condition.negated ? allOf(condition.list.map(distinctText)) : undefined;
    case 'logical': {
      const [left, right] = [textsOf(condition.left), textsOf(condition.right)];
      return condition.operator === 'or' ? allOf([left, right]) : (left ?? right);
    }
    default:
      return undefined;
  }
}

/** Whether a command leaves all lines as they are, and the names of their fields. */
const onlyShows = (command: Command): boolean =>
  command.kind === 'fields' &&
  command.columns.every(({ aliased, expression }) => !aliased && expression.kind === 'field');

/**
 * Says of a line whether it may be let through by a query's first `filter`, without reading its fields: one that is searched
 * for an id has to have it, as it is or, in JSON, with characters escaped. Undefined where that cannot be told.
 */
export function lineTest({ commands }: Query): ((line: string) => boolean) | undefined {
  const first = commands.find((command) => !onlyShows(command));
  const texts = first?.kind === 'filter' ? textsOf(first.condition) : undefined;
  if (texts === undefined) return undefined;
  return (line) => texts.some((text) => line.includes(text)) || line.includes('\\');
}
