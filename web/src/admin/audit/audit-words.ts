import type { AuditedAction } from '../../../../functions/lib/audit-entry.ts';
import { formatMoney } from '../../ui/format-money.ts';
import { formatNumber } from '../../ui/format-number.ts';
import { CURRENCY } from '../frame/constants.ts';

const ACTIONS = {
  'product.create': 'Made a product',
  'product.update': 'Edited a product',
  'product.delete': 'Deleted a product',
  'product.picture': 'Uploaded a picture',
  'product.picture-delete': 'Removed a picture',
  'user.create-admin': 'Made an administrator',
  'user.role': 'Changed a role',
  'user.lock': 'Locked an account',
  'user.unlock': 'Unlocked an account',
  'order.status': 'Moved an order',
  'review.approve': 'Approved an order',
  'review.reject': 'Rejected an order',
  'incident.open': 'Opened an incident',
  'incident.reopen': 'Reopened an incident',
  'incident.raise': 'Raised an incident',
  'incident.acknowledge': 'Acknowledged an incident',
  'incident.escalate': 'Had the next contact told of an incident',
  'incident.note': 'Added a note to an incident',
  'incident.resolve': 'Resolved an incident',
  'alarm.mute': 'Muted an alarm',
  'alarm.unmute': 'Unmuted an alarm',
} as const satisfies Readonly<Record<AuditedAction, string>>;

/** What was done, in words; an unknown action stands for itself. */
export function actionWords(action: string): string {
  return new Map<string, string>(Object.entries(ACTIONS)).get(action) ?? action;
}

const NAMES: ReadonlyMap<string, string> = new Map([
  ['priceCents', 'price'],
  ['costCents', 'cost'],
  ['stockChange', 'stock'],
  ['mediaType', 'type'],
  ['bytes', 'size'],
]);

/** What says nothing to people. */
const UNTOLD = ['digest'];

function valueWords(name: string, value: unknown): string {
  if (value === null) return 'none';
  if (typeof value !== 'number') return String(value);
  if (name.endsWith('Cents')) return formatMoney(value, CURRENCY);
  if (name === 'bytes') return `${formatNumber(value / 1024, 1)} KiB`;
  if (name === 'stockChange') return value > 0 ? `+${formatNumber(value)}` : formatNumber(value);
  return formatNumber(value);
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** What an entry's details tell, one change each: "price €13.50 → €14.50". */
export function detailWords(details: unknown): string[] {
  if (!isObject(details)) return [];
  return Object.entries(details)
    .filter(([name]) => !UNTOLD.includes(name))
    .map(([name, value]) => {
      const told = isObject(value)
        ? `${valueWords(name, value.from)} → ${valueWords(name, value.to)}`
        : valueWords(name, value);
      return `${NAMES.get(name) ?? name} ${told}`;
    });
}
