import type { SavedQuery } from '../../../../functions/ops/insights/query-responses.ts';

/** Parameters by their names. */
export type Values = Readonly<Record<string, string>>;

/** A value as it stands within a text in quotation marks. */
const quoted = (value: string): string => value.replaceAll(/["\\]/g, '\\$&').replaceAll('\n', '\\n');

/** The text of a saved query with a value, or else the default one, in place of each parameter. */
export function boundQuery({ query, parameters }: Pick<SavedQuery, 'query' | 'parameters'>, values: Values): string {
  return parameters.reduce(
    (text, { name, defaultValue }) => text.replaceAll(`{{${name}}}`, () => quoted(values[name] ?? defaultValue)),
    query,
  );
}
