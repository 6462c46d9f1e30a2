import { useState } from 'preact/hooks';
import { ChartBody } from './chart-body.tsx';
import type { ChartSetting } from './chart-options.ts';
import type { ChartSubject } from './chart-subject.ts';
import { PanelFrame, type PanelLink } from './panel-frame.tsx';
import type { ReleaseMark } from './release-marks.ts';

type ChartPanelProps = {
  widget: ChartSubject & { description: string; messages: readonly string[] };
  start: number;
  end: number;
  marks: readonly ReleaseMark[];
  links?: readonly PanelLink[];
  onZoom?: ChartSetting['onZoom'];
};

/** Lines over time by themselves: what they are, their chart or the same as a table. */
export function ChartPanel({ widget, start, end, marks, links = [], onZoom }: ChartPanelProps) {
  const [asTable, setAsTable] = useState(false);
  const { title, description, messages } = widget;
  return (
    <PanelFrame
      title={title}
      description={description}
      width="full"
      links={links}
      table={{ shown: asTable, onChange: setAsTable }}
    >
      <ChartBody subject={widget} {...{ start, end, marks, messages, asTable, onZoom }} />
    </PanelFrame>
  );
}
