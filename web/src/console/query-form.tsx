import './traces/traces.css';
import type { TargetedEvent } from 'preact';
import { useEffect, useState } from 'preact/hooks';

type QueryFormProps<Values extends Readonly<Record<string, string>>> = {
  fields: readonly { name: keyof Values & string; label: string; placeholder: string }[];
  values: Values;
  onSubmit: (values: Values) => void;
};

/** Texts that together ask for something, applied on Enter or by the button. */
export function QueryForm<Values extends Readonly<Record<string, string>>>(props: QueryFormProps<Values>) {
  const { fields, values, onSubmit } = props;
  const [typed, setTyped] = useState(values);
  useEffect(() => setTyped(values), [JSON.stringify(values)]);
  const submit = (event: TargetedEvent<HTMLFormElement>) => {
    event.preventDefault();
    onSubmit(typed);
  };
  return (
    <search>
      <form class="trace-filter query-form" onSubmit={submit}>
        {fields.map(({ name, label, placeholder }) => (
          <label key={name}>
            <span>{label}</span>
            <input
              type="search"
              value={typed[name]}
              placeholder={placeholder}
              spellcheck={false}
              onInput={(event) => setTyped({ ...typed, [name]: event.currentTarget.value })}
            />
          </label>
        ))}
        <button type="submit" class="button button-secondary">
          Look
        </button>
      </form>
    </search>
  );
}
