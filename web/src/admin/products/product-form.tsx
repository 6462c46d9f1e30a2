import '../../forms/form-page.css';
import type { ComponentChildren, TargetedSubmitEvent } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { FormOutcome } from '../../account/form-outcome.tsx';
import { type FieldMessages, fieldMessages } from '../../forms/field-messages.ts';
import { announce } from '../../state/announcement.ts';
import { Button } from '../../ui/button.tsx';
import { focusInvalid } from '../../ui/focus-invalid.ts';
import { draftMessages, draftProblems, type ProductDraft } from './product-draft.ts';
import { ProductFields } from './product-fields.tsx';

const PATHS = ['name', 'description', 'category', 'priceCents', 'costCents', 'stock'];

type Attempt = { busy: boolean; problems: FieldMessages; error?: unknown; done?: string };

type ProductFormProps = {
  draft: ProductDraft;
  onDraft: (draft: ProductDraft) => void;
  submit: string;
  /** What is wrong beside the draft. */
  problemsBeside?: () => FieldMessages;
  /** Sends it and says what was done; undefined when something else tells what has become of it. */
  send: () => Promise<string | undefined>;
  children?: (problems: FieldMessages) => ComponentChildren;
};

/** The form of a product's facts, which are kept by whoever shows it. */
export function ProductForm({ draft, onDraft, submit, problemsBeside, send, children }: ProductFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const [attempt, setAttempt] = useState<Attempt>({ busy: false, problems: {} });
  const refuse = (problems: FieldMessages, error?: unknown) => {
    setAttempt({ busy: false, problems, ...(error !== undefined && { error }) });
    focusInvalid(form.current);
  };
  const attemptTo = async () => {
    setAttempt({ busy: true, problems: {} });
    try {
      const done = await send();
      setAttempt({ busy: false, problems: {}, ...(done !== undefined && { done }) });
      if (done !== undefined) announce(done);
    } catch (error) {
      refuse(draftMessages(fieldMessages(error, PATHS)), error);
    }
  };
  const onSubmit = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (attempt.busy) return;
    const found = { ...draftProblems(draft), ...problemsBeside?.() };
    if (Object.keys(found).length > 0) refuse(found);
    else void attemptTo();
  };
  return (
    <form class="form" ref={form} noValidate onSubmit={onSubmit}>
      <ProductFields draft={draft} problems={attempt.problems} onChange={onDraft} />
      {children?.(attempt.problems)}
      <FormOutcome {...attempt} />
      <Button type="submit" variant="primary" busy={attempt.busy} class="form-submit">
        {submit}
      </Button>
    </form>
  );
}
