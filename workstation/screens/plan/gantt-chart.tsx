import { Link } from 'react-router';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/language.ts';
import { useRunWord } from '../unit/run-words.ts';
import { hoursOf, lanesOf } from './gantt.ts';
import type { Bar, Turn } from './gantt.ts';
import { planWords } from './words.ts';

const trackHeight = 28;
const percent = (share: number): string => `${(share * 100).toFixed(2)}%`;

/** A lane a unit, a bar a run; widths follow the screen, so the bars are placed in per cent. */
export function GanttChart({ items, now, until }: { items: readonly Turn[]; now: string; until: string }) {
  const t = useWords(planWords);
  const format = useFormat();
  const marks = hoursOf(now, until);
  return (
    <div
      className="plan-chart"
      role="group"
      aria-label={t('ganttOf', { from: format.instant(now), until: format.instant(until) })}
    >
      <span />
      <div className="plan-hours" aria-hidden="true">
        {marks.map(({ at, share }) => (
          <span key={at} style={{ left: percent(share) }}>
            {format.time(at).slice(0, 5)}
          </span>
        ))}
      </div>
      {lanesOf(items, now, until).map(({ unit, tracks, unknown }) => (
        <div className="plan-lane" key={unit}>
          <Link to={`/units/${encodeURIComponent(unit)}`}>{unit}</Link>
          <div>
            <svg
              width="100%"
              height={Math.max(1, tracks.length) * trackHeight}
              role="img"
              aria-label={`${unit}: ${tracks.flat().length}`}
            >
              {marks.map(({ at, share }) => (
                <line
                  key={at}
                  className="plan-grid"
                  x1={percent(share)}
                  x2={percent(share)}
                  y1="0"
                  y2="100%"
                />
              ))}
              {tracks.flatMap((bars, track) =>
                bars.map((bar) => (
                  <GanttBar
                    key={`${bar.turn.run} ${bar.turn.kind} ${bar.start}`}
                    bar={bar}
                    y={track * trackHeight}
                  />
                )),
              )}
            </svg>
            {unknown.length > 0 && (
              <p className="secondary">? {t('unknownStart', { count: unknown.length })}</p>
            )}
          </div>
        </div>
      ))}
    </div>
  );
}

function GanttBar({ bar: { turn, start, width, openLeft, openRight }, y }: { bar: Bar; y: number }) {
  const t = useWords(planWords);
  const word = useRunWord();
  const name = turn.run === null ? t('hidden') : turn.run.slice(turn.run.indexOf('/') + 1);
  const label = [
    turn.late ? `▲ ${t('late')}` : '',
    openLeft ? '◂' : '',
    turn.kind === 'cleaning' ? t('kind.cleaning') : `${name} ${word('of', turn.definition)}`,
    openRight ? '▸' : '',
  ].filter((part) => part !== '');
  return (
    <svg x={percent(start)} y={y + 3} width={percent(Math.max(width, 0.004))} height={trackHeight - 6}>
      <title>{label.join(' ')}</title>
      <rect
        className={`plan-bar ${turn.kind}${turn.late ? ' late' : ''}`}
        x="1"
        y="1"
        width="99%"
        height={trackHeight - 8}
        rx="3"
      />
      <text className="plan-label" x="6" y="15">
        {label.join(' ')}
      </text>
    </svg>
  );
}
