import type { TargetedSubmitEvent } from 'preact';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';

type SearchFormProps = {
  label: string;
  value: string;
  type?: 'search' | 'email';
  hint?: string;
  onSearch: (text: string) => void;
};

/** One field to look for something with; applied on Enter or by its button, and all again when it is emptied. */
export function SearchForm({ label, value, type = 'search', hint, onSearch }: SearchFormProps) {
  const submit = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    onSearch(String(new FormData(event.currentTarget).get('search') ?? '').trim());
  };
  return (
    <search>
      <form class="admin-search" onSubmit={submit}>
        <Field label={label} class="field-wide" {...(hint !== undefined && { hint })}>
          {(control) => (
            <input
              {...control}
              name="search"
              type="search"
              inputMode={type}
              autocomplete="off"
              defaultValue={value}
              maxLength={type === 'email' ? 254 : 100}
            />
          )}
        </Field>
        <Button type="submit">Find</Button>
        {value !== '' && (
          <Button variant="quiet" onClick={() => onSearch('')}>
            Show all
          </Button>
        )}
      </form>
    </search>
  );
}
