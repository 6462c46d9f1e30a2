import { FUNCTIONS } from '../functions/manifest.ts';
import { physicalName } from '../monitoring/physical-name.ts';
import { FUNCTION_IDS } from '../monitoring/resources.ts';
import type { Functions } from './functions.ts';
import type { Settings } from './settings.ts';

type Route = $util.Output<aws.apigatewayv2.Route>;
type Surroundings = { readonly router: sst.aws.Router; readonly settings: Settings };

/** The HTTP API, and what gives it its routes once there are functions: they know it by its id. */
type Api = { readonly api: sst.aws.ApiGatewayV2; readonly addRoutes: (functions: Functions) => void };

/** Requests a second over all routes, and how many may come at once: a bound on cost when somebody floods the shop. */
const THROTTLING = { throttlingRateLimit: 200, throttlingBurstLimit: 400 };

/**
 * What guesses passwords or sets them gets a lower bound, over all callers, because each of these requests costs a
 * password hash (argon2id). No concurrency is reserved for `account` besides, as a new AWS account has ten
 * concurrent executions in all, of which Lambda lets none be reserved ("Understanding Lambda function scaling").
 */
const GUARDED_ROUTES = [
  'POST /api/auth/login',
  'POST /api/auth/register',
  'PUT /api/account/password',
  'DELETE /api/account',
];
const GUARDED_THROTTLING = { throttlingRateLimit: 5, throttlingBurstLimit: 20 };

/** What is known of each request that a function cannot know; no address and no user agent, which are personal. */
const ACCESS_LOG = {
  time: '$context.requestTime',
  requestId: '$context.requestId',
  integrationRequestId: '$context.integration.requestId',
  routeKey: '$context.routeKey',
  status: '$context.status',
  responseLatency: '$context.responseLatency',
  integrationStatus: '$context.integration.integrationStatus',
  integrationLatency: '$context.integration.latency',
  integrationError: '$context.integrationErrorMessage',
};

/** @param routes the stage's own settings of a route are refused before that route exists, so the stage waits for these */
function createGateway(settings: Settings, routes: Promise<Route[]>): sst.aws.ApiGatewayV2 {
  return new sst.aws.ApiGatewayV2('Api', {
    cors: false,
    transform: {
      logGroup: { retentionInDays: settings.logRetentionDays },
      api: { name: physicalName($app.stage, 'api') },
      stage: (args, options) => {
        options.dependsOn = routes;
        args.defaultRouteSettings = THROTTLING;
        args.routeSettings = GUARDED_ROUTES.map((routeKey) => ({ routeKey, ...GUARDED_THROTTLING }));
        args.accessLogSettings = $output(args.accessLogSettings).apply((log) => ({
          destinationArn: log?.destinationArn ?? '',
          format: JSON.stringify(ACCESS_LOG),
        }));
      },
    },
  });
}

/**
 * The HTTP API with exactly the manifest's routes, reached through the Router under /api, /health and /metrics. Its own address
 * stays open: whatever it answers is guarded by sessions, roles and the Origin check in the functions, not by the path
 * that a request took, and throttling holds for both ways.
 */
export function createApi({ router, settings }: Surroundings): Api {
  let announce: (routes: Route[]) => void = () => {};
  const announced = new Promise<Route[]>((resolve) => {
    announce = resolve;
  });
  const api = createGateway(settings, announced);
  router.route('/api', api.url);
  router.route('/health', api.url);
  router.route('/metrics', api.url);
  const addRoutes = (functions: Functions) => {
    const routes = FUNCTION_IDS.flatMap((id) =>
      FUNCTIONS[id].routes.map(({ method, path }) => api.route(`${method} ${path}`, functions[id].live.arn)),
    );
    announce(routes.map((route) => route.nodes.route));
  };
  return { api, addRoutes };
}
