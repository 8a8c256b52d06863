import { useQueries } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { useWords } from '../../i18n/language.ts';
import { Panel } from '../../kit/page.tsx';
import { lineWords } from './line-words.ts';
import { PreparationPipeline } from './preparation-pipeline.tsx';
import type { UnitDetail } from './shapes.ts';

/** All samples of a line at once. */
export default function PreparationLine({ unit, runs }: { unit: UnitDetail; runs: readonly string[] }) {
  const t = useWords(lineWords);
  const queries = useQueries({
    queries: runs.map((id) => api.queryOptions('get', '/api/v1/runs/{id}', { params: { path: { id } } })),
  });
  return (
    <Panel title={t('pipeline')}>
      <PreparationPipeline unit={unit} runs={queries.flatMap(({ data }) => data ?? [])} />
    </Panel>
  );
}
