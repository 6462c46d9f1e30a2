import { logsHref } from './logs-address.ts';

/** Where a field of a log line leads, and what is there. */
type FieldLink = { readonly label: string; readonly href: string };

const TRACE_ID = /^1-[0-9a-f]{8}-[0-9a-f]{24}$/;

const story = (saved: string, name: string, value: string, look: URLSearchParams) =>
  logsHref({ saved, values: { [name]: value } }, look);

/** Where the value of a field leads, for the time that `look` names; undefined where it leads nowhere. */
export function fieldLink(field: string, value: string, look: URLSearchParams): FieldLink | undefined {
  if (value === '') return undefined;
  switch (field) {
    case 'traceId':
      return TRACE_ID.test(value) ? { label: 'Its trace', href: `/ops/traces/${value}` } : undefined;
    case 'correlationId':
      return { label: 'The request’s story', href: story('request-story', 'correlationId', value, look) };
    case 'userId':
      return { label: 'The user’s story', href: story('user-story', 'userId', value, look) };
    case 'orderId':
      return { label: 'The order’s story', href: story('order-story', 'orderId', value, look) };
    default:
      return undefined;
  }
}
