import './field.css';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

/** What ties an input to its label, hint and error; spread it on the input or select. */
export type FieldControl = {
  id: string;
  class: string;
  'aria-invalid': boolean;
  'aria-describedby': string | undefined;
};

type FieldProps = {
  label: string;
  hint?: ComponentChildren;
  error?: string | undefined;
  class?: string;
  children: (control: FieldControl) => ComponentChildren;
};

/** A labelled form field with an optional hint, and what is wrong with it once that is known. */
export function Field({ label, hint, error, class: more, children }: FieldProps) {
  const id = useId();
  const notes = [hint !== undefined && `${id}-hint`, error !== undefined && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div class={more ? `field ${more}` : 'field'}>
      <label for={id}>{label}</label>
      {hint !== undefined && (
        <span class="field-hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {children({
        id,
        class: 'input',
        'aria-invalid': error !== undefined,
        'aria-describedby': notes || undefined,
      })}
      {error !== undefined && (
        <span class="field-error" id={`${id}-error`}>
          {error}
        </span>
      )}
    </div>
  );
}
