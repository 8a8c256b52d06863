import { useTold, useWords } from '../../i18n/language.ts';
import { useFormat } from '../../i18n/format.ts';
import { Empty } from '../../kit/page.tsx';
import { lineWords } from './line-words.ts';
import { useRunWord } from './run-words.ts';
import { stageStates } from './preparation-stages.ts';
import type { RunDetail, UnitDetail } from './shapes.ts';
import './preparation-pipeline.css';

/** The samples in the line: a row a sample, a column a stage, so that it shows where each one is and what it has lost on the way. */
export function PreparationPipeline({ unit, runs }: { unit: UnitDetail; runs: readonly RunDetail[] }) {
  const t = useWords(lineWords);
  const told = useTold();
  const format = useFormat();
  const word = useRunWord();
  if (runs.length === 0) return <Empty>{t('pipelineNone')}</Empty>;
  const stages = unit.stages.filter(({ kind }) => !['hopper', 'tube', 'cabinet', 'control'].includes(kind));
  return (
    <div className="table-frame" tabIndex={0} role="region" aria-label={t('sample')}>
      <table className="table preparation">
        <caption className="visually-hidden">{t('pipeline')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('sample')}</th>
            {stages.map(({ id, title }) => (
              <th key={id} scope="col">
                {told(title)}
              </th>
            ))}
            <th scope="col">{t('bottles')}</th>
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <tr key={run.id}>
              <th scope="row">
                {run.sampleCode}
                <br />
                <span className="secondary">{word('state', run.status)}</span>
              </th>
              {stageStates(stages, run).map(({ id, state, done }) => (
                <td key={id} className={state}>
                  {state === 'here' && <strong>▶ {t('here')}</strong>}
                  {state === 'skipped' && <>↷ {t('skipped')}</>}
                  {state === 'done' && done && (
                    <>
                      ✓ {done.massIn} kg
                      <br />
                      <span className="secondary">
                        {done.lossPercent !== null && t('loss', { loss: done.lossPercent })}{' '}
                        {format.time(done.at)}
                      </span>
                    </>
                  )}
                </td>
              ))}
              <td>
                <ul>
                  {run.preparation?.bottles
                    .filter(({ superseded }) => !superseded)
                    .map(({ title, mass, seal }) => (
                      <li key={seal}>{t('bottleSealed', { title: told(title), mass, seal })}</li>
                    ))}
                </ul>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
