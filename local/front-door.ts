import { createServer, type Server } from 'node:http';

/** A port that is taken before there is anything behind it; requests wait until it is opened. */
export type FrontDoor = {
  readonly server: Server;
  /** Hands every request to a server that does not listen itself. */
  open(answering: Server): void;
};

/** Makes the door, not yet listening. */
export function createFrontDoor(): FrontDoor {
  const behind = Promise.withResolvers<Server>();
  const server = createServer({ requestTimeout: 60_000, keepAliveTimeout: 60_000 }, (request, response) => {
    void behind.promise.then((answering) => answering.emit('request', request, response));
  });
  return { server, open: behind.resolve };
}
