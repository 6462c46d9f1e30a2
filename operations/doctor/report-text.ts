import type { LinkReport } from './examine-links.ts';
import type { Report } from './examine-stage.ts';
import type { Finding, Verdict } from './finding.ts';

const MARKS = { ok: '✓', 'not-here': '–', warning: '!', wrong: '✗' } as const satisfies Record<Verdict, string>;
const WORDS = { wrong: 'wrong', warning: 'to look at', ok: 'well', 'not-here': 'not here' } as const;
/** The longest name of a link. */
const NAME_WIDTH = 13;
const INDENT = ' '.repeat(NAME_WIDTH + 6);

function findingLines({ seen, remedy }: Finding): readonly string[] {
  return remedy === undefined ? [seen] : [seen, `→ ${remedy}`];
}

function linkLines({ name, findings }: LinkReport): readonly string[] {
  return findings.flatMap((finding, index) => {
    const [first = '', ...rest] = findingLines(finding);
    const title = (index === 0 ? name : '').padEnd(NAME_WIDTH);
    return [`  ${MARKS[finding.verdict]} ${title}  ${first}`, ...rest.map((line) => `${INDENT}${line}`)];
  });
}

function count(links: readonly LinkReport[], wanted: Verdict): string {
  return `${links.filter(({ verdict }) => verdict === wanted).length} ${WORDS[wanted]}`;
}

/** The report as an operator reads it: a line for each link, what is amiss with what to do, and how many are how. */
export function reportText({ stage, at, links }: Report): string {
  const time = at === undefined ? '' : ` at ${new Date(at).toISOString()}`;
  const counts = (['wrong', 'warning', 'ok', 'not-here'] as const).map((verdict) => count(links, verdict));
  return [`Stage ${stage}${time}`, '', ...links.flatMap(linkLines), '', `Links: ${counts.join(', ')}.`].join('\n');
}
