import { api } from '../../api/api.ts';
import type { LocalFault, LocalFaults } from './local-fault.ts';

const pathOf = (name: string): string => `/_local/faults/${encodeURIComponent(name)}`;

/** What the system on this machine takes from administrators' pages; it is no part of what is deployed. */
export const localApi = {
  faults: () => (signal: AbortSignal) => api<LocalFaults>('/_local/faults', { signal }),
  switchOn: (name: string, settings: object) => api<LocalFault>(pathOf(name), { method: 'PUT', body: settings }),
  switchOff: (name: string) => api<LocalFault>(pathOf(name), { method: 'DELETE' }),
  switchAllOff: () => api<LocalFaults>('/_local/faults', { method: 'DELETE' }),
};
