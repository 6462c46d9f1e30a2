import type { AlarmRule, CompositeDefinition } from '../../monitoring/alarms/composite-definition.ts';
import { COMPOSITES } from '../../monitoring/alarms/composites.ts';
import { linkTo } from './alarm-facts.ts';
import { table } from './markdown.ts';

/** A rule in words, with links to the alarms that it names. */
export function ruleInWords(rule: AlarmRule): string {
  if (typeof rule === 'string') return linkTo(rule);
  if ('not' in rule) return `not ${linkTo(rule.not)}`;
  const operands = 'any' in rule ? rule.any : rule.all;
  const texts = operands.map((each) => (typeof each === 'string' ? linkTo(each) : `(${ruleInWords(each)})`));
  return texts.join('any' in rule ? ' or ' : ' and ');
}

/** How long it waits for its cause, and stays silent after it. */
export function suppressionInWords({ suppressor }: CompositeDefinition): string {
  if (suppressor === undefined) return 'nothing';
  const { id, waitPeriod, extensionPeriod, reason } = suppressor;
  return `${linkTo(id)}, for which it waits ${waitPeriod} s and after which it is silent for ${extensionPeriod} s: ${reason}`;
}

/** Mermaid's flowchart of what silences what. */
function picture(): string {
  const silenced = COMPOSITES.flatMap(({ id, suppressor }) => (suppressor ? [{ id, cause: suppressor.id }] : []));
  const causes = COMPOSITES.filter(({ tells = true }) => !tells);
  const shown = new Set([...silenced.flatMap(({ id, cause }) => [id, cause]), ...causes.map(({ id }) => id)]);
  const nodes = COMPOSITES.filter(({ id }) => shown.has(id)).map(({ id, title, severity }) =>
    severity === 'critical' ? `  ${id}[["${title}"]]` : `  ${id}["${title}"]`,
  );
  const edges = silenced.map(({ id, cause }) => `  ${cause} -- silences --> ${id}`);
  const parts = causes.flatMap(({ id, rule }) =>
    typeof rule !== 'string' && 'any' in rule
      ? rule.any.flatMap((each) => (typeof each === 'string' ? [`  ${each} -.-> ${id}`] : []))
      : [],
  );
  return ['```mermaid', 'flowchart LR', ...nodes, ...edges, ...parts, '```'].join('\n');
}

const INTRO =
  'A composite alarm looks at others and tells for them, so that one failure is told once; while its cause is in alarm it says nothing. Those of one _incident_ (below, with each alarm) that tell at the same time are one, which is told anew only when it becomes worse: a budget that burns joins the failure that burns it, and a shop that stays slow its slow release. In the picture, those in double frames are critical; a dotted line leads to an alarm that is raised with any of several and tells nothing itself.';

/** What groups alarms, and what silences them. */
export function compositesSection(): string {
  const rows = COMPOSITES.map((composite) => [
    linkTo(composite.id),
    composite.severity,
    ruleInWords(composite.rule),
    suppressionInWords(composite),
  ]);
  return [
    '## What is told once',
    INTRO,
    picture(),
    table(['composite alarm', 'severity', 'raised by', 'silenced by'], rows),
  ].join('\n\n');
}
