import { validationError } from '../errors.ts';

/** `LabelOptions.Timezone` in minutes ahead of UTC: a sign and four digits, `+0130`; UTC when there is none. */
export function readTimeZone(text: string | undefined): number {
  if (text === undefined) return 0;
  const [, sign, hours, minutes] = /^([+-])(\d{2})([0-5]\d)$/.exec(text) ?? [];
  if (sign === undefined || Number(hours) > 23) {
    throw validationError(`The value ${text} for parameter LabelOptions.Timezone must have the format +0130.`);
  }
  const offset = Number(hours) * 60 + Number(minutes);
  return sign === '-' ? -offset : offset;
}
