import { BUDGET_PERIOD, BURN_WINDOWS, burnAlarmId, windowAlarmId } from '../burn-rate.ts';
import { SLOS, type Slo } from '../slos.ts';
import type { DashboardDefinition, Panel } from './panel.ts';
import { budgetLine, burnRateLine, complianceLine } from './sli-lines.ts';

/** Objectives are to be kept over thirty days, whatever time is looked at. */
const MONTH = { period: 3_600, span: BUDGET_PERIOD } as const;

function budgetPanel(slo: Slo): Panel {
  return {
    type: 'sloBudget',
    id: `budget-${slo.id}`,
    title: `Error budget: ${slo.title}`,
    description: `${slo.promise} What is left of the failures that this allows in thirty days; below 0 it is not kept.`,
    width: 'quarter',
    slo: slo.id,
    unit: '%',
    ...MONTH,
    queries: budgetLine(slo),
  };
}

/** The alarm that tells of each objective of a severity, and those on its windows. */
function alarmsOf(severity: Slo['severity']): readonly string[] {
  return SLOS.filter((slo) => slo.severity === severity).flatMap((slo) => [
    burnAlarmId(slo),
    ...slo.speeds.flatMap((speed) => [windowAlarmId(slo, speed, 'long'), windowAlarmId(slo, speed, 'short')]),
  ]);
}

/** The objectives that have an alarm on that speed's windows. */
const watched = (speed: keyof typeof BURN_WINDOWS) => SLOS.filter(({ speeds }) => speeds.includes(speed));

/** Seconds in which there are several windows of six hours, which the time that one looks at may not even hold one of. */
const THREE_DAYS = 3 * 86_400;

function burnPanel(speed: 'fast' | 'medium', hours: string): Panel {
  return {
    type: 'timeSeries',
    id: `burn-${speed}`,
    title: `Burn rate of ${hours}`,
    description:
      'How many times faster than allowed the budget is used up: at 1 it lasts for exactly thirty days; above the threshold an alarm is near.',
    unit: 'burn rate',
    period: BURN_WINDOWS[speed].long,
    ...(speed === 'medium' && { span: THREE_DAYS }),
    queries: watched(speed).flatMap(burnRateLine),
    alarms: watched(speed).map((slo) => windowAlarmId(slo, speed, 'long')),
  };
}

/** What is promised, and whether it is kept. */
export const slos: DashboardDefinition = {
  id: 'slos',
  title: 'SLOs',
  description: 'For who answers for the shop’s promises: whether they are kept, and what may still fail this month.',
  panels: [
    {
      type: 'table',
      id: 'compliance',
      title: 'Compliance',
      description: 'Share of good events of the last thirty days, to be held against each objective’s promise.',
      unit: '%',
      ...MONTH,
      queries: SLOS.flatMap(complianceLine),
      alarms: SLOS.map(burnAlarmId),
    },
    {
      type: 'alarmStates',
      id: 'violations',
      title: 'Violations',
      description: 'Objectives whose budget burns too fast, and the windows that say so; all must be in OK.',
      alarms: [...alarmsOf('critical'), ...alarmsOf('warning')],
    },
    ...SLOS.map(budgetPanel),
    burnPanel('fast', 'an hour'),
    burnPanel('medium', 'six hours'),
    {
      type: 'timeSeries',
      id: 'budget-left',
      title: 'Error budgets over time',
      description: 'Where a line falls steeply something failed; compare with the deployments that are marked.',
      width: 'full',
      signed: true,
      unit: '%',
      ...MONTH,
      queries: SLOS.flatMap(budgetLine),
      alarms: SLOS.map(burnAlarmId),
    },
  ],
};
