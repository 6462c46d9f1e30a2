import type { StateValue } from '../../../monitoring/cloudwatch.ts';
import type { EvaluationRule, StaticOperator } from './alarm-definition.ts';
import { type AlarmDatapoint, breaches, grounds, type RealDatapoint } from './decide-state.ts';
import { formatDouble } from './format-double.ts';
import { formatReasonTime } from './format-time.ts';

const COMPARISONS: Readonly<Record<StaticOperator, string>> = {
  GreaterThanOrEqualToThreshold: 'greater than or equal to',
  GreaterThanThreshold: 'greater than',
  LessThanThreshold: 'less than',
  LessThanOrEqualToThreshold: 'less than or equal to',
};

/** The StateReason of a decided state in CloudWatch's words; `datapoints` is the evaluation range, newest first. */
export function stateReason(rule: EvaluationRule, state: StateValue, datapoints: readonly AlarmDatapoint[]): string {
  const { real, missing } = grounds(rule, datapoints);
  if (state === 'INSUFFICIENT_DATA') {
    return `Insufficient Data: ${count(missing.length, 'datapoint')} ${were(missing.length)} unknown.`;
  }
  const counted = real.filter((datapoint) => breaches(rule, datapoint) === (state === 'ALARM'));
  const filling = fillingOf(rule, missing.length);
  const subject = rule.threshold === undefined ? 'Thresholds Crossed' : 'Threshold Crossed';
  if (filling !== undefined && counted.length === 0) {
    return `${subject}: ${received(real.length)} for ${count(rule.evaluationPeriods, 'period')} and ${filling}.`;
  }
  const found = `${subject}: ${datapointsFound(rule, counted)} ${comparison(rule, state === 'ALARM', counted)}`;
  return `${found}${filling === undefined ? '' : ` and ${filling}`}${transition(rule, state === 'ALARM')}.`;
}

/** Only an alarm that names its datapoints to alarm is told how many are out of how many; N counts, however few are real. */
function datapointsFound(rule: EvaluationRule, counted: readonly RealDatapoint[]): string {
  const values = counted.map(({ value, timestamp }) => `${formatDouble(value)} (${formatReasonTime(timestamp)})`);
  const number = rule.namesDatapointsToAlarm
    ? `${counted.length} out of the last ${rule.evaluationPeriods} datapoints`
    : count(counted.length, 'datapoint');
  return `${number} [${values.join(', ')}] ${were(counted.length)}`;
}

function comparison(rule: EvaluationRule, alarming: boolean, counted: readonly RealDatapoint[]): string {
  const not = alarming ? '' : 'not ';
  const below = () => `${not}less than the lower thresholds ${bounds(counted, 'lower')}`;
  const above = () => `${not}greater than the upper thresholds ${bounds(counted, 'upper')}`;
  switch (rule.comparisonOperator) {
    case 'LessThanLowerOrGreaterThanUpperThreshold':
      return `${below()} or ${above()}`;
    case 'LessThanLowerThreshold':
      return below();
    case 'GreaterThanUpperThreshold':
      return above();
    default:
      return `${not}${COMPARISONS[rule.comparisonOperator]} the threshold (${formatDouble(rule.threshold)})`;
  }
}

function bounds(counted: readonly RealDatapoint[], side: 'lower' | 'upper'): string {
  return `[${counted.flatMap(({ band }) => (band === undefined ? [] : [formatDouble(band[side])])).join(', ')}]`;
}

function transition({ evaluationPeriods, datapointsToAlarm, ...rule }: EvaluationRule, alarming: boolean): string {
  if (!rule.namesDatapointsToAlarm) return '';
  const needed = alarming ? datapointsToAlarm : evaluationPeriods - datapointsToAlarm + 1;
  return ` (minimum ${count(needed, 'datapoint')} for ${alarming ? 'OK -> ALARM' : 'ALARM -> OK'} transition)`;
}

/** What became of the missing datapoints, where they were given a value. */
function fillingOf({ treatMissingData }: EvaluationRule, missing: number): string | undefined {
  if (missing === 0 || treatMissingData === 'missing' || treatMissingData === 'ignore') return undefined;
  const treated = treatMissingData === 'breaching' ? 'Breaching' : 'NonBreaching';
  return `${count(missing, 'missing datapoint')} ${were(missing)} treated as [${treated}]`;
}

function received(real: number): string {
  return real === 0 ? 'no datapoints were received' : `${count(real, 'datapoint')} ${were(real)} received`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function were(number: number): string {
  return number === 1 ? 'was' : 'were';
}
