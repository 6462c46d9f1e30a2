import { FUNCTION_IDS } from '../../monitoring/resources.ts';
import { createLambdaCaller } from '../deploy/targets/lambda-caller.ts';
import type { VerificationContext } from '../deploy/verification.ts';
import { type Check, createChecker } from './check.ts';
import { functionHealth } from './function-health.ts';

/** Functions that are asked at once: each may start cold. */
const AT_ONCE = 4;

/**
 * Has every function of the release say that it is healthy: the very versions, or, under the alias's name, what serves
 * requests now.
 */
export async function* verifyHealth(context: VerificationContext, alias?: string): AsyncGenerator<Check> {
  const { target, functionVersions, version, signal } = context;
  const caller = createLambdaCaller(target.place, target.access);
  const check = createChecker(context);
  const asked = FUNCTION_IDS.flatMap((id) => {
    const qualifier = functionVersions[id];
    return qualifier === undefined ? [] : [{ id, qualifier: alias ?? qualifier, version }];
  });
  for (let first = 0; first < asked.length; first += AT_ONCE) {
    const some = asked.slice(first, first + AT_ONCE);
    yield* await Promise.all(
      some.map((each) => check(`Health of ${each.id}`, () => functionHealth(caller, each, signal))),
    );
  }
}
