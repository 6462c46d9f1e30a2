import type { MapNode } from '../../../../functions/ops/service-map/service-map-responses.ts';
import type { MapCall, MapService } from './map-model.ts';
import type { StatisticsOf } from './service-map-api.ts';

/** X-Ray's names have no quotation marks; whatever had them would end its text. */
const quoted = (text: string): string => `"${text.replaceAll(/["\\]/g, '')}"`;

function idOf({ name, type }: MapNode): string {
  return type === undefined ? quoted(name) : `id(name: ${quoted(name)}, type: ${quoted(type)})`;
}

/** Either of some expressions. */
function anyOf(expressions: readonly string[]): string {
  const each = [...new Set(expressions)];
  return each.length === 1 ? (each[0] ?? '') : `(${each.join(' OR ')})`;
}

/** The filter expression of the traces that went through a service; empty for whoever calls from outside, as all do. */
export function serviceFilter({ kind, members }: MapService): string {
  return kind === 'client' ? '' : anyOf(members.map((node) => `service(${idOf(node)})`));
}

/** The filter expression of the traces in which one service called another; X-Ray knows no client by name. */
export function callFilter({ members }: MapCall): string {
  return anyOf(
    members.map(({ from, to }) =>
      from.type === 'client' ? `service(${idOf(to)}) { root }` : `edge(${idOf(from)}, ${idOf(to)})`,
    ),
  );
}

const typed = (name: 'type' | 'fromType', type: string | undefined): StatisticsOf =>
  type === undefined ? {} : { [name]: type };

/** What tells how a service went over time; undefined for whoever calls from outside. */
export function serviceStatisticsOf({ kind, members: [first] }: MapService): StatisticsOf | undefined {
  if (kind === 'client' || first === undefined) return undefined;
  return { name: first.name, ...typed('type', first.type) };
}

/** What tells how the calls of one service by another went over time, of those that are the most. */
export function callStatisticsOf({ members: [first] }: MapCall): StatisticsOf | undefined {
  if (first === undefined) return undefined;
  const to = { name: first.to.name, ...typed('type', first.to.type) };
  if (first.from.type === 'client') return to;
  return { ...to, fromName: first.from.name, ...typed('fromType', first.from.type) };
}
