import path from 'node:path';

/** Root of the project. */
export const PROJECT = path.resolve(import.meta.dirname, '../..');
/** SST's platform, as `sst install` leaves it. */
export const PLATFORM = path.join(PROJECT, '.sst', 'platform');
