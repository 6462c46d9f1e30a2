import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beginAt } from '../drill/drill-start.ts';
import { nothingHeard, type SilencePlan, type SilenceReport } from './silence.ts';

const noteOf = (folder: string): string => join(folder, 'silence.json');

/** The data folder of the shop. */
export const shopOf = (folder: string): string => join(folder, 'shop');

/** Notes what was heard so far, whole or not at all. */
export function noteHeard(folder: string, heard: SilenceReport): void {
  const unfinished = `${noteOf(folder)}.new`;
  writeFileSync(unfinished, JSON.stringify(heard));
  renameSync(unfinished, noteOf(folder));
}

/** What was heard of the days that a folder is in the middle of; where there are none they begin now. */
export function heardBefore({ folder, start }: SilencePlan): SilenceReport {
  if (existsSync(noteOf(folder))) {
    const noted = JSON.parse(readFileSync(noteOf(folder), 'utf8'));
    return { ...nothingHeard(Number(noted.from)), ...noted };
  }
  mkdirSync(folder, { recursive: true });
  beginAt(shopOf(folder), start);
  const heard = nothingHeard(start);
  noteHeard(folder, heard);
  return heard;
}

/** Deletes what days have left in their folder, so that the next ones begin anew. */
export function forgetSilence(folder: string): void {
  for (const path of [noteOf(folder), shopOf(folder)]) rmSync(path, { recursive: true, force: true });
}
