import { isActing } from '../../monitoring/alarms/acting.ts';
import type { AlarmCategory, AlarmDefinition, AlarmFacts } from '../../monitoring/alarms/alarm-definition.ts';
import { ALARMS } from '../../monitoring/alarms/alarms.ts';
import type { CompositeDefinition } from '../../monitoring/alarms/composite-definition.ts';
import { COMPOSITES } from '../../monitoring/alarms/composites.ts';

/** Every alarm of the page, those on metrics first. */
export const ALL: readonly (AlarmDefinition | CompositeDefinition)[] = [...ALARMS, ...COMPOSITES];

/** The categories that there are, in the order in which alarms name them first. */
export const CATEGORIES: readonly AlarmCategory[] = [...new Set(ALL.map(({ category }) => category))];

/** The heading's anchor as GitHub makes it. */
export function anchor(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(/\s/g, '-');
}

/** A link to an alarm's section, by its id. */
export function linkTo(id: string): string {
  const title = ALL.find((alarm) => alarm.id === id)?.title ?? id;
  return `[${title}](#${anchor(title)})`;
}

/** Minutes as people write them. */
export function minutes(count: number): string {
  return count < 120 ? `${count} min` : `${Number((count / 60).toFixed(1))} h`;
}

/** Whether people are told of it: by itself, by another alarm, or not at all. */
export function tellsItself({ id }: AlarmFacts): boolean {
  return isActing(id);
}
