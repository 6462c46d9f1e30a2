import './empty-state.css';
import type { ComponentChildren } from 'preact';

type EmptyStateProps = { title: string; children?: ComponentChildren; actions?: ComponentChildren };

/** What stands where there is nothing to show: what it means and what to do next. */
export function EmptyState({ title, children, actions }: EmptyStateProps) {
  return (
    <div class="empty-state">
      <h2>{title}</h2>
      {children && <p>{children}</p>}
      {actions && <div class="empty-state-actions">{actions}</div>}
    </div>
  );
}
