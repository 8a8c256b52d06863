import { Link, useParams, useSearchParams } from 'react-router';
import { api } from '../../api/client.ts';
import { useTold, useWords } from '../../i18n/language.ts';
import { Loaded } from '../../kit/loaded.tsx';
import { Page, Panel } from '../../kit/page.tsx';
import { Interlocks } from '../unit/interlocks.tsx';
import type { UnitDetail } from '../unit/shapes.ts';
import '../unit/unit.css';
import { CommandLog } from './command-log.tsx';
import { Connection } from './connection.tsx';
import { RunStatechart } from './run-statechart.tsx';
import { TagTable } from './tag-table.tsx';
import { Trends } from './trends.tsx';
import { deviceWords } from './words.ts';
import './device.css';

/** L3: every tag of a functional unit, its past, the process that drives it, and all that was commanded. */
export default function DeviceScreen() {
  const { unit = '' } = useParams();
  const query = api.useQuery('get', '/api/v1/units/{unit}', { params: { path: { unit } } });
  return <Loaded query={query}>{(described) => <Device key={unit} unit={described} />}</Loaded>;
}

function Device({ unit }: { unit: UnitDetail }) {
  const t = useWords(deviceWords);
  const told = useTold();
  const [search] = useSearchParams();
  const stage = unit.stages.find(({ id }) => id === search.get('stage')) ?? unit.stages[0];
  const address = `/units/${encodeURIComponent(unit.unit)}`;
  return (
    <Page
      title={t('title', { unit: unit.unit })}
      help={[t('help'), t('helpTrends'), t('helpChart')]}
      aside={
        <Link className="button plain" to={address}>
          {t('back')}
        </Link>
      }
    >
      <nav className="unit-runs" aria-label={t('stages')}>
        {unit.stages.map(({ id, title }) => (
          <Link
            key={id}
            className="button plain"
            aria-current={id === stage?.id ? 'true' : undefined}
            to={`?stage=${encodeURIComponent(id)}`}
          >
            {told(title)}
          </Link>
        ))}
      </nav>
      {stage && (
        <>
          <Panel title={t('tags', { stage: told(stage.title) })}>
            <TagTable unit={unit.unit} tags={stage.tags} />
          </Panel>
          <Trends unit={unit} stage={stage} />
        </>
      )}
      <RunStatechart unit={unit} />
      <Panel title={t('log')}>
        <CommandLog unit={unit.unit} />
      </Panel>
      <div className="device-pair">
        <Panel title={t('interlocks')}>
          <Interlocks unit={unit} all />
        </Panel>
        <Panel title={t('connection')}>
          <Connection unit={unit} />
        </Panel>
      </div>
    </Page>
  );
}
