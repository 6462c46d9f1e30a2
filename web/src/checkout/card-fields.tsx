import { useState } from 'preact/hooks';
import type { FieldMessages } from '../forms/field-messages.ts';
import { Field } from '../ui/field.tsx';
import { formatCardNumber, formatExpiry } from './card.ts';

/** The payment sandbox goes by the last four digits of a card. */
const SANDBOX_CARDS = [
  { number: '4242424242424242', outcome: 'pays' },
  { number: '4000008260000000', outcome: 'is from Britain' },
  { number: '4000000000000002', outcome: 'is declined' },
  { number: '4000000000000119', outcome: 'times out' },
] as const;

const SANDBOX_EXPIRY = '12/34';
const SANDBOX_CVC = '123';

function SandboxCards({ onUse }: { onUse: (number: string) => void }) {
  return (
    <div class="sandbox">
      <p>
        This is a sandbox, no money moves. <b>Do not enter a real card</b>; use one of these:
      </p>
      <ul class="sandbox-cards">
        {SANDBOX_CARDS.map(({ number, outcome }) => (
          <li key={number}>
            <button type="button" onClick={() => onUse(number)}>
              <span class="number">{formatCardNumber(number)}</span> <span>{outcome}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The card, formatted while it is typed, with the sandbox's cards to choose from. */
export function CardFields({ problems }: { problems: FieldMessages }) {
  const [card, setCard] = useState({ number: '', expiry: '', cvc: '' });
  const use = (number: string) =>
    setCard({ number: formatCardNumber(number), expiry: card.expiry || SANDBOX_EXPIRY, cvc: card.cvc || SANDBOX_CVC });
  const figures = (maxLength: number) => ({ type: 'text', inputMode: 'numeric', maxLength, required: true }) as const;
  return (
    <fieldset class="checkout-part">
      <legend>Card</legend>
      <SandboxCards onUse={use} />
      <div class="checkout-fields">
        <Field label="Card number" error={problems['payment.number']} class="field-wide">
          {(control) => (
            <input
              {...control}
              {...figures(23)}
              name="payment.number"
              autocomplete="cc-number"
              value={card.number}
              onInput={(event) => setCard({ ...card, number: formatCardNumber(event.currentTarget.value) })}
            />
          )}
        </Field>
        <Field label="Expiry (MM/YY)" error={problems['payment.expiry']}>
          {(control) => (
            <input
              {...control}
              {...figures(5)}
              name="payment.expiry"
              autocomplete="cc-exp"
              value={card.expiry}
              onInput={(event) => setCard({ ...card, expiry: formatExpiry(event.currentTarget.value) })}
            />
          )}
        </Field>
        <Field label="Security code" error={problems['payment.cvc']}>
          {(control) => (
            <input
              {...control}
              {...figures(4)}
              name="payment.cvc"
              autocomplete="cc-csc"
              value={card.cvc}
              onInput={(event) => setCard({ ...card, cvc: event.currentTarget.value.replace(/\D/g, '') })}
            />
          )}
        </Field>
      </div>
    </fieldset>
  );
}
