import type { SavedQuery } from '../../../../functions/ops/insights/query-responses.ts';
import { Field } from '../../ui/field.tsx';
import type { Values } from './saved-query.ts';

type SavedChoiceProps = {
  queries: readonly SavedQuery[];
  /** Undefined where the query is one's own. */
  chosen: SavedQuery | undefined;
  values: Values;
  onChoose: (query: SavedQuery) => void;
  onValues: (values: Values) => void;
};

/** Chooses one of the saved queries, and what to put in for its parameters. */
export function SavedChoice({ queries, chosen, values, onChoose, onValues }: SavedChoiceProps) {
  const choose = (id: string) => {
    const found = queries.find((query) => query.id === id);
    if (found !== undefined) onChoose(found);
  };
  return (
    <>
      <Field label="Saved query">
        {(control) => (
          <select {...control} value={chosen?.id ?? ''} onChange={(event) => choose(event.currentTarget.value)}>
            {chosen === undefined && <option value="">Your own query</option>}
            {queries.map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </select>
        )}
      </Field>
      {chosen?.parameters.map(({ name, defaultValue, description }) => (
        <Field key={name} label={name} hint={description}>
          {(control) => (
            <input
              {...control}
              type="text"
              spellcheck={false}
              autocomplete="off"
              value={values[name] ?? defaultValue}
              onInput={(event) => onValues({ ...values, [name]: event.currentTarget.value })}
            />
          )}
        </Field>
      ))}
    </>
  );
}
