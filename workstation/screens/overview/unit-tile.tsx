import { Link } from 'react-router';
import { api } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useTold, useWords } from '../../i18n/language.ts';
import { AnalogBar } from '../../kit/analog-bar.tsx';
import { Loaded } from '../../kit/loaded.tsx';
import { Tag } from '../../kit/marks.tsx';
import { useUnitLive } from '../../live/use-tag.ts';
import { UnitState } from '../unit/unit-state.tsx';
import { RunProgress } from '../unit/run-progress.tsx';
import { keyTags } from './key-tags.ts';
import { TileAlarm } from './tile-alarm.tsx';
import { overviewWords } from './words.ts';

/** Analogs a tile has room for. */
const bars = 3;

/** A unit of plant: state, three bars, progress, worst alarm. */
export function UnitTile({ unit: { unit, holders, waiting } }: { unit: Schemas['Unit'] }) {
  const t = useWords(overviewWords);
  const told = useTold();
  const live = useUnitLive(unit);
  const detail = api.useQuery('get', '/api/v1/units/{unit}', { params: { path: { unit } } });
  const runs = api.useQuery('get', '/api/v1/runs', { params: { query: { unit, open: 'true' } } });
  const held = holders.flatMap(({ run }) => runs.data?.items.find(({ id }) => id === run) ?? []);
  return (
    <li className={`overview-tile${live ? '' : ' stale'}`}>
      <h3>
        <Link to={`/units/${encodeURIComponent(unit)}`}>{unit}</Link>
      </h3>
      <Loaded query={detail}>
        {(described) => (
          <>
            <p className="overview-name">
              {told(described.title)}
              {described.place && <span className="secondary"> {told(described.place)}</span>}
            </p>
            <p className="overview-state">
              <UnitState unit={described} />
              {!live && <Tag tone="stale">{t('notLive')}</Tag>}
              {waiting.length > 0 && (
                <span className="secondary">{t('waiting', { count: waiting.length })}</span>
              )}
            </p>
            <div className="overview-bars">
              {keyTags(described.stages, bars).map((tag) => (
                <AnalogBar key={tag.name} unit={unit} tag={tag} />
              ))}
            </div>
            {held.map((run) => (
              <RunProgress key={run.id} run={run} />
            ))}
            {held.length === 0 && (
              <p className="secondary">
                {holders.length === 0
                  ? t('idle')
                  : t('working', { count: holders.length, capacity: described.capacity })}
              </p>
            )}
          </>
        )}
      </Loaded>
      <TileAlarm unit={unit} />
    </li>
  );
}
