import { type Handler, newClient, work } from './work.ts';

const client = newClient();

/** The work, and nothing told of it. */
export const handler: Handler = () => work(client);
