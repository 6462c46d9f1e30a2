import { errorSentence } from '../deploy/error-sentence.ts';
import type { Examination } from './examination.ts';
import { type Finding, gravest, type Verdict, wrong } from './finding.ts';
import type { Link } from './link.ts';

/** What was found at a link. */
export type LinkReport = {
  readonly name: string;
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
};

/** Links that are looked at together: some start functions, and a laptop has few cores. */
const AT_ONCE = 4;

/** A link that does not answer is wrong itself. */
async function examineLink({ name, examine }: Link, examination: Examination): Promise<LinkReport> {
  const findings = await examine(examination).catch((error: unknown) => [
    wrong(errorSentence(error), 'This link could not be looked at: mend that first.'),
  ]);
  return { name, verdict: gravest(findings), findings };
}

/** What was found at each link, in their order, whichever of them failed. */
export async function examineLinks(links: readonly Link[], examination: Examination): Promise<readonly LinkReport[]> {
  const reports: LinkReport[] = [];
  const waiting = links.entries();
  const work = async (): Promise<void> => {
    for (const [index, link] of waiting) reports[index] = await examineLink(link, examination);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return reports;
}
