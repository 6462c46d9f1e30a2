import { VerificationError } from './check.ts';

/** Notes of which release every answer is that says so; an answer that any cache may keep does not. */
export type VersionWatch = {
  answered(path: string, headers: Headers): void;
  /** How many answers there were, all of the release; a `VerificationError` names the first that was not. */
  verdict(): string;
};

/** Expects answers of that release. */
export function createVersionWatch(version: string): VersionWatch {
  let [right, wrong] = [0, ''];
  return {
    answered(path, headers) {
      const told = headers.get('x-version');
      if (told === version) right++;
      else if (told !== null && wrong === '') wrong = `${path.split('?', 1)[0]} was answered by release ${told}`;
    },
    verdict() {
      if (wrong !== '') throw new VerificationError(`${wrong} instead of ${version}.`);
      if (right > 0) return `${right} answers were all of release ${version}.`;
      throw new VerificationError(`No answer said of which release it is; ${version} would.`);
    },
  };
}
