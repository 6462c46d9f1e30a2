import type { AlarmCategory, AlarmDefinition, AlarmFacts } from '../../monitoring/alarms/alarm-definition.ts';
import { ALARMS } from '../../monitoring/alarms/alarms.ts';
import type { CompositeDefinition } from '../../monitoring/alarms/composite-definition.ts';
import { COMPOSITES } from '../../monitoring/alarms/composites.ts';
import { METRICS } from '../../monitoring/metrics.ts';
import { ALL, CATEGORIES, linkTo, minutes, tellsItself } from './alarm-facts.ts';
import { compositesSection, ruleInWords, suppressionInWords } from './composites-section.ts';
import { page, picture, table } from './markdown.ts';
import { scenarioCounts } from './scenario-counts.ts';

function condition(alarm: AlarmDefinition): string {
  const operator = {
    GreaterThanThreshold: '>',
    GreaterThanOrEqualToThreshold: '≥',
    LessThanThreshold: '<',
    LessThanOrEqualToThreshold: '≤',
    LessThanLowerOrGreaterThanUpperThreshold: 'outside',
    LessThanLowerThreshold: 'below',
    GreaterThanUpperThreshold: 'above',
  }[alarm.comparisonOperator];
  const returned = alarm.metrics.find((query) => query.returnData ?? true);
  const value = returned?.expression ?? `${returned?.stat} of ${returned && METRICS[returned.metric.key].name}`;
  const threshold = alarm.threshold ?? `the band of ${alarm.thresholdMetricId}`;
  return `\`${value}\` ${operator} ${threshold}, ${alarm.datapointsToAlarm} of ${alarm.evaluationPeriods} × ${alarm.period} s`;
}

/** How it is known that it is raised when it should be. */
function proof({ provenBy, undrilled }: AlarmFacts): string {
  return provenBy.length > 0 ? provenBy.map((fault) => `\`${fault}\``).join(', ') : `none: ${undrilled}`;
}

/** Who tells people of it. */
function tellers(alarm: AlarmFacts): string {
  if (tellsItself(alarm)) return 'itself';
  const others = COMPOSITES.filter(({ rule, tells = true }) => tells && ruleInWords(rule).includes(linkTo(alarm.id)));
  return others.map(({ id }) => linkTo(id)).join(', ') || 'nobody: it silences others';
}

/** What an alarm on metrics has, and what a composite one has. */
function particulars(alarm: AlarmDefinition | CompositeDefinition): readonly (readonly string[])[] {
  if ('rule' in alarm) {
    return [
      ['raised by', ruleInWords(alarm.rule)],
      ['silenced by', suppressionInWords(alarm)],
    ];
  }
  return [
    ['condition', condition(alarm)],
    ['missing data', `${alarm.treatMissingData}: ${alarm.missingDataReason}`],
    ['without a request', alarm.lowTraffic.none],
    ['at one request a minute', alarm.lowTraffic.one],
    ['at ten requests a minute', alarm.lowTraffic.ten],
  ];
}

function alarmSection(alarm: AlarmDefinition | CompositeDefinition, scenarios: number): string {
  return [
    `### ${alarm.title}`,
    alarm.notices,
    table(
      ['', ''],
      [
        ['severity', alarm.severity],
        ['incident', alarm.group],
        ['promise', `detected within ${minutes(alarm.promiseMinutes)}`],
        ['told by', tellers(alarm)],
        ...particulars(alarm),
        ['faults whose drills raise it', proof(alarm)],
        ['scenarios', String(scenarios)],
        ['runbook', `[${alarm.runbook}](../monitoring/runbooks/${alarm.runbook})`],
      ],
    ),
  ].join('\n\n');
}

const ofCategory = (category: AlarmCategory) => ALL.filter((alarm) => alarm.category === category);

const headingOf = (category: AlarmCategory): string => category.slice(0, 1).toUpperCase() + category.slice(1);

function overview(counts: ReadonlyMap<string, number>): string {
  const rows = CATEGORIES.flatMap((category) =>
    ofCategory(category).map((alarm) => [
      category,
      linkTo(alarm.id),
      alarm.severity,
      tellsItself(alarm) ? '✓' : '',
      minutes(alarm.promiseMinutes),
      String(alarm.provenBy.length),
      String(counts.get(alarm.id) ?? 0),
    ]),
  );
  return table(['category', 'alarm', 'severity', 'tells', 'detected within', 'faults', 'scenarios'], rows);
}

const scenariosOf = (counts: ReadonlyMap<string, number>): number =>
  [...counts.values()].reduce((sum, each) => sum + each, 0);

function intro(counts: ReadonlyMap<string, number>): string {
  return `${ALARMS.length} alarms on metrics and ${COMPOSITES.length} on other alarms, which ${scenariosOf(counts)} [scenarios](../monitoring/scenarios/README.md) try out. The promise counts from the start of a fault to the alarm’s change of state, so that it is longer than the minutes in its condition: the minute in which a fault begins may still be good, each is looked at when it is over, and where silence is a fault CloudWatch looks two periods further back before it believes it. A composite alarm follows those that it names, and one that something silences waits for that first. Those that tell start an incident, by which people are told: of critical ones at once, of warnings after some minutes, of info in business hours; all others leave it to the composite alarm that names them.`;
}

/** docs/alarms.md */
export function alarmsPage(): string {
  const counts = scenarioCounts();
  const sections = CATEGORIES.flatMap((category) => [
    `## ${headingOf(category)}`,
    ...ofCategory(category).map((alarm) => alarmSection(alarm, counts.get(alarm.id) ?? 0)),
  ]);
  const shown = picture(
    'alarm',
    'High error rate in alarm: the five datapoints that decided, and its graph with the threshold',
  );
  return page('# Alarms', intro(counts), shown, overview(counts), compositesSection(), ...sections);
}
