import { business } from './business.ts';
import { lines } from './lines.ts';
import { machines } from './machines.ts';
import { requests } from './requests.ts';
import { requestsByTrace } from './requests-by-trace.ts';
import type { TwinSection } from './twin.ts';

/** Every query and metric that people know from before, beside its twin. */
export const TWIN_SECTIONS: readonly TwinSection[] = [requests, business, machines, lines, requestsByTrace];
