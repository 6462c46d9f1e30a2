import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BoundTest } from '../../../local/scenario/bind-scenario.ts';
import type { Course } from '../../../local/scenario/course.ts';
import { judge } from '../../../local/scenario/judge.ts';
import type { ScenarioTest } from '../../../local/scenario/scenario-schema.ts';

const alarm = { id: 'a', name: 'a', title: 'a', kind: 'metric', input: {}, region: 'r', accountId: '1' } as const;

const bound = (test: Partial<ScenarioTest>): BoundTest => ({
  test: { name: 't', series: {}, ...test },
  plan: { alarm, alarms: [alarm], feeds: [], muteRules: [], start: 0, end: 0 },
  file: 'a.yaml',
  line: 1,
  within: 0,
});

const courses = fc
  .uniqueArray(fc.nat(50), { maxLength: 8 })
  .chain((minutes) =>
    fc.tuple(
      ...minutes
        .toSorted((a, b) => a - b)
        .map((minute) =>
          fc.record({
            alarm: fc.constant('a'),
            at: fc.constant(minute * 60_000),
            state: fc.constantFrom('OK' as const, 'ALARM' as const),
            reason: fc.constant('r'),
          }),
        ),
    ),
  )
  .map((changes): Course => ({ changes, actions: [], evaluations: [] }));

const passes = (test: Partial<ScenarioTest>, course: Course): boolean =>
  judge(bound(test), course).every(({ passed }) => passed);

describe('a list of states', () => {
  it('passes exactly for the course it describes', () => {
    fc.assert(
      fc.property(courses, courses, (described, happened) => {
        const same = JSON.stringify(described) === JSON.stringify(happened);
        expect(passes({ states: [...described.changes] }, happened)).toBe(same);
        expect(passes({ states: [...happened.changes] }, happened)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('fails when one is left out or moved by a second', () => {
    fc.assert(
      fc.property(courses, fc.nat(), (course, pick) => {
        fc.pre(course.changes.length > 0);
        const index = pick % course.changes.length;
        const moved = course.changes.map((change, at) =>
          at === index ? { ...change, at: change.at + 1_000 } : change,
        );
        expect(passes({ states: course.changes.toSpliced(index, 1) }, course)).toBe(false);
        expect(passes({ states: moved }, course)).toBe(false);
      }),
      { numRuns: 200 },
    );
  });

  it('says nothing of other alarms', () => {
    const changes = [{ alarm: 'b', at: 0, state: 'ALARM' as const, reason: '' }];
    expect(passes({ states: [] }, { changes, actions: [], evaluations: [] })).toBe(true);
  });
});

describe('findings', () => {
  it('tell each expectation and each event once, in the order of time', () => {
    fc.assert(
      fc.property(courses, courses, (described, happened) => {
        const states = described.changes.map(({ state, at }) => ({ state, at }));
        const findings = judge(bound({ states }), happened);
        expect(findings.filter(({ expected }) => expected !== undefined)).toHaveLength(described.changes.length);
        expect(findings.filter(({ got }) => got !== undefined)).toHaveLength(happened.changes.length);
        expect(findings.map(({ at }) => at)).toEqual(findings.map(({ at }) => at).toSorted((a, b) => a - b));
      }),
      { numRuns: 200 },
    );
  });
});
