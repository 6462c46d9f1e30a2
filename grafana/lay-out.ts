import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';

/** Columns of Grafana's grid. */
export const WHOLE_WIDTH = 24;

/** Panels beside one another as long as a row has room for their widths, each row as high as its highest. */
export function layOut(panels: readonly Panel[]): Panel[] {
  let [x, y, height] = [0, 0, 0];
  return panels.map((panel) => {
    const { w = WHOLE_WIDTH, h = 1 } = panel.gridPos ?? {};
    if (x + w > WHOLE_WIDTH) [x, y, height] = [0, y + height, 0];
    const placed = { ...panel, gridPos: { x, y, w, h } };
    [x, height] = [x + w, Math.max(height, h)];
    return placed;
  });
}
