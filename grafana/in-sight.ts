import type { Builder } from '@grafana/grafana-foundation-sdk/cog';

/** Builds the same where everybody sees it: the library's builders put links and switches into a menu. */
export function inSight<Built extends { placement?: unknown }>(builder: Builder<Built>): Builder<Built> {
  return {
    build: () => {
      const built = builder.build();
      Reflect.deleteProperty(built, 'placement');
      return built;
    },
  };
}
