import './button.css';
import type { ComponentChildren, TargetedMouseEvent } from 'preact';
import { Spinner } from './spinner.tsx';

/** How much a button asks for attention; `danger` is for what cannot be undone. */
export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';

type Look = { variant?: ButtonVariant; wide?: boolean; class?: string; children: ComponentChildren };

const classes = ({ variant = 'secondary', wide, class: more }: Omit<Look, 'children'>) =>
  `button button-${variant}${wide ? ' button-wide' : ''}${more ? ` ${more}` : ''}`;

/** A button; while `busy` or `disabled` it keeps its focus and name, says so, and ignores clicks and submits. */
export function Button(
  props: Look & {
    type?: 'button' | 'submit';
    busy?: boolean;
    disabled?: boolean;
    'aria-label'?: string;
    'aria-pressed'?: boolean;
    'aria-describedby'?: string;
    onClick?: (event: TargetedMouseEvent<HTMLButtonElement>) => void;
  },
) {
  const {
    type = 'button',
    busy = false,
    disabled = false,
    variant,
    wide,
    class: more,
    children,
    onClick,
    ...aria
  } = props;
  const idle = busy || disabled;
  const click = (event: TargetedMouseEvent<HTMLButtonElement>) => (idle ? event.preventDefault() : onClick?.(event));
  return (
    <button
      {...aria}
      type={type}
      class={classes({ ...(variant && { variant }), ...(wide && { wide }), ...(more && { class: more }) })}
      aria-disabled={idle}
      aria-busy={busy}
      onClick={click}
    >
      {busy && <Spinner />}
      {children}
    </button>
  );
}

/** A link that looks like a button, for going somewhere rather than doing something. */
export function ButtonLink(props: Look & { href: string; 'aria-label'?: string }) {
  const { href, children, 'aria-label': label, ...look } = props;
  return (
    <a href={href} class={classes(look)} aria-label={label}>
      {children}
    </a>
  );
}
