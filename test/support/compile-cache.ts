import { join } from 'node:path';

/** Where `npm start` keeps what Node compiled of the sources: processes that tests start need not compile it each anew. */
export const COMPILE_CACHE = join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'node');
