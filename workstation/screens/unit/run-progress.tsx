import { Link } from 'react-router';
import type { Schemas } from '../../api/client.ts';
import { useWords } from '../../i18n/language.ts';
import { useRunWord } from './run-words.ts';
import { unitWords } from './words.ts';
import './run-progress.css';

/** How far a run has come: its state, and increments against the plan. */
export function RunProgress({ run }: { run: Schemas['Run'] }) {
  const t = useWords(unitWords);
  const word = useRunWord();
  const {
    unit,
    id,
    definition,
    sampleCode,
    status,
    incrementsPlanned: planned,
    incrementsTaken: taken,
  } = run;
  return (
    <div className="run-progress">
      <span>
        <Link to={`/units/${encodeURIComponent(unit)}?run=${encodeURIComponent(id)}`}>{sampleCode}</Link>{' '}
        {word('of', definition)} · {word('state', status)}
      </span>
      {planned !== null && taken !== null && (
        <span className="run-share">
          <progress max={Math.max(planned, 1)} value={taken} aria-label={t('increments')} />
          {t('progress', { taken, planned })}
        </span>
      )}
    </div>
  );
}
