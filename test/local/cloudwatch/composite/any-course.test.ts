import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STATE_VALUES, type StateValue } from '../../../../monitoring/cloudwatch.ts';
import { embedCloudWatch } from '../../../support/embedded-cloudwatch.ts';
import { alarmOf, putComposite, putSettable, setState, statesOf } from '../../../support/set-alarms.ts';

const LEAVES = ['leaf0', 'leaf1', 'leaf2'];
const state = fc.constantFrom(...STATE_VALUES);

/** One child's part in a rule: it is, or is not, in a state. */
type Term = { readonly child: number; readonly state: StateValue; readonly negated: boolean };
/** A composite alarm on leaves and earlier composite alarms: all of its terms, or any of them. */
type Made = { readonly all: boolean; readonly terms: readonly Term[] };

const term = fc.record({ child: fc.nat(), state, negated: fc.boolean() });
const made = fc.record({ all: fc.boolean(), terms: fc.array(term, { minLength: 1, maxLength: 3 }) });

/** The names that the composite alarm of an index may refer to. */
const namesBelow = (index: number): string[] => [...LEAVES, ...Array.from({ length: index }, (_, each) => `c${each}`)];
const childOf = ({ child }: Term, index: number): string => namesBelow(index)[child % (LEAVES.length + index)] ?? '';

function ruleOf({ all, terms }: Made, index: number): string {
  const texts = terms.map((each) => `${each.negated ? 'NOT ' : ''}${each.state}(${childOf(each, index)})`);
  return texts.join(all ? ' AND ' : ' OR ');
}

/** The states of all alarms when the leaves have theirs, by the definitions alone. */
function statesBy(
  composites: readonly Made[],
  leaves: Readonly<Record<string, StateValue>>,
): Record<string, StateValue> {
  const states: Record<string, StateValue> = { ...leaves };
  composites.forEach(({ all, terms }, index) => {
    const values = terms.map((each) => (states[childOf(each, index)] === each.state) !== each.negated);
    states[`c${index}`] = (all ? values.every(Boolean) : values.some(Boolean)) ? 'ALARM' : 'OK';
  });
  return states;
}

describe('any composite alarms over any course of their children', () => {
  it('have the states of their rules after each change, and told each of them once', async () => {
    const change = fc.record({ leaf: fc.constantFrom(...LEAVES), state });
    const composites = fc.array(made, { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(composites, fc.array(change, { maxLength: 8 }), async (definitions, changes) => {
        const system = embedCloudWatch();
        for (const leaf of LEAVES) await putSettable(system, leaf);
        for (const [index, definition] of definitions.entries()) {
          await putComposite(system, `c${index}`, ruleOf(definition, index));
        }
        const leaves: Record<string, StateValue> = { leaf0: 'OK', leaf1: 'OK', leaf2: 'OK' };
        let before = statesBy(definitions, leaves);
        const names = Object.keys(before);
        expect(await statesOf(system, ...names)).toEqual(before);
        for (const { leaf, state: value } of changes) {
          system.published.length = 0;
          leaves[leaf] = value;
          await setState(system, leaf, value);
          const after = statesBy(definitions, leaves);
          expect(await statesOf(system, ...names)).toEqual(after);
          const told = system.published.map(({ message }) => JSON.parse(message).AlarmName).sort();
          expect(told).toEqual(names.filter((name) => name.startsWith('c') && after[name] !== before[name]).sort());
          before = after;
        }
      }),
      { numRuns: 60 },
    );
  });
});

/** What happens in a second of a course with a suppressor. */
type Second = { readonly alarm: 'child' | 'suppressor'; readonly value: StateValue; readonly pause: number };

/**
 * The seconds at which a composite alarm acts, and on which state, by the guide's words alone: a second at a time, whatever
 * was to be waited for counted down.
 */
function actionsBy(course: readonly Second[], wait: number, extension: number): string[] {
  const actions: string[] = [];
  let [child, suppressor]: StateValue[] = ['OK', 'OK'];
  let waiting: number | 'suppressor' | undefined;
  let now = 0;
  const act = (): void => {
    actions.push(`${now} ${child === 'ALARM' ? 'ALARM' : 'OK'}`);
    waiting = undefined;
  };
  const waitFor = (seconds: number): void => {
    waiting = seconds;
    if (seconds === 0) act();
  };
  const elapse = (): void => {
    now++;
    if (typeof waiting !== 'number') return;
    waiting--;
    if (waiting === 0) act();
  };
  for (const { alarm, value, pause } of course) {
    const [childBefore, suppressorBefore] = [child, suppressor];
    if (alarm === 'child') child = value;
    else suppressor = value;
    if ((child === 'ALARM') !== (childBefore === 'ALARM')) {
      if (suppressor === 'ALARM') waiting = 'suppressor';
      else waitFor(wait);
    } else if (waiting !== undefined && suppressor === 'ALARM') waiting = 'suppressor';
    else if (waiting === 'suppressor' && suppressorBefore === 'ALARM') waitFor(extension);
    for (let second = 0; second < pause; second++) elapse();
  }
  for (let second = 0; second < 10; second++) elapse();
  return actions;
}

describe('any course of a composite alarm and its suppressor', () => {
  it('has the actions that the guide says, through restarts at any time', async () => {
    const second = fc.record({
      alarm: fc.constantFrom('child' as const, 'suppressor' as const),
      value: state,
      pause: fc.nat({ max: 4 }),
      restart: fc.boolean(),
    });
    const period = fc.nat({ max: 4 });
    await fc.assert(
      fc.asyncProperty(fc.array(second, { maxLength: 10 }), period, period, async (course, wait, extension) => {
        let system = embedCloudWatch();
        await putSettable(system, 'child');
        await putSettable(system, 'suppressor');
        await putComposite(system, 'composite', 'ALARM(child)');
        await putComposite(system, 'composite', 'ALARM(child)', {
          ActionsSuppressor: 'suppressor',
          ActionsSuppressorWaitPeriod: wait,
          ActionsSuppressorExtensionPeriod: extension,
        });
        const start = system.clock.now();
        const told: string[] = [];
        const collect = (): void => {
          for (const { message } of system.published.splice(0)) {
            const { StateChangeTime, NewStateValue } = JSON.parse(message);
            told.push(`${(Date.parse(StateChangeTime) - start) / 1000} ${NewStateValue}`);
          }
        };
        system.published.length = 0;
        for (const { alarm, value, pause, restart } of course) {
          await setState(system, alarm, value);
          await system.clock.advance(pause * 1000);
          collect();
          if (!restart) continue;
          system.cloudWatch.stop();
          system = embedCloudWatch(system.database, { start: system.clock.now() });
        }
        await system.clock.advance(10_000);
        collect();
        expect(told).toEqual(actionsBy(course, wait, extension));
        const { ActionsSuppressedBy = 'nothing' } = (await alarmOf(system, 'composite')) ?? {};
        expect(['Alarm', 'nothing']).toContain(ActionsSuppressedBy);
      }),
      { numRuns: 120 },
    );
  });
});
