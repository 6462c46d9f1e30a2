import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { GrafanaOptions } from './grafana-options.ts';
import { provisioning } from './provisioning.ts';
import { reachStage } from './reach-stage.ts';

/** Writes the files of a Grafana's provisioning folder and says where they are. */
export async function writeProvisioning({ places, port, out }: GrafanaOptions): Promise<string> {
  const files = provisioning(await Promise.all(places.map((place) => reachStage(place, port))));
  const folder = resolve(out);
  for (const [path, text] of files) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return `Written: ${files.size} files in ${folder}. Mount that folder at /etc/grafana/provisioning (docs/grafana.md).`;
}
