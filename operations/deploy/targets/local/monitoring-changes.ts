import { isDeepStrictEqual } from 'node:util';
import {
  DeleteAlarmsCommand,
  DeleteDashboardsCommand,
  PutCompositeAlarmCommand,
  type PutCompositeAlarmCommandInput,
  PutDashboardCommand,
  PutMetricAlarmCommand,
  type PutMetricAlarmCommandInput,
} from '@aws-sdk/client-cloudwatch';
import { DeleteQueryDefinitionCommand, PutQueryDefinitionCommand } from '@aws-sdk/client-cloudwatch-logs';
import { withMarks } from '../../../../monitoring/dashboard-marks.ts';
import type { Change } from '../../target.ts';
import { childrenFirst } from './children-first.ts';
import type { MonitoringDefinitions } from './definitions.ts';
import type { DeployedMonitoring, MonitoringClients } from './monitoring-apis.ts';

/** A change of what CloudWatch has, and how it is made. */
export type MonitoringChange = Change & { readonly make: (clients: MonitoringClients) => Promise<unknown> };

type Kind<Definition> = {
  readonly type: string;
  readonly deployed: readonly Definition[];
  readonly wanted: readonly Definition[];
  readonly nameOf: (definition: Definition) => string;
  /** What of a definition makes it another one. */
  readonly essence: (definition: Definition) => unknown;
  readonly put: (definition: Definition) => MonitoringChange['make'];
  readonly remove: (name: string) => MonitoringChange['make'];
};

/** As it would be on the wire: without members that are undefined. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

type Changes = { readonly puts: readonly MonitoringChange[]; readonly removals: readonly MonitoringChange[] };

function changesOf<Definition>(kind: Kind<Definition>): Changes {
  const { type, deployed, wanted, nameOf, essence } = kind;
  const known = new Map(deployed.map((each) => [nameOf(each), essence(each)]));
  const names = new Set(wanted.map(nameOf));
  const puts = wanted
    .filter((each) => !isDeepStrictEqual(plain(known.get(nameOf(each)) ?? null), plain(essence(each))))
    .map((each): MonitoringChange => {
      const name = nameOf(each);
      return { action: known.has(name) ? 'change' : 'add', type, name, make: kind.put(each) };
    });
  const removed = [...known.keys()].filter((name) => !names.has(name));
  const removals = removed.map((name) => ({ action: 'remove', type, name, make: kind.remove(name) }) as const);
  return { puts, removals };
}

/** What is taken for what is not said (API reference "PutMetricAlarm", "PutCompositeAlarm"). */
const ALARM_DEFAULTS = { ActionsEnabled: true, TreatMissingData: 'missing' };
const COMPOSITE_DEFAULTS = { ActionsEnabled: true };

/** What an empty list says is what is said without one. */
function withoutEmpty(definition: object): object {
  const told = Object.entries(definition).filter(([, value]) => !(Array.isArray(value) && value.length === 0));
  return Object.fromEntries(told);
}

const deleteAlarm =
  (name: string): MonitoringChange['make'] =>
  ({ cloudWatch }) =>
    cloudWatch.send(new DeleteAlarmsCommand({ AlarmNames: [name] }));

function alarmChanges(deployed: DeployedMonitoring, wanted: MonitoringDefinitions): Changes {
  return changesOf({
    ...{ type: 'aws:cloudwatch:MetricAlarm', deployed: deployed.alarms, wanted: wanted.alarms },
    essence: (alarm: PutMetricAlarmCommandInput) => ({ ...ALARM_DEFAULTS, ...withoutEmpty(alarm) }),
    nameOf: ({ AlarmName }) => AlarmName ?? '',
    put:
      (alarm) =>
      ({ cloudWatch }) =>
        cloudWatch.send(new PutMetricAlarmCommand(alarm)),
    remove: deleteAlarm,
  });
}

function compositeChanges(deployed: DeployedMonitoring, wanted: MonitoringDefinitions): Changes {
  return changesOf({
    type: 'aws:cloudwatch:CompositeAlarm',
    deployed: childrenFirst(deployed.composites).toReversed(),
    wanted: childrenFirst(wanted.composites),
    essence: (alarm: PutCompositeAlarmCommandInput) => ({ ...COMPOSITE_DEFAULTS, ...withoutEmpty(alarm) }),
    nameOf: ({ AlarmName }) => AlarmName ?? '',
    put:
      (alarm) =>
      ({ cloudWatch }) =>
        cloudWatch.send(new PutCompositeAlarmCommand(alarm)),
    remove: deleteAlarm,
  });
}

function dashboardChanges(deployed: DeployedMonitoring, wanted: MonitoringDefinitions): Changes {
  return changesOf({
    ...{ type: 'aws:cloudwatch:Dashboard', deployed: deployed.dashboards, wanted: wanted.dashboards },
    nameOf: ({ DashboardName }) => DashboardName,
    essence: ({ DashboardBody }) => withMarks(JSON.parse(DashboardBody), []),
    put:
      (dashboard) =>
      ({ cloudWatch }) =>
        cloudWatch.send(new PutDashboardCommand(dashboard)),
    remove:
      (name) =>
      ({ cloudWatch }) =>
        cloudWatch.send(new DeleteDashboardsCommand({ DashboardNames: [name] })),
  });
}

function queryChanges(deployed: DeployedMonitoring, wanted: MonitoringDefinitions): Changes {
  return changesOf({
    ...{ type: 'aws:cloudwatch:QueryDefinition', deployed: deployed.queries, wanted: wanted.queries },
    essence: withoutEmpty,
    nameOf: ({ name }) => name ?? '',
    put:
      (query) =>
      ({ logs }) => {
        const queryDefinitionId = deployed.queryIds[query.name ?? ''];
        return logs.send(new PutQueryDefinitionCommand({ ...query, queryDefinitionId }));
      },
    remove:
      (name) =>
      ({ logs }) =>
        logs.send(new DeleteQueryDefinitionCommand({ queryDefinitionId: deployed.queryIds[name] })),
  });
}

/**
 * What makes CloudWatch have just these definitions of the stage's own, in an order that it takes: composites come after the
 * alarms that they name, and go before them. Deployments' marks on a dashboard are no part of it.
 */
export function monitoringChanges(
  deployed: DeployedMonitoring,
  wanted: MonitoringDefinitions,
): readonly MonitoringChange[] {
  const [alarms, composites] = [alarmChanges(deployed, wanted), compositeChanges(deployed, wanted)];
  const others = [dashboardChanges(deployed, wanted), queryChanges(deployed, wanted)];
  return [
    ...[...alarms.puts, ...composites.puts, ...composites.removals, ...alarms.removals],
    ...others.flatMap(({ puts, removals }) => [...puts, ...removals]),
  ];
}
