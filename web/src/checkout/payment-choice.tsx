import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import type { PaymentMethod } from '../api/types.ts';

type PaymentChoiceProps = {
  chosen: PaymentMethod;
  onChoose: (method: PaymentMethod) => void;
  /** What to know of paying with store credit here. */
  wallet: ComponentChildren;
  problem: string | undefined;
};

type OptionProps = {
  method: PaymentMethod;
  label: string;
  chosen: boolean;
  problem: string | undefined;
  onChoose: (method: PaymentMethod) => void;
  children: ComponentChildren;
};

function Option({ method, label, chosen, problem, onChoose, children }: OptionProps) {
  const id = useId();
  return (
    <div class="payment-option" data-chosen={chosen}>
      <input
        type="radio"
        name="payment.method"
        id={id}
        value={method}
        checked={chosen}
        data-invalid={problem !== undefined}
        aria-describedby={`${id}-hint`}
        onChange={() => onChoose(method)}
      />
      <div>
        <label for={id}>{label}</label>
        <div class="payment-hint" id={`${id}-hint`}>
          {children}
          {problem !== undefined && <p class="field-error">{problem}</p>}
        </div>
      </div>
    </div>
  );
}

/** The ways to pay, of which one is chosen. */
export function PaymentChoice({ chosen, onChoose, wallet, problem }: PaymentChoiceProps) {
  const option = (method: PaymentMethod, label: string, hint: ComponentChildren) => (
    <Option
      method={method}
      label={label}
      chosen={chosen === method}
      problem={chosen === method ? problem : undefined}
      onChoose={onChoose}
    >
      {hint}
    </Option>
  );
  return (
    <fieldset class="checkout-part">
      <legend>How to pay</legend>
      <div class="payment-options">
        {option('card', 'Card', 'Charged when the order is placed.')}
        {option('wallet', 'Store credit', wallet)}
        {option('invoice', 'Invoice', 'Pay by transfer within 14 days; it is sent once the money is here.')}
      </div>
    </fieldset>
  );
}
