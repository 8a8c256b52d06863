import { api } from '../../api/client.ts';
import { useWords } from '../../i18n/language.ts';
import { Loaded } from '../../kit/loaded.tsx';
import { Empty, Page, Panel } from '../../kit/page.tsx';
import { SamplePipeline } from './sample-pipeline.tsx';
import { UnitTile } from './unit-tile.tsx';
import { overviewWords } from './words.ts';
import './overview.css';

/** L1: the whole plant at a glance. */
export default function OverviewScreen() {
  const t = useWords(overviewWords);
  const units = api.useQuery('get', '/api/v1/units');
  return (
    <Page title={t('title')} help={[t('help'), t('helpPipeline')]}>
      <Panel title={t('units')}>
        <Loaded query={units}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty>{t('noUnits')}</Empty>
            ) : (
              <ul className="overview-tiles">
                {items.map((unit) => (
                  <UnitTile key={unit.unit} unit={unit} />
                ))}
              </ul>
            )
          }
        </Loaded>
      </Panel>
      {!units.isPending && <SamplePipeline />}
    </Page>
  );
}
