/** How a link of the chain is; `not-here` is what cannot be known, or is not to be, where the stage is. */
const VERDICTS = ['not-here', 'ok', 'warning', 'wrong'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** What was seen at a link, a sentence, and what to do about it where something is to be done. */
export type Finding =
  | { readonly verdict: 'not-here' | 'ok'; readonly seen: string; readonly remedy?: never }
  | { readonly verdict: 'warning' | 'wrong'; readonly seen: string; readonly remedy: string };

export const ok = (seen: string): Finding => ({ verdict: 'ok', seen });
export const notHere = (seen: string): Finding => ({ verdict: 'not-here', seen });
export const warning = (seen: string, remedy: string): Finding => ({ verdict: 'warning', seen, remedy });
export const wrong = (seen: string, remedy: string): Finding => ({ verdict: 'wrong', seen, remedy });

/** The gravest of verdicts; `not-here` of none. */
export function gravest(all: readonly { readonly verdict: Verdict }[]): Verdict {
  return all.reduce<Verdict>(
    (worst, { verdict }) => (VERDICTS.indexOf(verdict) > VERDICTS.indexOf(worst) ? verdict : worst),
    'not-here',
  );
}

/** What is amiss, or that all is well when nothing is. */
export function orOk(findings: readonly Finding[], seen: string): readonly Finding[] {
  return findings.some(({ verdict }) => verdict === 'warning' || verdict === 'wrong')
    ? findings
    : [ok(seen), ...findings];
}
