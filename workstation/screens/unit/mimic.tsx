import { useEffect, useId, useRef, useState } from 'react';
import { useTold, useWords } from '../../i18n/language.ts';
import { useTags } from '../../live/use-tag.ts';
import { cell, columnsIn, mimicLayout } from './mimic-layout.ts';
import { MimicStage } from './mimic-stage.tsx';
import type { UnitDetail } from './shapes.ts';
import { unitWords } from './words.ts';
import './mimic.css';

/** The unit's functional units in the order of the flow with their values now, from its own description. */
export function Mimic({ unit }: { unit: UnitDetail }) {
  const t = useWords(unitWords);
  const told = useTold();
  const tags = useTags(unit.unit);
  const arrow = useId();
  const frame = useRef<HTMLDivElement>(null);
  const [columns, setColumns] = useState(1);
  useEffect(() => {
    const { current } = frame;
    if (!current) return undefined;
    const observer = new ResizeObserver(([entry]) => entry && setColumns(columnsIn(entry.contentRect.width)));
    observer.observe(current);
    return () => observer.disconnect();
  }, []);
  const { width, height, cells, edges } = mimicLayout(unit.stages, columns);
  return (
    <div ref={frame} className="mimic-frame">
      <svg
        className="mimic"
        width={width}
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        role="group"
        aria-label={t('mimicOf', { unit: told(unit.title) })}
      >
        <defs>
          <marker
            id={arrow}
            viewBox="0 0 8 8"
            refX="2"
            refY="4"
            markerWidth="8"
            markerHeight="8"
            markerUnits="userSpaceOnUse"
            orient="auto"
          >
            <path className="mimic-tip" d="M0 0L8 4L0 8Z" />
          </marker>
        </defs>
        {edges.map(({ from, to, path, aside }) => (
          <path
            key={`${from} ${to}`}
            className={`mimic-flow${aside ? ' aside' : ''}`}
            d={path}
            markerEnd={`url(#${arrow})`}
          />
        ))}
        {cells.map(({ id, x, y }) => {
          const stage = unit.stages.find((each) => each.id === id);
          return (
            stage && (
              <g key={id} transform={`translate(${x} ${y})`}>
                <MimicStage
                  unit={unit.unit}
                  stage={stage}
                  tags={tags}
                  width={cell.width}
                  height={cell.height}
                />
              </g>
            )
          );
        })}
      </svg>
    </div>
  );
}
