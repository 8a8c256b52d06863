import { Link } from 'react-router';
import { api } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useWords } from '../../i18n/language.ts';
import { Loaded } from '../../kit/loaded.tsx';
import { Tag } from '../../kit/marks.tsx';
import { Empty, Panel } from '../../kit/page.tsx';
import { Table } from '../../kit/table.tsx';
import { administrationWords } from './words.ts';

/** Units of plant as they are connected. */
export function Units() {
  const t = useWords(administrationWords);
  const units = api.useQuery('get', '/api/v1/units');
  return (
    <Panel title={t('units')}>
      <Loaded query={units}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty>{t('noUnits')}</Empty>
          ) : (
            <Table
              caption={t('units')}
              keyOf={({ unit }) => unit}
              rows={items}
              columns={[
                { key: 'unit', title: t('unit'), cell: ({ unit }) => <Link to={`/units/${unit}`}>{unit}</Link> },
                { key: 'state', title: t('state'), cell: (unit) => <Liveness unit={unit} /> },
                { key: 'mode', title: t('mode'), cell: ({ shadow }) => t(shadow ? 'shadow' : 'commands') },
                { key: 'works', title: t('works'), number: true, cell: ({ holders }) => holders.length },
                { key: 'waits', title: t('waits'), number: true, cell: ({ waiting }) => waiting.length },
                {
                  key: 'publishing',
                  title: t('publishing'),
                  number: true,
                  cell: ({ subscription }) =>
                    subscription ? `${subscription.requested.publishingMs} / ${subscription.revised.publishingMs} ms` : '—',
                },
              ]}
            />
          )
        }
      </Loaded>
    </Panel>
  );
}

const reasons = ['never-connected', 'link-lost', 'heartbeat-lost', 'subscription-silent'] as const;

function Liveness({ unit }: { unit: Schemas['Unit'] }) {
  const t = useWords(administrationWords);
  if (unit.live) return t('live');
  const reason = reasons.find((each) => each === unit.reason) ?? 'unknown';
  return <Tag tone="stale">{t('notLive', { reason: t(`reason.${reason}`) })}</Tag>;
}
