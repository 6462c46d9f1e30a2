import type { TargetedSubmitEvent } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { focusInvalid } from '../../ui/focus-invalid.ts';
import { withQuery } from '../frame/page-query.ts';
import { type OrderQuery, orderQueryProblems, readOrderQuery, STATUS_CHOICES } from './order-query.ts';

/** Which orders to list: applied together, as an address of its own. */
export function OrderFilter({ query }: { query: OrderQuery }) {
  const { route } = useLocation();
  const form = useRef<HTMLFormElement>(null);
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({});
  const submit = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = Object.fromEntries(
      [...new FormData(event.currentTarget)].map(([name, text]) => [name, String(text)]),
    );
    const wanted = readOrderQuery(typed);
    const found = orderQueryProblems(wanted);
    setProblems(found);
    if (Object.keys(found).length > 0) focusInvalid(form.current);
    else route(withQuery('/admin/orders', wanted));
  };
  return (
    <search>
      <form class="admin-search" ref={form} noValidate onSubmit={submit}>
        <Field label="Order or customer" class="field-wide" error={problems.find}>
          {(control) => (
            <input {...control} name="find" type="search" autocomplete="off" defaultValue={query.find} maxLength={40} />
          )}
        </Field>
        <Field label="Status">
          {(control) => (
            <select {...control} name="status" defaultValue={query.status}>
              <option value="">Any</option>
              {STATUS_CHOICES.map(([value, label]) => (
                <option key={value} value={value} selected={value === query.status}>
                  {label}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label="First day">
          {(control) => <input {...control} name="from" type="date" defaultValue={query.from} />}
        </Field>
        <Field label="Last day" error={problems.to}>
          {(control) => <input {...control} name="to" type="date" defaultValue={query.to} />}
        </Field>
        <Button type="submit">Find</Button>
        {Object.values(query).some(Boolean) && (
          <ButtonLink href="/admin/orders" variant="quiet">
            Show all
          </ButtonLink>
        )}
      </form>
    </search>
  );
}
