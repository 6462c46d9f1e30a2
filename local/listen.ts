import type { Server } from 'node:http';
import { listenOnLoopback } from './aws/listen.ts';
import { UserError } from './options.ts';

/**
 * Listens on a port of the loopback interface, 0 for a free one, and resolves with it.
 * @throws UserError that names the port and the option to choose another one
 */
export async function listen(server: Server, port: number, option: string): Promise<number> {
  try {
    return await listenOnLoopback(server, port);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EADDRINUSE') throw new UserError(`port ${port} is in use. Choose another one with ${option}.`);
    if (code === 'EACCES')
      throw new UserError(`port ${port} may not be used by you. Choose another one with ${option}.`);
    throw error;
  }
}
