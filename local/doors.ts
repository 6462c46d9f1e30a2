import type { Server } from 'node:http';
import type { HttpApi } from './apigateway/http-api.ts';
import { createFrontDoor, type FrontDoor } from './front-door.ts';
import { listen } from './listen.ts';
import type { Options } from './options.ts';
import { createControlDoor } from './site/control-door.ts';
import { createSite } from './site/site.ts';
import type { FindStaticFile } from './site/static-file.ts';

/** The two ports, open before anything is behind them, so that a port in use is found before anything is changed. */
export type Doors = {
  readonly site: Server;
  readonly siteUrl: string;
  /** Of the AWS APIs and the control API. */
  readonly aws: FrontDoor;
  readonly awsUrl: string;
  /** Gives the site its API; requests that came earlier wait for it. */
  serve(api: HttpApi): void;
};

/**
 * Opens both ports.
 * @throws UserError when one is taken
 */
export async function openDoors(
  find: FindStaticFile,
  options: Options,
  onBug: (error: unknown) => void,
): Promise<Doors> {
  const api = Promise.withResolvers<HttpApi>();
  const control = Promise.withResolvers<ReturnType<typeof createControlDoor>>();
  const site = createSite({
    find,
    api: async (request, response) => (await api.promise)(request, response),
    control: async (request, response) => (await control.promise)(request, response),
    onBug,
  });
  const siteUrl = `http://localhost:${await listen(site, options.port, '--port')}`;
  const aws = createFrontDoor();
  const awsUrl = `http://127.0.0.1:${await listen(aws.server, options.awsPort, '--aws-port')}`;
  control.resolve(createControlDoor({ siteUrl, awsUrl }));
  return { site, siteUrl, aws, awsUrl, serve: api.resolve };
}
