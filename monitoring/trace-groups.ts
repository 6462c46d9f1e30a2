import { physicalName } from './physical-name.ts';

/** Traces that X-Ray keeps a service map and statistics of, by their filter expression. */
export type TraceGroup = {
  readonly id: string;
  readonly title: string;
  /** "Using filter expressions"; those of the stage alone are taken, whatever it says. */
  readonly filter: string;
};

/**
 * The groups of a stage. A map can only be asked for a group or the whole account, so the first one is what keeps stages that
 * share an account apart; the others answer what an operator asks a map for: the way of money, and where it breaks.
 */
export const TRACE_GROUPS = [
  { id: 'shop', title: 'Everything', filter: '' },
  { id: 'checkout', title: 'Checkouts', filter: 'annotation.route = "/api/checkout"' },
  { id: 'failing', title: 'Faults and throttling', filter: 'fault OR throttle' },
] as const satisfies readonly TraceGroup[];

/** Ids of the groups. */
export const TRACE_GROUP_IDS = TRACE_GROUPS.map(({ id }) => id);
export type TraceGroupId = (typeof TRACE_GROUPS)[number]['id'];

/** The group's filter expression in a stage (functions/lib/tracing.ts annotates each trace with its stage). */
export function traceGroupFilter(stage: string, { filter }: TraceGroup): string {
  const ofStage = `annotation.stage = "${stage}"`;
  return filter === '' ? ofStage : `${ofStage} AND (${filter})`;
}

/** API reference "CreateGroup". */
const LONGEST_NAME = 32;

/** FNV-1a of 32 bits, in base 36: tells names apart that have to be cut. */
function digest(text: string): string {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash.toString(36);
}

/** The group's name in a stage: groups are the account's, so it carries the stage, or a digest of one whose name is too long. */
export function traceGroupName(stage: string, id: string): string {
  const name = physicalName(stage, id);
  return name.length <= LONGEST_NAME ? name : physicalName(digest(stage), id);
}
