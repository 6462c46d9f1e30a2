/** The console's pages. */
export type ConsoleRoute =
  | { page: 'overview' }
  | { page: 'dashboards' }
  | { page: 'dashboard'; id: string }
  | { page: 'incidents' }
  | { page: 'incident'; id: string }
  | { page: 'runbooks' }
  | { page: 'runbook'; name: string }
  | { page: 'alarms' }
  | { page: 'alarm'; name: string }
  | { page: 'notifications' }
  | { page: 'objectives' }
  | { page: 'reports' }
  | { page: 'report'; id: string }
  | { page: 'logs' }
  | { page: 'metrics' }
  | { page: 'traces' }
  | { page: 'map' }
  | { page: 'trace'; id: string }
  | { page: 'deployments' }
  | { page: 'deployment'; id: string }
  | { page: 'cost' }
  | { page: 'faults' }
  | { page: 'unknown' };

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The page that a path below /ops leads to. */
export function consoleRoute(path: string): ConsoleRoute {
  const [, , section = '', detail = '', ...rest] = path.replace(/\/+$/, '').split('/');
  if (rest.length > 0) return { page: 'unknown' };
  const whole = detail === '';
  if (section === '' && whole) return { page: 'overview' };
  if (section === 'dashboards') return whole ? { page: 'dashboards' } : { page: 'dashboard', id: decoded(detail) };
  if (section === 'alarms') return whole ? { page: 'alarms' } : { page: 'alarm', name: decoded(detail) };
  if (section === 'incidents') return whole ? { page: 'incidents' } : { page: 'incident', id: decoded(detail) };
  if (section === 'runbooks') return whole ? { page: 'runbooks' } : { page: 'runbook', name: decoded(detail) };
  if (section === 'logs' && whole) return { page: 'logs' };
  if (section === 'metrics' && whole) return { page: 'metrics' };
  if (section === 'map' && whole) return { page: 'map' };
  if (section === 'traces') return whole ? { page: 'traces' } : { page: 'trace', id: decoded(detail) };
  if (section === 'deployments') return whole ? { page: 'deployments' } : { page: 'deployment', id: decoded(detail) };
  if ((section === 'slos' || section === 'objectives') && whole) return { page: 'objectives' };
  if (section === 'reports') return whole ? { page: 'reports' } : { page: 'report', id: decoded(detail) };
  if (section === 'notifications' && whole) return { page: 'notifications' };
  if (section === 'cost' && whole) return { page: 'cost' };
  if (section === 'faults' && whole) return { page: 'faults' };
  return { page: 'unknown' };
}
