import { FUNCTIONS } from '../../functions/manifest.ts';
import { FUNCTION_IDS } from '../../monitoring/resources.ts';
import type { ApiRoute } from '../apigateway/routes.ts';

/** Every route of the manifest with the function that serves it. */
export const API_ROUTES: readonly ApiRoute[] = FUNCTION_IDS.flatMap((functionId) =>
  FUNCTIONS[functionId].routes.map(({ method, path }) => ({ method, path, functionId })),
);
