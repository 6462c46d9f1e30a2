import * as z from 'zod/mini';
import { askControl } from '../../../ask-control.ts';
import { OperatorError } from '../../../operator-error.ts';
import type { Place } from '../../../place.ts';
import type { RolePolicies } from './definitions.ts';

const Clock = z.object({ now: z.iso.datetime(), mode: z.enum(['running', 'simulated']), speed: z.number() });
const Status = z.object({ ready: z.boolean(), versions: z.object({ release: z.string() }) });
const Grants = z.array(z.object({ action: z.string(), resource: z.string() }));
const Roles = z.record(z.string(), z.object({ granted: Grants, lambda: Grants }));

/** What a role allows the function's code, and Lambda on its behalf, by function. */
export type RoleReports = z.output<typeof Roles>;

/** The clock of the system that runs here: epoch milliseconds, and how many of them pass in one of this machine's. */
export type LocalClock = { readonly now: number; readonly mode: 'running' | 'simulated'; readonly speed: number };

/** The control API of the system on this machine; each method rejects with an OperatorError. */
export interface LocalControl {
  /** Why nothing can be deployed there now: a sentence each. */
  faults(): Promise<readonly string[]>;
  clock(): Promise<LocalClock>;
  /** Moves a simulated clock by so many milliseconds; rejects when the signal aborts. */
  advance(milliseconds: number, signal: AbortSignal): Promise<void>;
  /** Serves the web pages in a folder, or those of the working tree that the system was started from. */
  servePages(folder: string | undefined): Promise<void>;
  /** What the roles allow now, by function. */
  roles(): Promise<RoleReports>;
  /** Has the roles allow just this, or what the working tree says that the system was started from. */
  putRoles(policies: RolePolicies | undefined): Promise<void>;
}

type Call = { readonly body?: object; readonly signal?: AbortSignal };

/** Asks the control API on the AWS port of this machine. */
export function localControl(place: Extract<Place, { kind: 'local' }>): LocalControl {
  const call = (method: string, noun: string, call?: Call): Promise<unknown> => askControl(place, method, noun, call);

  const asked = async <Schema extends z.ZodMiniType>(schema: Schema, noun: string): Promise<z.output<Schema>> => {
    const answer = z.safeParse(schema, await call('GET', noun));
    if (answer.success) return answer.data;
    throw new OperatorError(
      `The system on port ${place.awsPort} is of another version, which this command does not understand. Start this one with npm start.`,
    );
  };

  return {
    faults: async () => {
      try {
        const { ready } = await asked(Status, 'status');
        return ready
          ? []
          : [`The system on port ${place.awsPort} is still starting. Try again when it says that it is ready.`];
      } catch (error) {
        if (error instanceof OperatorError) return [error.message];
        throw error;
      }
    },
    clock: async () => {
      const { now, mode, speed } = await asked(Clock, 'clock');
      return { now: Date.parse(now), mode, speed };
    },
    advance: async (milliseconds, signal) => {
      await call('POST', 'clock', { body: { advance: `PT${milliseconds / 1_000}S` }, signal });
    },
    servePages: async (folder) => {
      if (folder === undefined) await call('DELETE', 'site');
      else await call('PUT', 'site', { body: { folder } });
    },
    roles: () => asked(Roles, 'permissions'),
    putRoles: async (policies) => {
      if (policies === undefined) await call('DELETE', 'permissions');
      else await call('PUT', 'permissions', { body: policies });
    },
  };
}
