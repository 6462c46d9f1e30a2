import type { AwsService } from '../aws/aws-service.ts';
import { deleteRule } from './delete-rule.ts';
import { describeEventBus } from './describe-event-bus.ts';
import { describeRule } from './describe-rule.ts';
import type { BusState } from './event-bus.ts';
import { listEventBuses } from './list-event-buses.ts';
import { listRuleNamesByTarget } from './list-rule-names-by-target.ts';
import { listRules } from './list-rules.ts';
import { listTagsForResource } from './list-tags-for-resource.ts';
import { listTargetsByRule } from './list-targets-by-rule.ts';
import { putEvents } from './put-events.ts';
import { putRule } from './put-rule.ts';
import { putTargets } from './put-targets.ts';
import { removeTargets } from './remove-targets.ts';
import { setRuleState } from './set-rule-state.ts';
import { tagResource } from './tag-resource.ts';
import { testEventPattern } from './test-event-pattern.ts';
import { untagResource } from './untag-resource.ts';

/** EventBridge over awsJson1_1. */
export function createEventsService(state: BusState): AwsService {
  return {
    name: 'events',
    protocol: 'awsJson1_1',
    target: 'AWSEvents',
    operations: {
      PutEvents: putEvents(state),
      PutRule: putRule(state),
      DescribeRule: describeRule(state),
      ListRules: listRules(state),
      EnableRule: setRuleState(state, 'ENABLED'),
      DisableRule: setRuleState(state, 'DISABLED'),
      DeleteRule: deleteRule(state),
      PutTargets: putTargets(state),
      RemoveTargets: removeTargets(state),
      ListTargetsByRule: listTargetsByRule(state),
      ListRuleNamesByTarget: listRuleNamesByTarget(state),
      TestEventPattern: testEventPattern,
      TagResource: tagResource(state),
      UntagResource: untagResource(state),
      ListTagsForResource: listTagsForResource(state),
      ListEventBuses: listEventBuses,
      DescribeEventBus: describeEventBus,
    },
  };
}
