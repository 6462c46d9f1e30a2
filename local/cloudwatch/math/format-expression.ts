import type { BinaryOperator, Expression } from './expression.ts';

/** An expression as text, every operation in parentheses; `nameId` writes the ids. Parsing the text gives the expression again. */
export function formatExpression(expression: Expression, nameId: (id: string) => string = (id) => id): string {
  const format = (inner: Expression): string => formatExpression(inner, nameId);
  switch (expression.kind) {
    case 'number':
      return String(expression.value);
    case 'string':
      return quote(expression.text);
    case 'id':
      return nameId(expression.id);
    case 'keyword':
      return expression.name;
    case 'array':
      return `[${expression.items.map(format).join(', ')}]`;
    case 'negate':
      return `(-${format(expression.operand)})`;
    case 'binary':
      return `(${format(expression.left)} ${symbol(expression.operator)} ${format(expression.right)})`;
    case 'call':
      return `${expression.name}(${expression.args.map(format).join(', ')})`;
    default:
      return expression satisfies never;
  }
}

/** No text holds both kinds of quotes: there is no way to write it. */
function quote(text: string): string {
  return text.includes("'") ? `"${text}"` : `'${text}'`;
}

function symbol(operator: BinaryOperator): string {
  if (operator === '&&') return 'AND';
  return operator === '||' ? 'OR' : operator;
}
