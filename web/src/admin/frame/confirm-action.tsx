import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { focusPage } from '../../shell/focus-page.ts';
import { Button, type ButtonVariant } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { useAction } from './use-action.ts';

type ConfirmActionProps = {
  /** Words of the button that asks, and of the one that does it. */
  label: string;
  confirm: string;
  title: string;
  keep?: string;
  variant?: ButtonVariant;
  'aria-label'?: string;
  /** Does it and says what was done. */
  act: () => Promise<string>;
  onRefused?: (error: unknown) => void;
  children: ComponentChildren;
};

/** A button for what cannot be taken back: it asks first, and leaves the focus at the page's heading when it is done. */
export function ConfirmAction({ label, variant, act, onRefused, keep, children, ...words }: ConfirmActionProps) {
  const [open, setOpen] = useState(false);
  const { busy, error, run, reset } = useAction();
  const { title, confirm, ...aria } = words;
  const close = () => {
    setOpen(false);
    reset();
  };
  const work = () =>
    act().catch((failure: unknown) => {
      onRefused?.(failure);
      throw failure;
    });
  const go = async () => {
    if (!(await run(work))) return;
    close();
    // The dialog gives the focus back to a button that may be gone.
    requestAnimationFrame(focusPage);
  };
  return (
    <>
      <Button {...aria} {...(variant && { variant })} onClick={() => setOpen(true)}>
        {label}
      </Button>
      {open && (
        <ConfirmDialog
          title={title}
          confirm={confirm}
          keep={keep ?? 'Leave it'}
          busy={busy}
          error={error}
          onConfirm={() => void go()}
          onClose={close}
        >
          {children}
        </ConfirmDialog>
      )}
    </>
  );
}
