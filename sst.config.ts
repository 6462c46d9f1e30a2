/// <reference path="./.sst/platform/config.d.ts" />

export default $config({
  app(input) {
    const production = ['production', 'prod'].includes(input.stage);
    return {
      name: 'smallcart',
      home: 'aws',
      removal: production ? 'retain' : 'remove',
      protect: production,
      providers: { aws: { version: '7.29.0' } },
    };
  },
  async run() {
    const { readSettings } = await import('./stacks/settings.ts');
    const settings = readSettings(process.env);
    const { buildArtifacts } = await import('./stacks/build.ts');
    buildArtifacts(settings);

    const { applyGuards } = await import('./stacks/guards.ts');
    applyGuards();
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

    const table = createTable(settings);
    const queues = createQueues();
    const topics = createTopics(settings);
    const router = createRouter(settings);
    const secrets = createSecrets();
    const functions = createFunctions({ settings, table, queues, secrets, router });
    const api = createApi({ functions, router, settings });
    createSite(router);
    connectEventSources({ functions, table, queues, topics });
    const { createTarget } = await import('./stacks/target.ts');
    const target = createTarget({ api, table, queues, functions });
    createAlarms(target, topics);
    createDashboards(target);
    createQueries();
    createSamplingRules(settings);

    return {
      shop: router.url,
      console: $interpolate`${router.url}/ops`,
      setup: functions.setup.name,
      alarms: `e-mailed to ${settings.alarmEmail} once the subscriptions are confirmed`,
    };
  },
});
