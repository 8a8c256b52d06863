import { useEffect, useId, useRef } from 'react';
import { useWords } from '../../i18n/language.ts';
import { useRunWord } from '../unit/run-words.ts';
import type { StatechartLayout } from './statechart-files.ts';
import { deviceWords } from './words.ts';

/** A run's process as laid out beforehand; `active`: the states it is in now. */
export function Statechart({
  layout,
  active,
  of,
}: {
  layout: StatechartLayout;
  active: readonly string[];
  of: string;
}) {
  const t = useWords(deviceWords);
  const word = useRunWord();
  const arrow = useId();
  const { width, height, states, arrows } = layout;
  const now = active.map((state) => word('state', state)).join(', ');
  const isOut = (from: string) => active.includes(from);
  const frame = useRef<HTMLDivElement>(null);
  const here = states.find(({ id }) => isOut(id));
  const x = here ? here.x + here.width / 2 : 0;
  const y = here ? here.y + here.height / 2 : 0;
  // A chart is larger than most screens: what matters is brought into sight.
  useEffect(() => {
    const { current } = frame;
    current?.scrollTo({ left: x - current.clientWidth / 2, top: y - current.clientHeight / 2 });
  }, [x, y]);
  return (
    <div ref={frame} className="statechart-frame" tabIndex={0} role="region" aria-label={of}>
      <svg
        className="statechart"
        width={width}
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={t('statechartOf', { of, state: now })}
      >
        <defs>
          <marker
            id={arrow}
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerWidth="8"
            markerHeight="8"
            markerUnits="userSpaceOnUse"
            orient="auto"
          >
            <path className="statechart-tip" d="M0 0L8 4L0 8Z" />
          </marker>
        </defs>
        {arrows
          .toSorted((a, b) => Number(isOut(a.from)) - Number(isOut(b.from)))
          .map(({ from, to, labels, points }) => (
            <polyline
              key={`${from} ${to}`}
              className={`statechart-arrow${isOut(from) ? ' out' : ''}`}
              points={points.map((point) => point.join(',')).join(' ')}
              markerEnd={`url(#${arrow})`}
            >
              <title>{labels.join('\n')}</title>
            </polyline>
          ))}
        {states.map((state) => (
          <g key={state.id} transform={`translate(${state.x} ${state.y})`}>
            <rect
              className={`statechart-state${isOut(state.id) ? ' active' : ''}${state.final ? ' final' : ''}`}
              width={state.width}
              height={state.height}
              rx="6"
            />
            {state.initial && <circle className="statechart-initial" cx="10" cy="10" r="4" />}
            <text
              className={isOut(state.id) ? 'active' : undefined}
              x={state.width / 2}
              y={state.height / 2 + 5}
              textAnchor="middle"
            >
              {isOut(state.id) ? '▶ ' : ''}
              {word('state', state.id)}
            </text>
          </g>
        ))}
      </svg>
    </div>
  );
}
