import type { Shipping } from '../api/types.ts';
import type { FieldMessages } from '../forms/field-messages.ts';
import { Field } from '../ui/field.tsx';
import { countries } from './countries.ts';

/** The delivery address, with the browser's own address book at hand. */
export function AddressFields({ start, problems }: { start: Partial<Shipping>; problems: FieldMessages }) {
  const text = (
    path: string,
    label: string,
    autocomplete: string,
    more: { maxLength: number; value: string | undefined; class?: string },
  ) => (
    <Field label={label} error={problems[path]} {...(more.class && { class: more.class })}>
      {(control) => (
        <input
          {...control}
          name={path}
          type="text"
          autocomplete={autocomplete}
          maxLength={more.maxLength}
          defaultValue={more.value ?? ''}
          required
        />
      )}
    </Field>
  );
  return (
    <fieldset class="checkout-part">
      <legend>Delivery address</legend>
      <div class="checkout-fields">
        {text('shipping.name', 'Name', 'shipping name', { maxLength: 100, value: start.name, class: 'field-wide' })}
        {text('shipping.street', 'Street and number', 'shipping street-address', {
          maxLength: 120,
          value: start.street,
          class: 'field-wide',
        })}
        {text('shipping.postcode', 'Postcode', 'shipping postal-code', { maxLength: 16, value: start.postcode })}
        {text('shipping.city', 'Town or city', 'shipping address-level2', { maxLength: 100, value: start.city })}
        <Field label="Country" error={problems['shipping.country']} class="field-wide">
          {(control) => (
            <select {...control} name="shipping.country" autocomplete="shipping country" required>
              <option value="">Choose a country</option>
              {countries().map(({ code, name }) => (
                <option key={code} value={code} selected={code === start.country}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
    </fieldset>
  );
}
