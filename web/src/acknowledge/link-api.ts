import { api } from '../api/api.ts';
import type { AcknowledgeLink } from './acknowledge-link.ts';

/** What the API tells of an incident to whoever has a link. */
export type LinkedIncident = {
  id: string;
  title: string;
  status: 'open' | 'acknowledged' | 'resolved';
  /** ISO 8601. */
  openedAt: string;
};

const post = (path: string, { token }: AcknowledgeLink) =>
  api<LinkedIncident>(path, { method: 'POST', body: { token } });

const pathOf = ({ incident }: AcknowledgeLink) => `/api/incidents/${encodeURIComponent(incident)}`;

/** What whoever has a link may do: read what it is about, and acknowledge that. The token is in no address. */
export const linkApi = {
  read: (link: AcknowledgeLink) => post(pathOf(link), link),
  acknowledge: (link: AcknowledgeLink) => post(`${pathOf(link)}/acknowledge`, link),
};
