import type { TargetedPointerEvent } from 'preact';
import { useState } from 'preact/hooks';
import type { Objective } from '../../../../functions/ops/slo-responses.ts';
import { formatNumber } from '../../ui/format-number.ts';
import { formatStamp } from '../../ui/format-time.ts';
import { burnDownPoints, burnDownScale, leastLeft, pointAt } from './burn-down-line.ts';

type BurnDownProps = { of: Objective; from: string; to: string };

const percent = (left: number): string => `${formatNumber(100 * left, 1)} %`;

const WEEK = 7 * 86_400_000;

function weeks(from: string, to: string): readonly number[] {
  const [start, end] = [Date.parse(from), Date.parse(to)];
  return Array.from({ length: Math.floor((end - start) / WEEK) }, (_, index) => start + (index + 1) * WEEK);
}

/** How the budget of thirty days was used up: a line, beside the even pace that it would just last at, with what violated the objective. */
export function BurnDown({ of: { title, burnDown, violations }, from, to }: BurnDownProps) {
  const [looked, setLooked] = useState<number>();
  const last = burnDown.at(-1);
  if (last === undefined) return null;
  const scale = burnDownScale(burnDown, from, to);
  const { x, y, lowest } = scale;
  const least = leastLeft(burnDown);
  const point = looked === undefined ? undefined : pointAt(burnDown, from, to, looked);
  const look = (event: TargetedPointerEvent<SVGSVGElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    setLooked(Math.min(1, Math.max(0, (event.clientX - left) / Math.max(1, width))));
  };
  const times = violations.length === 1 ? 'one violation' : `${violations.length} violations`;
  return (
    <figure class="burn-down">
      <div class="burn-down-scale" aria-hidden="true">
        <span>100 %</span>
        <span>{lowest < 0 ? percent(lowest) : '0 %'}</span>
      </div>
      <svg
        viewBox="0 0 100 100"
        preserveAspectRatio="none"
        role="img"
        aria-label={`${title}, error budget of thirty days: from 100 % to ${percent(last.left)}, ${times}. Day by day below.`}
        onPointerMove={look}
        onPointerLeave={() => setLooked(undefined)}
      >
        {weeks(from, to).map((at) => (
          <line key={at} class="burn-down-week" x1={x(at)} x2={x(at)} y1="0" y2="100" />
        ))}
        {violations.map((each) => (
          <rect
            key={each.from}
            class="burn-down-violation"
            x={x(Date.parse(each.from))}
            width={Math.max(0.4, x(Date.parse(each.to)) - x(Date.parse(each.from)))}
            y="0"
            height="100"
          />
        ))}
        <line class="burn-down-pace" x1="0" y1="0" x2="100" y2={y(0)} />
        <line class="burn-down-zero" x1="0" x2="100" y1={y(0)} y2={y(0)} />
        <polyline class="burn-down-line" points={burnDownPoints(burnDown, scale)} />
        {looked !== undefined && <line class="burn-down-cursor" x1={100 * looked} x2={100 * looked} y1="0" y2="100" />}
      </svg>
      <figcaption class="soft">
        {point === undefined ? (
          <>
            <span class="burn-down-key" data-of="line" /> left of the budget{' '}
            <span class="burn-down-key" data-of="pace" /> even pace <span class="burn-down-key" data-of="violation" />{' '}
            violated
            {least < lowest && `; at its least ${percent(least)}`}
          </>
        ) : (
          `${formatStamp(point.at)}: ${percent(point.left)} left`
        )}
      </figcaption>
    </figure>
  );
}
