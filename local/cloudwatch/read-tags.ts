import type { Members } from '../aws/members.ts';
import { invalidValue } from './errors.ts';
import { read } from './read-input.ts';
import type { Tags } from './tag-store.ts';

const MAX_TAGS = 50;

/** A member `Tags`; at most 50, keys of 1 to 128 and values of up to 256 characters. */
export function readTags(members: Members): Tags {
  const list = members.objects('Tags') ?? [];
  if (list.length > MAX_TAGS) throw invalidValue(`The collection Tags must not have a size greater than ${MAX_TAGS}.`);
  return Object.fromEntries(
    list.map((tag, index) => {
      const place = `Tags.member.${index + 1}.`;
      const entry = read(tag, place);
      const key = entry.requiredString('Key');
      const value = entry.requiredString('Value');
      if (key === '' || key.length > 128 || key.startsWith('aws:')) {
        throw invalidValue(`The value ${key} for parameter ${place}Key is invalid.`);
      }
      if (value.length > 256) throw invalidValue(`The parameter ${place}Value must be shorter than 257 characters.`);
      return [key, value];
    }),
  );
}
