import type { FieldType } from '../../monitoring/log-fields.ts';
import { redact } from './redact.ts';

const ID = /^[\w.:-]{1,128}$/;
/** As many digits as a card's or an account's number has: no id of ours. */
const LONG_NUMBER = /^(?:[._:-]?\d){11,24}$/;
const ROUTE = /^(unmatched|(\/[\w.{}-]*)+)$/;

function text(type: FieldType, value: string): string | undefined {
  switch (type) {
    case 'text':
      return redact(value);
    case 'id':
      return ID.test(value) && !LONG_NUMBER.test(value) ? value : undefined;
    case 'route':
      return ROUTE.test(value) ? value : undefined;
    default:
      return typeof type !== 'string' && type.includes(value) ? value : undefined;
  }
}

/** The value as a line may say it, undefined when it is not what the field's type promises. Errors are taken as they are. */
export function logValue(type: FieldType | undefined, value: unknown): unknown {
  if (type === undefined) return undefined;
  if (typeof value === 'string') return text(type, value);
  if (type === 'error') return value;
  if (type === 'flag') return typeof value === 'boolean' ? value : undefined;
  return typeof type === 'string' && Number.isFinite(value) ? value : undefined;
}
