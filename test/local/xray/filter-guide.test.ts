import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FilterPlace, parseFilterExpression, type ScopeTest } from '../../../local/xray/filter-expression.ts';
import { type FilterScope, traceScope } from '../../../local/xray/filter-scope.ts';
import { realStart, scratchTraces, segment, segmentId, subsegment, traceId } from './traces.ts';

const scratch = scratchTraces();
const between = (from: number, to: number) => ({ start_time: realStart + from, end_time: realStart + to });
let slow: FilterScope;
let quick: FilterScope;

const scopeOf = (id: string): FilterScope => {
  const trace = scratch.traces.trace(id);
  if (!trace) throw new Error(`There is no trace ${id}.`);
  return traceScope(trace);
};

/** A game's front end asks its Auth service, whose table denies access; and, in another trace, answers at once. */
beforeAll(() => {
  const http = (status: number) => ({
    request: {
      url: 'http://api.example.com/v2/api/game/7',
      method: 'POST',
      user_agent: 'probe',
      client_ip: '10.0.0.1',
    },
    response: { status },
  });
  const denied = {
    fault: true,
    cause: { exceptions: [{ id: '1', type: 'deserialize', message: 'Access Denied for account_id: 1234567890' }] },
  };
  const table = subsegment(5, {
    ...{ name: 'DynamoDB', namespace: 'aws', ...between(0.6, 5.5), ...denied },
    aws: { operation: 'GetItem', table_name: 'sessions' },
  });
  const front = segment(1, {
    ...{ name: 'api.example.com', origin: 'AWS::ElasticBeanstalk::Environment', ...between(0, 6) },
    ...{ fault: true, http: http(500), user: 'alice', annotations: { age: 30, gameid: '817DL6VO' } },
    aws: { ec2: { availability_zone: 'us-west-2c', instance_id: 'i-0cd9e448944061b4a' } },
    resource_arn: 'arn:aws:elasticbeanstalk:us-west-2:123456789012:environment/Scorekeep',
    subsegments: [
      subsegment(2, { name: 'backend.example.com', namespace: 'remote', fault: true, ...between(0.5, 5.8) }),
    ],
  });
  const auth = segment(3, {
    ...{ name: 'Auth', parent_id: segmentId(2), ...between(0.5, 5.8), fault: true },
    subsegments: [subsegment(4, { name: 'find session', fault: true, ...between(0.5, 5.6), subsegments: [table] })],
  });
  for (const document of [front, auth]) scratch.traces.put(document);
  const well = { trace_id: traceId(2), name: 'api.example.com', ...between(0, 2), http: http(200) };
  scratch.traces.put(segment(11, { ...well, annotations: { age: 20 } }));
  slow = scopeOf(traceId(1));
  quick = scopeOf(traceId(2));
});
afterAll(() => scratch.remove());

const groups: Readonly<Record<string, string>> = { high_response_time: 'responseTime > 3' };
const place: FilterPlace = {
  accountId: '123456789012',
  group: (named) => {
    const name = 'name' in named ? named.name : named.arn.split('/').at(-1);
    const filter = groups[name ?? ''];
    return filter === undefined ? undefined : parseFilterExpression(filter);
  },
};
const parse = (expression: string): ScopeTest => parseFilterExpression(expression, place);

