import { Link, useSearchParams } from 'react-router';
import { api } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/language.ts';
import { Loaded } from '../../kit/loaded.tsx';
import { Panel } from '../../kit/page.tsx';
import { useSampleKind } from '../../kit/sample-kind.ts';
import { Table } from '../../kit/table.tsx';
import { LineageDrawing } from './lineage-drawing.tsx';
import { Timeline } from './timeline.tsx';
import { samplesWords } from './words.ts';
import './samples.css';

type Journey = Schemas['ConsignmentJourney'];

/** The whole way of a consignment's samples: which vessel came of which, and all that happened. Only for those who may decode. */
export function WholeJourney({ consignment }: { consignment: string }) {
  const query = api.useQuery('get', '/api/v1/consignments/{id}/journey', {
    params: { path: { id: consignment } },
  });
  return <Loaded query={query}>{(journey) => <Drawn journey={journey} />}</Loaded>;
}

function Drawn({ journey }: { journey: Journey }) {
  const t = useWords(samplesWords);
  const [search] = useSearchParams();
  const vessel = search.get('vessel');
  const hrefOf = (code: string): string => {
    const next = new URLSearchParams(search);
    if (code === vessel) next.delete('vessel');
    else next.set('vessel', code);
    return `?${next.toString()}`;
  };
  // An event belongs to a vessel when its process works under the vessel's code, or tells of it.
  const events = journey.events.filter(
    ({ process, details }) =>
      vessel === null || process.endsWith(`/${vessel}`) || Object.values(details).includes(vessel),
  );
  return (
    <>
      <Panel title={t('lineage')}>
        <LineageDrawing journey={journey} chosen={vessel} hrefOf={hrefOf} />
        <Vessels journey={journey} />
      </Panel>
      <Panel
        title={vessel === null ? t('wholeTimeline') : t('ofVessel', { code: vessel })}
        aside={vessel !== null && <Link to={hrefOf(vessel)}>{t('wholeTimeline')}</Link>}
      >
        <Timeline
          key={vessel}
          caption={t('timeline')}
          events={events}
          by={({ by }) => by.name ?? by.id}
          extra={[{ key: 'position', title: t('position0'), number: true, cell: ({ position }) => position }]}
        />
      </Panel>
    </>
  );
}

function Vessels({ journey: { nodes, edges } }: { journey: Journey }) {
  const t = useWords(samplesWords);
  const format = useFormat();
  const kindOf = useSampleKind();
  return (
    <Table
      caption={t('vessels')}
      rows={nodes}
      keyOf={({ code }) => code}
      columns={[
        { key: 'kind', title: t('kind'), cell: ({ kind }) => kindOf(kind) },
        { key: 'code', title: t('code'), cell: ({ code }) => <Link to={`/samples/${code}`}>{code}</Link> },
        {
          key: 'from',
          title: t('from'),
          cell: ({ code }) =>
            edges.filter(({ to }) => to === code).map(({ from }) => <div key={from}>{from}</div>),
        },
        { key: 'mass', title: t('mass'), number: true, cell: ({ mass }) => mass },
        {
          key: 'seal',
          title: t('seal'),
          cell: ({ seal, containers }) => (
            <>
              {seal ?? (containers.length === 0 ? t('noSeal') : null)}
              {containers.map((one) => (
                <div key={one.position}>
                  {t('position', { position: one.position })} {one.seal} {one.mass} kg
                </div>
              ))}
            </>
          ),
        },
        { key: 'place', title: t('place'), cell: ({ place }) => place },
        { key: 'holder', title: t('holder'), cell: ({ holder }) => holder ?? '–' },
        { key: 'at', title: t('since'), cell: ({ at }) => format.instant(at) },
      ]}
    />
  );
}
