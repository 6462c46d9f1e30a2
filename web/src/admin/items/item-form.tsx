import '../../forms/form-page.css';
import { FormOutcome } from '../../account/form-outcome.tsx';
import { useForm } from '../../account/use-form.ts';
import { fieldMessages } from '../../forms/field-messages.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import type { Item, ItemWrite } from '../admin-api.ts';
import { itemOf, itemProblems, type TypedItem } from './typed-item.ts';

type ItemFormProps = {
  item?: Item;
  submit: string;
  /** Sends it and says what was done. */
  send: (item: ItemWrite) => Promise<string>;
};

const read = (data: FormData): TypedItem => {
  const text = (name: string) => String(data.get(name) ?? '').trim();
  return { name: text('name'), unitPrice: text('unitPrice'), quantity: text('quantity') };
};

/** An item's name, unit price and quantity. */
export function ItemForm({ item, submit: label, send }: ItemFormProps) {
  const { form, submit, busy, ...outcome } = useForm<TypedItem>({
    read,
    problemsOf: itemProblems,
    refusals: (error) => fieldMessages(error, ['name', 'unitPrice', 'quantity']),
    send: (typed) => send(itemOf(typed)),
  });
  const { problems } = outcome;
  return (
    <form class="form" ref={form} noValidate onSubmit={submit}>
      <Field label="Name" error={problems.name}>
        {(control) => (
          <input
            {...control}
            name="name"
            type="text"
            autocomplete="off"
            maxLength={120}
            defaultValue={item?.name ?? ''}
            required
          />
        )}
      </Field>
      <div class="admin-row">
        <Field label="Unit price in €" error={problems.unitPrice}>
          {(control) => (
            <input
              {...control}
              name="unitPrice"
              type="text"
              inputMode="decimal"
              autocomplete="off"
              maxLength={10}
              defaultValue={item ? item.unitPrice.toFixed(2) : ''}
              required
            />
          )}
        </Field>
        <Field label="Quantity" error={problems.quantity}>
          {(control) => (
            <input
              {...control}
              name="quantity"
              type="text"
              inputMode="numeric"
              autocomplete="off"
              maxLength={7}
              defaultValue={item ? String(item.quantity) : ''}
              required
            />
          )}
        </Field>
      </div>
      <FormOutcome {...outcome} />
      <Button type="submit" variant="primary" busy={busy} class="form-submit">
        {label}
      </Button>
    </form>
  );
}
