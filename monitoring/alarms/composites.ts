import type { CompositeDefinition } from './composite-definition.ts';

/** Every composite alarm that is deployed, children before the composites that name them. */
export const COMPOSITES: readonly CompositeDefinition[] = [];
