import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beginAt } from '../drill/drill-start.ts';
import { nothingHeard, type SilencePlan, type SilenceReport } from './silence.ts';

const noteOf = (folder: string): string => join(folder, 'silence.json');

const askedOf = (folder: string): string => join(folder, 'asked.json');

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

/** How many days are asked for, and among how many lanes they are shared. */
type Asked = { readonly days: number; readonly lanes: number };

/** How the days that a folder is in the middle of were asked for when they began; where there are none, as they are now. */
export function askedBefore(folder: string, asked: Asked): Asked {
  if (existsSync(askedOf(folder))) return JSON.parse(readFileSync(askedOf(folder), 'utf8'));
  mkdirSync(folder, { recursive: true });
  writeFileSync(askedOf(folder), JSON.stringify(asked));
  return asked;
}

/** Deletes what days have left in their folder, so that the next ones begin anew. */
export function forgetSilence(folder: string): void {
  for (const path of [askedOf(folder), noteOf(folder), shopOf(folder)]) rmSync(path, { recursive: true, force: true });
}
