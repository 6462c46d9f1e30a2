import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

type DisclosureProps = {
  id: string;
  /** Whether the address names it: then it opens, and whoever navigated there is taken to it. */
  named: boolean;
  summary: ComponentChildren;
  children: () => ComponentChildren;
};

/** A line that opens to more; what it opens to is made when it is first opened. */
export function Disclosure({ id, named, summary, children }: DisclosureProps) {
  const details = useRef<HTMLDetailsElement>(null);
  const [shown, setShown] = useState(named);
  useEffect(() => {
    if (!named || details.current === null) return;
    setShown(true);
    details.current.open = true;
    details.current.scrollIntoView();
    details.current.querySelector('summary')?.focus({ preventScroll: true });
  }, [named]);
  return (
    <details ref={details} class="operation" id={id} onToggle={(event) => event.currentTarget.open && setShown(true)}>
      <summary class="operation-head">{summary}</summary>
      {shown && <div class="operation-body">{children()}</div>}
    </details>
  );
}
