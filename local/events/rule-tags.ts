import type { JsonObject } from '../aws/json.ts';
import type { Members } from '../aws/members.ts';
import { constraintError, eventsMembers, limitExceeded, ruleNotFound, sized } from './events-errors.ts';
import type { Rule, Tags } from './rule.ts';
import type { Rules } from './rules.ts';

const MAX_TAGS = 50;

/** A member `Tags`: keys of 1 to 128 and values of up to 256 characters. */
export function readTags(members: Members): Tags {
  const tags = (members.objects('Tags') ?? []).map((tag, index) => readTag(tag, `tags.${index + 1}.member`));
  return checkTagCount(Object.fromEntries(tags));
}

function readTag(tag: JsonObject, at: string): [key: string, value: string] {
  const members = eventsMembers(tag, `${at}.`);
  const key = sized(members.requiredString('Key'), `${at}.key`, 128, /^(?!aws:)[\s\S]+$/);
  const value = members.requiredString('Value');
  if (value.length > 256) throw constraintError(value, `${at}.value`, 'have length less than or equal to 256');
  return [key, value];
}

/** Tags that are not more than a rule may carry; LimitExceededException otherwise. */
export function checkTagCount(tags: Tags): Tags {
  if (Object.keys(tags).length > MAX_TAGS) throw limitExceeded();
  return tags;
}

/** The rule that a ResourceARN names; only rules carry tags here. */
export function taggedRule(rules: Pick<Rules, 'get'>, members: Members): Rule {
  const arn = sized(members.requiredString('ResourceARN'), 'resourceARN', 1600);
  const name = arn.split('/').at(-1) ?? '';
  const rule = rules.get(name);
  if (rule?.arn !== arn) throw ruleNotFound(name);
  return rule;
}
