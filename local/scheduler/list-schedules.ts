import type { Operation } from '../aws/aws-service.ts';
import { scheduleSummary } from './schedule-description.ts';
import { schedulerMembers, validationError } from './scheduler-errors.ts';
import type { Schedules } from './schedules.ts';

const LARGEST_PAGE = 100;

function sizeOf(text: string | undefined): number {
  const size = text === undefined ? LARGEST_PAGE : Number(text);
  if (Number.isInteger(size) && size >= 1 && size <= LARGEST_PAGE) return size;
  throw validationError(
    `1 validation error detected: Value '${text}' at 'maxResults' failed to satisfy constraint: Member must be between 1 and ${LARGEST_PAGE}`,
  );
}

/** API reference "ListSchedules": by name, those after the one that the token holds. */
export const listSchedules =
  (schedules: Schedules): Operation =>
  (input, context) => {
    const members = schedulerMembers(input);
    const prefix = members.string('NamePrefix') ?? '';
    const wanted = members.string('State');
    const after = Buffer.from(members.string('NextToken') ?? '', 'base64url').toString('utf8');
    const size = sizeOf(members.string('MaxResults'));
    const found = schedules
      .all()
      .toSorted((one, other) => (one.name < other.name ? -1 : 1))
      .filter(({ name, state }) => name.startsWith(prefix) && name > after && (wanted ?? state) === state);
    const page = found.slice(0, size);
    const last = page.at(-1)?.name ?? '';
    return {
      Schedules: page.map((schedule) => scheduleSummary(schedule, context)),
      ...(found.length > size && { NextToken: Buffer.from(last).toString('base64url') }),
    };
  };
