import type { UseQueryResult } from '@tanstack/react-query';
import { Suspense, lazy } from 'react';
import { Link } from 'react-router';
import { useWords } from '../../i18n/language.ts';
import { Loaded } from '../../kit/loaded.tsx';
import { Empty, Panel } from '../../kit/page.tsx';
import { IncrementMap } from './increment-map.tsx';
import { Interventions } from './interventions.tsx';
import { Receipts } from './receipts.tsx';
import { RunCommands } from './run-commands.tsx';
import { RunFacts } from './run-facts.tsx';
import { useRunWord } from './run-words.ts';
import type { RunDetail, UnitDetail } from './shapes.ts';
import { unitWords } from './words.ts';

/** Only units that take several runs at a time have it. */
const Line = lazy(() => import('./preparation-line.tsx'));

/** The runs of a unit, and of the chosen one all there is to see and to do. */
export function RunPanel({
  unit,
  runs,
  chosen,
  query,
}: {
  unit: UnitDetail;
  /** Ids of those at the unit that may be seen. */
  runs: readonly string[];
  chosen: string | undefined;
  query: UseQueryResult<RunDetail, unknown>;
}) {
  const t = useWords(unitWords);
  const word = useRunWord();
  if (chosen === undefined) {
    return (
      <Panel title={t('runs')}>
        <Empty>
          {t('noRun')} <Link to="/plan">{t('toPlan')}</Link>
        </Empty>
      </Panel>
    );
  }
  return (
    <>
      {unit.capacity > 1 && (
        <Suspense>
          <Line unit={unit} runs={runs} />
        </Suspense>
      )}
      {runs.length > 1 && (
        <nav className="unit-runs" aria-label={t('runs')}>
          {runs.map((id) => (
            <Link
              key={id}
              className="button plain"
              aria-current={id === chosen ? 'true' : undefined}
              to={`?run=${encodeURIComponent(id)}`}
            >
              {id.slice(id.indexOf('/') + 1)}
            </Link>
          ))}
        </nav>
      )}
      <Loaded query={query}>
        {(run) => (
          <div className="unit-run">
            <div className="unit-run-main">
              <Panel title={`${word('of', run.definition)} ${run.sampleCode}`}>
                <RunFacts run={run} />
              </Panel>
              {run.definition !== 'coal-preparation' && (
                <Panel title={t('increments')}>
                  <IncrementMap run={run} />
                </Panel>
              )}
              <Panel title={t('interventions')}>
                <Interventions run={run} />
              </Panel>
            </div>
            <Panel title={t('commands')}>
              <RunCommands run={run} unit={unit} />
              <h3>{t('receipts')}</h3>
              <Receipts commands={run.commands} />
            </Panel>
          </div>
        )}
      </Loaded>
    </>
  );
}