/** Which of the two traces match: the slow one that failed, the quick one that did not. */
const guide: Record<string, readonly [slow: boolean, quick: boolean]> = {
  'responsetime > 5': [true, false],
  'duration >= 5 AND duration <= 8': [true, false],
  ok: [false, true],
  '!ok': [true, false],
  'ok = false': [true, false],
  'ok !partial duration <3': [false, true],
  'http.status != 200': [true, false],
  'http.url CONTAINS "/api/game/"': [true, true],
  'user CONTAINS ""': [true, false],
  'http.url AND responseTime > 2': [true, false],
  'service("api.example.com") { fault }': [true, false],
  'service() { fault }': [true, false],
  'edge("api.example.com", "Auth") { fault }': [true, false],
  'http.url BEGINSWITH "http://api.example.com/" AND http.url CONTAINS "/v2/" AND !service("Auth")': [false, true],
  'annotation.gameid = "817DL6VO"': [true, false],
  'annotation[gameid] = "817DL6VO"': [true, false],
  'annotation.age': [true, true],
  '!annotation.age': [false, false],
  'annotation.age > 29': [true, false],
  'service("api.example.com") {root = true and fault = true}': [true, false],
  'service(id(name: "api.example.com", type: "AWS::ElasticBeanstalk::Environment"))': [true, false],
  'service(id(type: "AWS::DynamoDB::Table")) { fault }': [true, false],
  'service(id(account.id: "123456789012"))': [true, true],
  'service(id(account.id: "999999999999"))': [false, false],
  'availabilityzone = "us-west-2c" AND instance.id BEGINSWITH "i-" AND resource.arn CONTAINS ":123456789012:"': [
    true,
    false,
  ],
  'group.name = "high_response_time" AND user = "alice"': [true, false],
  'group.name != "high_response_time"': [false, true],
  'group.arn = "arn:aws:xray:us-east-1:123456789012:group/high_response_time"': [true, false],
  'rootcause.fault.service { name = "Auth" }': [true, false],
  'rootcause.fault.service { inferred and name = "sessions" and type = "AWS::DynamoDB::Table" }': [true, false],
  'rootcause.fault.service { index > 1 }': [true, false],
  'rootcause.fault.service { index > 5 }': [false, false],
  'rootcause.fault.entity { first and name = "api.example.com" }': [true, false],
  'rootcause.fault.entity { last and name = "DynamoDB" and remote }': [true, false],
  'rootcause.fault.exception { last and message = "Access Denied for account_id: 1234567890" }': [true, false],
  'rootcause.fault.exception { name = "deserialize" }': [true, false],
  'rootcause.error.service { name = "Auth" }': [false, false],
  'rootcause.responsetime.entity { remote and coverage > 0.7 and name = "DynamoDB" }': [true, false],
  'rootcause.responsetime.entity { last and coverage > 0.8 }': [true, true],
  'rootcause.responsetime.service { last and type = "AWS::DynamoDB::Table" }': [true, false],
  'rootcause.json = #[{ "Services": [ { "Name": "api.example.com", "EntityPath": [ { "Name": "api.example.com" } ] } ] }]':
    [false, true],
  'rootcause.json = #[{ "Services": [ { "Name": "api.example.com" }, { "Name": "Auth" }, { "Name": "sessions" } ] }] AND fault':
    [true, false],
};

describe('the examples of the guide', () => {
  test.each(Object.entries(guide))('%s', (expression, expected) => {
    const matches = parse(expression);
    expect([matches(slow), matches(quick)]).toEqual(expected);
  });
});

const refused: Record<string, RegExp> = {
  first: /position 0: expected a keyword such as/,
  'coverage > 0.5': /position 0: expected a keyword such as/,
  'rootcause.fault.service': /position 23: expected '{'/,
  'rootcause.fault.entity { fault }': /position 25: expected a keyword of a root cause entity/,
  'rootcause.fault.service { coverage > 1 }': /position 26: expected a keyword of a root cause service/,
  'rootcause.responsetime.exception { last }': /position 0: expected rootcause.fault/,
  'rootcause.colour.service { last }': /position 0: expected rootcause.fault/,
  'rootcause.json = "x"': /position 17: expected # and JSON/,
  'rootcause.json = #[{a}]': /position 17: expected # and JSON/,
  'rootcause.json = #[{"a": "]"': /position 28: expected the end of the JSON/,
  'group.name = "nobody"': /position 13: expected a group that exists/,
  'group.name': /position 10: expected '='/,
  'service("a") { service("b") }': /position 15: expected a keyword of a service/,
  'name = traces': /position 7: expected a value/,
};

test.each(Object.entries(refused))('%s is refused with its position', (expression, message) => {
  expect(() => parse(expression)).toThrow(message);
});
