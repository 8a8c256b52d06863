import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { api } from '../../api/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/language.ts';
import { Select } from '../../kit/field.tsx';
import { Loaded } from '../../kit/loaded.tsx';
import { Empty, Panel } from '../../kit/page.tsx';
import { useRunWord } from '../unit/run-words.ts';
import type { RunDetail, UnitDetail } from '../unit/shapes.ts';
import { Statechart } from './statechart.tsx';
import { statechartOf } from './statechart-files.ts';
import { TransitionTable } from './transition-table.tsx';
import { deviceWords } from './words.ts';

/** The process of a run at the unit, with the state it is in. */
export function RunStatechart({ unit }: { unit: UnitDetail }) {
  const t = useWords(deviceWords);
  const [search, setSearch] = useSearchParams();
  const seen = unit.holders.flatMap(({ run }) => run ?? []);
  const chosen = seen.find((run) => run === search.get('run')) ?? seen[0];
  const query = api.useQuery(
    'get',
    '/api/v1/runs/{id}',
    { params: { path: { id: chosen ?? '' } } },
    { enabled: chosen !== undefined },
  );
  const choose = (run: string) =>
    setSearch(
      (now) => {
        now.set('run', run);
        return now;
      },
      { replace: true },
    );
  return (
    <Panel
      title={t('statechart')}
      aside={
        chosen !== undefined &&
        seen.length > 1 && (
          <Select
            label={t('run')}
            value={chosen}
            onChange={choose}
            options={seen.map((run) => ({ value: run, label: run.slice(run.indexOf('/') + 1) }))}
          />
        )
      }
    >
      {chosen === undefined ? (
        <Empty>{t('statechartNone')}</Empty>
      ) : (
        <Loaded query={query}>{(run) => <OfRun run={run} />}</Loaded>
      )}
    </Panel>
  );
}

function OfRun({ run }: { run: RunDetail }) {
  const t = useWords(deviceWords);
  const format = useFormat();
  const word = useRunWord();
  const layout = useQuery({
    queryKey: ['statechart', run.definition],
    queryFn: () => statechartOf(run.machine.definition),
    staleTime: Infinity,
  });
  return (
    <Loaded query={layout}>
      {(drawn) =>
        drawn && (
          <>
            <p>
              {word('of', run.definition)} {run.sampleCode}:{' '}
              <strong>{run.machine.paths.map((path) => word('state', path)).join(', ')}</strong>
            </p>
            <Statechart layout={drawn} active={run.machine.paths} of={word('of', run.definition)} />
            {run.timers.length > 0 && (
              <p>
                {t('timers')}:{' '}
                {run.timers
                  .map(({ name, dueAt }) => `${name} ${t('dueAt', { at: format.time(dueAt) })}`)
                  .join('；')}
              </p>
            )}
            <details>
              <summary>{t('transitions')}</summary>
              <TransitionTable layout={drawn} />
            </details>
          </>
        )
      }
    </Loaded>
  );
}
