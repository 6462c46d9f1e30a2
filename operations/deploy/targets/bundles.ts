import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { FUNCTION_IDS, type FunctionId } from '../../../monitoring/resources.ts';

/** The bundle of a function in a release's folder. */
export const bundleOf = (folder: string, id: FunctionId): string => join(folder, 'dist', 'functions', id, 'index.mjs');

/** The functions that a release has. */
export function functionsOf(folder: string): readonly FunctionId[] {
  return FUNCTION_IDS.filter((id) => existsSync(bundleOf(folder, id)));
}

/** Size of all bundles of a release. */
export function bundleBytes(folder: string): number {
  return functionsOf(folder).reduce((sum, id) => sum + statSync(bundleOf(folder, id)).size, 0);
}
