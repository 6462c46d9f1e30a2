import type { ScenarioTest } from './scenario-schema.ts';

type Covered = {
  readonly alarm: { readonly id: string; readonly promise?: number };
  readonly tests: readonly ScenarioTest[];
};

const states = ({ states }: ScenarioTest): readonly string[] => (states ?? []).map(({ state }) => state);

const NEEDS: readonly (readonly [what: string, isMet: (test: ScenarioTest) => boolean])[] = [
  ['in which it goes to ALARM', (test) => states(test).includes('ALARM')],
  [
    'in which it recovers',
    (test) => states(test).some((state, index, all) => state === 'OK' && all[index - 1] === 'ALARM'),
  ],
  ['in which it stays silent', (test) => test.states !== undefined && !states(test).includes('ALARM')],
];

/**
 * What the tests of an alarm leave untried, a sentence each: it must go to ALARM, recover and stay silent, each in a test
 * that lists every change of state; and be held to the promise it makes.
 */
export function untried({ alarm, tests }: Covered): string[] {
  const held = tests.some(({ fault }) => fault !== undefined);
  const promise = alarm.promise !== undefined && !held ? ['that holds it to its promise (fault)'] : [];
  const missing = NEEDS.filter(([, isMet]) => !tests.some(isMet)).map(([what]) => what);
  return [...missing, ...promise].map((what) => `${alarm.id} has no test ${what}`);
}
