import type { JsonObject } from '../aws/json.ts';
import { parseEventPattern } from './event-pattern.ts';
import { checkEventBus, constraintError, eventsMembers, sized, validationError } from './events-errors.ts';
import { RULE_STATES, type Rule, type RuleState } from './rule.ts';
import { parseRuleSchedule, type RuleSchedule } from './rule-schedule.ts';

const NAME = /^[.\-_A-Za-z0-9]+$/;

/** What PutRule's input says. */
export function readRule(input: JsonObject): Omit<Rule, 'arn' | 'created' | 'tags'> {
  const members = eventsMembers(input);
  const name = sized(members.requiredString('Name'), 'name', 64, NAME);
  checkEventBus(members);
  const pattern = members.string('EventPattern');
  const schedule = members.string('ScheduleExpression');
  if (!pattern && !schedule) {
    throw validationError('Parameter(s) EventPattern or ScheduleExpression must be specified.');
  }
  const description = members.string('Description') ?? '';
  if (description.length > 512)
    throw constraintError(description, 'description', 'have length less than or equal to 512');
  return {
    name,
    input,
    state: readState(members.string('State') ?? 'ENABLED'),
    matches: pattern ? parseEventPattern(pattern) : undefined,
    schedule: schedule ? readSchedule(schedule) : undefined,
  };
}

/** The name of the rule that an operation is about, in the member `Name` or `Rule`. */
export function readRuleName(input: JsonObject, member: 'Name' | 'Rule'): string {
  const members = eventsMembers(input);
  const name = sized(members.requiredString(member), member.toLowerCase(), 64, NAME);
  checkEventBus(members);
  return name;
}

function readState(text: string): RuleState {
  const state = RULE_STATES.find((each) => each === text);
  if (state === undefined) {
    throw constraintError(text, 'state', `satisfy enum value set: [${RULE_STATES.join(', ')}]`);
  }
  return state;
}

function readSchedule(expression: string): RuleSchedule {
  try {
    return parseRuleSchedule(expression);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw validationError(`Parameter ScheduleExpression is not valid. Reason: ${error.message}`);
  }
}
