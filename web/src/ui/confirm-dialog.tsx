import './confirm-dialog.css';
import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { explain } from '../api/explain.ts';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';

type ConfirmDialogProps = {
  title: string;
  /** Words of the button that does it, and of the one that leaves everything as it is. */
  confirm: string;
  keep: string;
  busy: boolean;
  /** Why it did not work. */
  error?: unknown;
  onConfirm: () => void;
  onClose: () => void;
  children: ComponentChildren;
};

/** Asks before something that cannot be undone; the focus starts on the way out, and returns to where it was. */
export function ConfirmDialog({ title, confirm, keep, busy, error, onConfirm, onClose, children }: ConfirmDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    element?.showModal();
    return () => {
      // While it is open, nothing outside of it can have the focus.
      element?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  const leave = (event: Event) => {
    event.preventDefault();
    if (!busy) onClose();
  };
  return (
    <dialog class="dialog" ref={dialog} aria-labelledby={id} onCancel={leave}>
      <div class="dialog-body">
        <h2 id={id}>{title}</h2>
        {children}
        {error !== undefined && (
          <Notice tone="bad" title={explain(error).title}>
            <p>{explain(error).detail}</p>
          </Notice>
        )}
        <div class="dialog-actions">
          <Button disabled={busy} onClick={onClose}>
            {keep}
          </Button>
          <Button variant="danger" busy={busy} onClick={onConfirm}>
            {confirm}
          </Button>
        </div>
      </div>
    </dialog>
  );
}
