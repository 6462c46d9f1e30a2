import '../../forms/form-page.css';
import { FormOutcome } from '../../account/form-outcome.tsx';
import { useForm } from '../../account/use-form.ts';
import { ApiError } from '../../api/api-error.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Field } from '../../ui/field.tsx';
import { formatNumber } from '../../ui/format-number.ts';
import { type AdminProduct, adminApi } from '../admin-api.ts';
import { type StockMode, stockEdit } from './stock-edit.ts';

type StockCardProps = {
  product: AdminProduct;
  onSaved: (product: AdminProduct) => void;
  onRefused: (error: unknown) => void;
};

type Typed = { mode: StockMode; number: string };

const read = (data: FormData): Typed => ({
  mode: data.get('mode') === 'count' ? 'count' : 'change',
  number: String(data.get('number') ?? ''),
});

/** How many there are of a product, and the way to change that. */
export function StockCard({ product, onSaved, onRefused }: StockCardProps) {
  const { id, revision, stock } = product;
  const { form, submit, busy, turn, ...outcome } = useForm<Typed>({
    read,
    problemsOf: ({ mode, number }) => {
      const edit = stockEdit(mode, number, stock);
      return 'problem' in edit ? { number: edit.problem } : {};
    },
    refusals: () => ({}),
    send: async ({ mode, number }) => {
      const edit = stockEdit(mode, number, stock);
      try {
        const saved = await adminApi.editProduct(id, { revision, ...('body' in edit && edit.body) });
        onSaved(saved);
        return `There are ${formatNumber(saved.stock)} in stock now.`;
      } catch (error) {
        const present = error instanceof ApiError ? error.amount('stock') : undefined;
        if (present !== undefined) onSaved({ ...product, stock: present });
        onRefused(error);
        throw error;
      }
    },
  });
  return (
    <Card title="Stock">
      <p class="stock-present">
        <b class="number">{formatNumber(stock)}</b> in stock
      </p>
      <form class="form" ref={form} noValidate onSubmit={submit}>
        <Field label="What to do">
          {(control) => (
            <select {...control} name="mode">
              <option value="change">Add, or take away with a minus</option>
              <option value="count">Set to what was counted</option>
            </select>
          )}
        </Field>
        <Field label="Number" error={outcome.problems.number}>
          {(control) => (
            <input
              {...control}
              key={turn}
              name="number"
              type="text"
              inputMode="text"
              autocomplete="off"
              maxLength={8}
              required
            />
          )}
        </Field>
        <FormOutcome {...outcome} />
        <Button type="submit" busy={busy} class="form-submit">
          Change the stock
        </Button>
      </form>
    </Card>
  );
}
