import { physicalName } from '../monitoring/physical-name.ts';
import { FUNCTION_IDS } from '../monitoring/resources.ts';

/** Lambda's limit on a function's name ("CreateFunction"). */
const LONGEST_NAME = 64;

/** Why the stage cannot have this name, a sentence with what to do; empty when it can. */
export function stageNameFaults(stage: string): readonly string[] {
  // A hyphen would let one stage's prefix of names fit another's: `smallcart-dev-` fits what stage `dev-2` has.
  if (!/^[a-z][a-z0-9]*$/.test(stage))
    return [
      `Stage "${stage}" must begin with a lower-case letter and hold only lower-case letters and digits, no hyphens: pr42, not pr-42.`,
    ];
  const names = FUNCTION_IDS.map((id) => physicalName(stage, id));
  const longest = names.reduce((one, other) => (other.length > one.length ? other : one));
  if (longest.length <= LONGEST_NAME) return [];
  const excess = longest.length - LONGEST_NAME;
  return [
    `Stage "${stage}" is too long: the function name ${longest} would exceed ${LONGEST_NAME} characters; leave out at least ${excess}.`,
  ];
}
