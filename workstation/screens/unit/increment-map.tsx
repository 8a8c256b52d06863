import { Suspense, lazy, useId, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useSearchParams } from 'react-router';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/language.ts';
import { Empty, Facts } from '../../kit/page.tsx';
import { countOf, moved, squareSigns, squaresOf } from './increment-squares.ts';
import type { Square } from './increment-squares.ts';
import type { Increment, RunDetail } from './shapes.ts';
import { unitWords } from './words.ts';
import './increment-map.css';

const IncrementTable = lazy(() => import('./increment-table.tsx'));

const states = ['taken', 'missed', 'void', 'by-hand', 'planned'] as const;

/** Increments one by one against the plan. The selected one is in the address. */
export function IncrementMap({ run }: { run: RunDetail }) {
  const t = useWords(unitWords);
  const [search, setSearch] = useSearchParams();
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const [tabled, setTabled] = useState(false);
  const { increments, lost } = run;
  const planned = run.plan?.increments ?? run.incrementsPlanned;
  const squares = squaresOf(increments, planned);
  if (squares.length === 0) return <Empty>{t('incrementsNone')}</Empty>;
  const wanted = squares.findIndex(({ place }) => String(place) === search.get('increment'));
  const chosen = wanted === -1 ? Math.max(0, increments.length - 1) : wanted;
  const select = (index: number) =>
    setSearch(
      (now) => {
        now.set('increment', String(squares[index]?.place ?? 1));
        return now;
      },
      { replace: true },
    );
  const onKey = (event: KeyboardEvent) => {
    const to = moved(chosen, event.key, squares.length, columnsOf(list.current));
    if (to === chosen) return;
    event.preventDefault();
    select(to);
  };
  const word = ({ place, state }: Square) => `${t('place', { place })} ${t(`increment.${state}`)}`;
  const square = squares[chosen];
  return (
    <div className="increments">
      <p>
        {t('incrementsSum', {
          planned: planned ?? 0,
          taken: countOf(increments, 'taken'),
          missed: countOf(increments, 'missed'),
          void: countOf(increments, 'void'),
          hand: countOf(increments, 'by-hand'),
        })}
      </p>
      {lost > 0 && (
        <p>
          <strong>▲ {t('incrementsLost', { count: lost })}</strong>
        </p>
      )}
      <div
        ref={list}
        className="increment-squares"
        role="listbox"
        tabIndex={0}
        aria-label={t('increments')}
        aria-activedescendant={`${id}-${chosen}`}
        onKeyDown={onKey}
      >
        {squares.map((each, index) => (
          <div
            key={each.place}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === chosen}
            aria-label={word(each)}
            className={`increment-square ${each.state}`}
            onClick={() => select(index)}
          >
            {squareSigns[each.state]}
          </div>
        ))}
      </div>
      <ul className="increment-legend" aria-label={t('legend')}>
        {states.map((state) => (
          <li key={state}>
            <span aria-hidden="true" className={`increment-square ${state}`}>
              {squareSigns[state]}
            </span>{' '}
            {t(`increment.${state}`)}
          </li>
        ))}
      </ul>
      <div aria-live="polite">
        {square && <h3>{word(square)}</h3>}
        {square && square.state !== 'planned' && <IncrementFacts increment={square.increment} />}
      </div>
      <details onToggle={({ currentTarget }) => setTabled(currentTarget.open)}>
        <summary>{t('asTable')}</summary>
        <Suspense>{tabled && <IncrementTable increments={increments} />}</Suspense>
      </details>
    </div>
  );
}

/** How many squares stand beside each other as the browser has laid them out. */
function columnsOf(list: HTMLElement | null): number {
  const squares = [...(list?.children ?? [])] as HTMLElement[];
  const next = squares.findIndex(({ offsetTop }) => offsetTop > (squares[0]?.offsetTop ?? 0));
  return next === -1 ? Math.max(1, squares.length) : next;
}

function IncrementFacts({ increment }: { increment: Increment }) {
  const t = useWords(unitWords);
  const format = useFormat();
  const { number, mass, kept, unit, expected, deviationPercent, at, container, remark, state } = increment;
  const measured = (value: string | null) => (value === null ? '—' : `${value} ${unit}`);
  return (
    <Facts
      facts={[
        [t('number'), number ?? '—'],
        [t('at'), format.instant(at)],
        [t('mass'), measured(mass)],
        [t('kept'), kept === null ? '—' : `${kept} kg`],
        [t('expected'), measured(expected)],
        [t('deviation'), deviationPercent === null ? '—' : `${deviationPercent} %`],
        [t('container'), container ?? (state === 'missed' ? '—' : t('containerOpen'))],
        [t('remark'), remark ?? '—'],
      ]}
    />
  );
}
