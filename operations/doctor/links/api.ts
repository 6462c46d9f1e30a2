import { reasonOf } from '../../../functions/probe/reason-of.ts';
import { createShopper } from '../../../functions/probe/shopper.ts';
import { HTTP_FUNCTION_IDS } from '../../../monitoring/resources.ts';
import type { Examination } from '../examination.ts';
import { type Finding, orOk, warning, wrong } from '../finding.ts';
import type { Link } from '../link.ts';

/** Longest time of one answer, in milliseconds: any function may start cold. */
const BUDGET = 8_000;

/** What is asked for through the public address, and what answers it. */
const PAGES = [
  { path: '/', kind: 'html', of: 'The site' },
  { path: '/health/ready', kind: 'json', of: 'The shop’s readiness' },
  ...HTTP_FUNCTION_IDS.map((id) => ({ path: `/health/${id}`, kind: 'json', of: `The API’s function ${id}` }) as const),
] as const;

type Page = (typeof PAGES)[number];

/** What is wrong with an answer; while a deployment runs, it may be of either release. */
async function ask({ path, kind, of }: Page, { live, deploying }: Examination): Promise<readonly Finding[]> {
  const { siteUrl, version } = live;
  let release: string | null = null;
  const answered = (_: string, headers: Headers): void => {
    release = headers.get('x-version');
  };
  try {
    const shopper = createShopper(new URL(siteUrl), 'doctor', { answered });
    await shopper.read(path, kind, { signal: AbortSignal.timeout(BUDGET) });
  } catch (error) {
    const seen = `${of} is not well at ${siteUrl}: ${reasonOf(error, BUDGET)}.`;
    return [
      wrong(seen, 'Read monitoring/runbooks/application-down.md, and the log lines of the function with level ERROR.'),
    ];
  }
  if (release === null || release === version || deploying) return [];
  return [
    warning(`${of} answers as release ${release} instead of ${version}.`, 'Deploy again, so that one release serves.'),
  ];
}

/** The shop through its public address: its pages, and each function that serves routes. */
export const api: Link = {
  name: 'api',
  examine: async (examination) => {
    const findings = await Promise.all(PAGES.map((page) => ask(page, examination)));
    return orOk(
      findings.flat(),
      `${examination.live.siteUrl} answers, with all ${HTTP_FUNCTION_IDS.length} functions behind it.`,
    );
  },
};
