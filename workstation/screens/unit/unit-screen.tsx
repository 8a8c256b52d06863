import { Link, useParams, useSearchParams } from 'react-router';
import { api } from '../../api/client.ts';
import { useTold, useWords } from '../../i18n/language.ts';
import { Loaded } from '../../kit/loaded.tsx';
import { Page, Panel } from '../../kit/page.tsx';
import { useMay } from '../../session/session.ts';
import { Containers } from './containers.tsx';
import { Mimic } from './mimic.tsx';
import { RunPanel } from './run-panel.tsx';
import type { UnitDetail } from './shapes.ts';
import { UnitStatus } from './unit-status.tsx';
import { unitWords } from './words.ts';
import './unit.css';

/** L2: one unit of plant, what goes on in it, and what may be done about it. */
export default function UnitScreen() {
  const { unit = '' } = useParams();
  const query = api.useQuery('get', '/api/v1/units/{unit}', { params: { path: { unit } } });
  return <Loaded query={query}>{(described) => <Unit key={unit} unit={described} />}</Loaded>;
}

function Unit({ unit }: { unit: UnitDetail }) {
  const t = useWords(unitWords);
  const told = useTold();
  const may = useMay();
  const [search] = useSearchParams();
  const seen = unit.holders.flatMap(({ run }) => run ?? []);
  const asked = search.get('run');
  const chosen = asked ?? seen[0];
  const run = api.useQuery(
    'get',
    '/api/v1/runs/{id}',
    { params: { path: { id: chosen ?? '' } } },
    { enabled: chosen !== undefined && may('getRun') },
  );
  return (
    <Page
      title={`${unit.unit} ${told(unit.title)}`}
      help={[t('help'), t('helpIncrements'), t('helpCommands')]}
      aside={
        <Link className="button plain" to={`/units/${encodeURIComponent(unit.unit)}/device`}>
          {t('device')}
        </Link>
      }
    >
      <UnitStatus unit={unit} />
      <Panel title={t('mimic')}>
        <Mimic unit={unit} />
      </Panel>
      <RunPanel unit={unit} runs={seen} chosen={chosen} query={run} />
      {unit.containers && (
        <Panel title={told(unit.containers.title)}>
          <Containers unit={unit} containers={unit.containers} run={run.data} />
        </Panel>
      )}
    </Page>
  );
}
