import { useEffect, useRef } from 'react';
import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { PlantTag } from '../../kit/plant-tag.ts';
import { useFormat } from '../../i18n/format.ts';
import { useLook } from './use-look.ts';
import { chartData, scaleOf } from './trend-data.ts';
import type { Bucket } from './trend-data.ts';

const height = 180;

/** One curve: its mean as a line between its least and most, the normal band shaded, gaps left open. */
export default function TrendChart({
  label,
  period,
  buckets,
  tag,
}: {
  label: string;
  period: { from: string; to: string; width_s: number };
  buckets: readonly Bucket[];
  tag: PlantTag;
}) {
  const frame = useRef<HTMLDivElement>(null);
  const format = useFormat();
  const look = useLook();
  useEffect(() => {
    const { current } = frame;
    if (!current) return undefined;
    const style = getComputedStyle(current);
    const token = (name: string) => style.getPropertyValue(name);
    const axis = {
      stroke: token('--text-2'),
      grid: { stroke: token('--hair'), width: 1 },
      ticks: { stroke: token('--hair') },
    };
    const [low, high] = scaleOf(tag.range, buckets);
    const chart = new UPlot(
      {
        width: current.clientWidth,
        height,
        legend: { show: false },
        cursor: { drag: { x: false, y: false } },
        scales: { y: { range: [low, high] } },
        axes: [
          {
            ...axis,
            values: (_, times) =>
              times.map((time) => format.time(new Date(time * 1000).toISOString()).slice(0, 5)),
          },
          { ...axis, size: 64 },
        ],
        series: [
          {},
          { stroke: 'transparent', points: { show: false } },
          { stroke: token('--live'), width: 2, points: { size: 3 } },
          { stroke: 'transparent', points: { show: false } },
        ],
        bands: [{ series: [3, 1], fill: token('--hair') }],
        hooks: { drawClear: [(plot) => shadeNormal(plot, tag.normal, token('--band'))] },
      },
      [...chartData(period, buckets)],
      current,
    );
    const observer = new ResizeObserver(() => chart.setSize({ width: current.clientWidth, height }));
    observer.observe(current);
    return () => {
      observer.disconnect();
      chart.destroy();
    };
  }, [period, buckets, tag, format, look]);
  return <div ref={frame} className="device-chart" role="img" aria-label={label} />;
}

function shadeNormal(plot: UPlot, normal: PlantTag['normal'], colour: string): void {
  if (!normal) return;
  const { left, top, width, height: tall } = plot.bbox;
  const bottom = top + tall;
  const at = (value: number) => Math.min(bottom, Math.max(top, plot.valToPos(value, 'y', true)));
  plot.ctx.fillStyle = colour;
  plot.ctx.fillRect(left, at(normal.high), width, at(normal.low) - at(normal.high));
}
