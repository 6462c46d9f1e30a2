/** A user's pseudonym, by which logs and the audit log know them, too. */
const PSEUDONYM = /^[0-9a-f]{12}$/;

/** So much of a pseudonym tells administrators from each other. */
const TOLD = 4;

/** Whoever did something to an incident: whoever used a link by their part, an administrator by a little of their pseudonym. */
export function Person({ by }: { by: string }) {
  if (!PSEUDONYM.test(by)) return <>{by}</>;
  return (
    <span title={`Known in logs as ${by}`}>
      an administrator <span class="soft number">{by.slice(0, TOLD)}</span>
    </span>
  );
}
