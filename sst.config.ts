/// <reference path="./.sst/platform/config.d.ts" />

export default $config({
  async app(input) {
    const { isProduction } = await import('./settings/read-stage-settings.ts');
    const production = isProduction(input.stage);
    return {
      name: 'smallcart',
      home: 'aws',
      removal: production ? 'retain' : 'remove',
      protect: production,
      // To tell costs apart by, once they are activated as cost allocation tags; SST adds its own.
      providers: {
        aws: { version: '7.29.0', defaultTags: { tags: { app: 'smallcart', stage: input.stage } } },
        grafana: { package: '@pulumiverse/grafana', version: '2.40.0' },
      },
    };
  },
  async run() {
    const { readSettings } = await import('./stacks/settings.ts');
    const settings = readSettings(process.env);
    const { buildArtifacts } = await import('./stacks/build.ts');
    buildArtifacts(settings);

    const { applyGuards } = await import('./stacks/guards.ts');
    applyGuards(settings);
    const { createTable } = await import('./stacks/table.ts');
    const { createQueues } = await import('./stacks/queues.ts');
    const { createTopics } = await import('./stacks/topics.ts');
    const { createRouter } = await import('./stacks/router.ts');
    const { createSecrets } = await import('./stacks/secrets.ts');
    const { createFunctions } = await import('./stacks/functions.ts');
    const { createApi } = await import('./stacks/api.ts');
    const { createSite } = await import('./stacks/site.ts');
    const { connectEventSources } = await import('./stacks/event-sources.ts');
    const { createAlarms } = await import('./stacks/alarms.ts');
    const { createDashboards } = await import('./stacks/dashboards.ts');
    const { createQueries } = await import('./stacks/queries.ts');
    const { createSamplingRules } = await import('./stacks/sampling-rules.ts');
    const { createTraceGroups } = await import('./stacks/trace-groups.ts');
    const { createBudget } = await import('./stacks/budget.ts');
    const { createGrafana } = await import('./stacks/grafana.ts');

    const table = createTable(settings);
    const queues = createQueues();
    const topics = createTopics(settings);
    const router = createRouter(settings);
    const secrets = createSecrets();
    const { api, addRoutes } = createApi({ router, settings });
    const apiId = api.nodes.api.id;
    const functions = createFunctions({ settings, table, queues, topics, secrets, router, apiId });
    addRoutes(functions);
    createSite(router);
    connectEventSources({ functions, table, queues, topics });
    const { createTarget } = await import('./stacks/target.ts');
    const target = createTarget({ api, table, queues, functions });
    createAlarms(settings, target, topics);
    createDashboards(target);
    createQueries();
    createSamplingRules(settings);
    createTraceGroups();
    createBudget(settings);
    const shown = { settings, apiId, siteUrl: router.url };
    const workspace = settings.grafana ? createGrafana(shown) : undefined;

    return {
      shop: router.url,
      console: $interpolate`${router.url}/ops`,
      setup: $interpolate`${functions.setup.fn.name}:${functions.setup.live.name}`,
      ...(settings.alarmEmail
        ? { alarms: `e-mailed to ${settings.alarmEmail} once the subscription is confirmed` }
        : {}),
      ...(workspace ? { grafana: $interpolate`https://${workspace.endpoint}` } : {}),
    };
  },
});
