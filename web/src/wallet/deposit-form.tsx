import type { TargetedSubmitEvent } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { api } from '../api/api.ts';
import type { Wallet } from '../api/types.ts';
import { attemptOnce, createAttemptKey } from '../checkout/attempt-key.ts';
import { CardFields } from '../checkout/card-fields.tsx';
import { type FieldMessages, fieldMessages } from '../forms/field-messages.ts';
import { FormNotice } from '../forms/form-notice.tsx';
import { announce } from '../state/announcement.ts';
import { tabStorage } from '../state/safe-storage.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { focusInvalid } from '../ui/focus-invalid.ts';
import { formatMoney } from '../ui/format-money.ts';
import { Notice } from '../ui/notice.tsx';
import { depositFailure } from './deposit-failure.ts';
import {
  DEPOSIT_BOUNDS,
  DEPOSIT_PATHS,
  type DepositRequest,
  depositProblems,
  readDeposit,
} from './deposit-problems.ts';

const attemptKey = createAttemptKey('deposit', tabStorage, () => crypto.randomUUID());

const send = (body: DepositRequest) =>
  attemptOnce(attemptKey, (key) =>
    api<{ balanceCents: number }>('/api/wallet/deposits', {
      method: 'POST',
      body,
      headers: { 'idempotency-key': key },
    }),
  );

type Attempt = { busy: boolean; problems: FieldMessages; error?: unknown; done?: string };

/** Puts money from a card into the wallet; `onDone` hears of each deposit. */
export function DepositForm({ wallet: { currency }, onDone }: { wallet: Wallet; onDone: () => void }) {
  const form = useRef<HTMLFormElement>(null);
  const [attempt, setAttempt] = useState<Attempt>({ busy: false, problems: {} });
  // The fields of a form that did its work start empty; the button keeps the focus.
  const [turn, setTurn] = useState(0);
  const { busy, problems, error, done } = attempt;
  const refuse = (found: FieldMessages, why?: unknown) => {
    setAttempt({ busy: false, problems: found, ...(why !== undefined && { error: why }) });
    focusInvalid(form.current);
  };
  const deposit = async (request: DepositRequest) => {
    setAttempt({ busy: true, problems: {} });
    try {
      const { balanceCents } = await send(request);
      const words = `${formatMoney(request.amountCents, currency)} deposited. Your balance is ${formatMoney(balanceCents, currency)}.`;
      setAttempt({ busy: false, problems: {}, done: words });
      setTurn((count) => count + 1);
      announce(words);
      onDone();
    } catch (failure) {
      refuse(fieldMessages(failure, DEPOSIT_PATHS), failure);
    }
  };
  const submit = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const request = readDeposit(new FormData(event.currentTarget));
    const found = depositProblems(request);
    if (Object.keys(found).length > 0) refuse(found);
    else void deposit(request);
  };
  const range = `${formatMoney(DEPOSIT_BOUNDS.least, currency)} to ${formatMoney(DEPOSIT_BOUNDS.most, currency)}`;
  return (
    <form class="form" ref={form} noValidate onSubmit={submit}>
      {done !== undefined && <Notice tone="good" title={done} />}
      <Field key={`amount ${turn}`} label="Amount" hint={`${range} at a time.`} error={problems.amountCents}>
        {(control) => (
          <input
            {...control}
            name="amountCents"
            type="text"
            inputMode="decimal"
            autocomplete="transaction-amount"
            maxLength={10}
            required
          />
        )}
      </Field>
      <CardFields key={`card ${turn}`} problems={problems} />
      {error !== undefined && Object.keys(problems).length === 0 && (
        <FormNotice error={error} words={depositFailure(error)} />
      )}
      <Button type="submit" variant="primary" wide busy={busy}>
        {busy ? 'Depositing…' : 'Deposit'}
      </Button>
      <p class="soft" role="status">
        {busy ? 'Asking the bank; this can take some seconds. Please keep this page open.' : ''}
      </p>
    </form>
  );
}
