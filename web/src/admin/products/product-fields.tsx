import { useId } from 'preact/hooks';
import { api } from '../../api/api.ts';
import type { Category } from '../../api/types.ts';
import type { FieldMessages } from '../../forms/field-messages.ts';
import { useResource } from '../../state/use-resource.ts';
import { Field, type FieldControl } from '../../ui/field.tsx';
import type { DraftField, ProductDraft } from './product-draft.ts';

type ProductFieldsProps = { draft: ProductDraft; problems: FieldMessages; onChange: (draft: ProductDraft) => void };

/** The names of the categories that there are; none while they are not known. */
function useCategories(): readonly string[] {
  const resource = useResource('categories', (signal) =>
    api<{ categories: Category[] }>('/api/categories', { signal }),
  );
  return resource.status === 'ready' ? resource.data.categories.map(({ name }) => name) : [];
}

/** The fields of a product's facts. */
export function ProductFields({ draft, problems, onChange }: ProductFieldsProps) {
  const list = useId();
  const categories = useCategories();
  const input = (field: DraftField, control: FieldControl, maxLength: number) => ({
    ...control,
    ...{ name: field, maxLength, value: draft[field] },
    onInput: ({ currentTarget }: { currentTarget: { value: string } }) =>
      onChange({ ...draft, [field]: currentTarget.value }),
  });
  return (
    <>
      <Field label="Name" error={problems.name}>
        {(control) => <input {...input('name', control, 120)} type="text" autocomplete="off" required />}
      </Field>
      <Field label="Description" error={problems.description}>
        {(control) => <textarea {...input('description', control, 2000)} rows={5} />}
      </Field>
      <Field label="Category" error={problems.category} hint="One that there is, or a new one.">
        {(control) => <input {...input('category', control, 60)} type="text" autocomplete="off" list={list} required />}
      </Field>
      <datalist id={list}>
        {categories.map((category) => (
          <option key={category} value={category} />
        ))}
      </datalist>
      <div class="admin-row">
        <Field label="Price in €" error={problems.price}>
          {(control) => (
            <input {...input('price', control, 10)} type="text" inputMode="decimal" autocomplete="off" required />
          )}
        </Field>
        <Field label="Cost in € (if known)" error={problems.cost}>
          {(control) => <input {...input('cost', control, 10)} type="text" inputMode="decimal" autocomplete="off" />}
        </Field>
      </div>
    </>
  );
}
