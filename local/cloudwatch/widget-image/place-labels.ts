import { type Box, overlaps, within } from './box.ts';

/** Keeps texts from covering each other: the places already taken within some area. */
export interface LabelPlaces {
  /** Takes the first candidate that lies in the area and meets no other text; undefined when none does. */
  take(candidates: readonly Box[]): Box | undefined;
}

/** Starts with no place taken. */
export function createLabelPlaces(area: Box): LabelPlaces {
  const taken: Box[] = [];
  return {
    take(candidates) {
      const free = candidates.find((box) => within(box, area) && !taken.some((other) => overlaps(box, other)));
      if (free !== undefined) taken.push(free);
      return free;
    },
  };
}
