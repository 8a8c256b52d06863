import { api } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/language.ts';
import { Loaded } from '../../kit/loaded.tsx';
import { Panel } from '../../kit/page.tsx';
import { useServerTime } from '../../live/use-live.ts';
import { overviewWords } from './words.ts';

/** Samples under way by stage. Who knows the cargoes is told of the whole way, who works blind of the own stage. */
export function SamplePipeline() {
  const t = useWords(overviewWords);
  const pipeline = api.useQuery('get', '/api/v1/sample-pipeline');
  return (
    <Panel title={t('pipeline')}>
      <Loaded query={pipeline}>{({ stages }) => <Stages stages={stages} />}</Loaded>
    </Panel>
  );
}

function Stages({ stages }: { stages: Schemas['SamplePipeline']['stages'] }) {
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
