import { api } from '../../api/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/language.ts';
import { Loaded } from '../../kit/loaded.tsx';
import { Panel } from '../../kit/page.tsx';
import { useServerTime } from '../../live/use-live.ts';
import { useMay, useSession } from '../../session/session.ts';
import { byStage, samplesOfRuns, samplesOfUnits, stagesSeenBy } from './sample-stages.ts';
import type { SamplesInStage } from './sample-stages.ts';
import { overviewWords } from './words.ts';

/** Samples under way by stage. Who knows the cargoes sees the whole way, who works blind the runs of the own stage. */
export function SamplePipeline() {
  const t = useWords(overviewWords);
  const knowsCargo = useMay()('listConsignments');
  return <Panel title={t('pipeline')}>{knowsCargo ? <OfConsignments /> : <OfRuns />}</Panel>;
}

function OfConsignments() {
  const consignments = api.useQuery('get', '/api/v1/consignments', { params: { query: { underWay: 'true', limit: 200 } } });
  return (
    <Loaded query={consignments}>
      {({ items }) => <Stages stages={byStage(samplesOfUnits(items.flatMap(({ units }) => units)))} />}
    </Loaded>
  );
}

function OfRuns() {
  const runs = api.useQuery('get', '/api/v1/runs');
  const { roles } = useSession();
  return (
    <Loaded query={runs}>
      {({ items }) => <Stages stages={byStage(samplesOfRuns(items), stagesSeenBy(roles))} />}
    </Loaded>
  );
}

function Stages({ stages }: { stages: readonly SamplesInStage[] }) {
  const t = useWords(overviewWords);
  const format = useFormat();
  const now = useServerTime();
  return (
    <ol className="overview-stages">
      {stages.map(({ stage, count, oldest, late }) => (
        <li key={stage} className={count === 0 ? 'none' : undefined}>
          <span>{t(`stage.${stage}`)}</span>
          <strong>{count}</strong>
          <span className="secondary">
            {oldest !== null && t('since', { span: format.span((now - Date.parse(oldest)) / 1000) })}
          </span>
          {late > 0 && (
            <span className="overview-late">
              ▲ {t('late')} {late}
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}
