import type { Schemas } from '../../api/client.ts';
import { useWords } from '../../i18n/language.ts';
import { Tag } from '../../kit/marks.tsx';
import { Empty, Panel } from '../../kit/page.tsx';
import { useSampleKind } from '../../kit/sample-kind.ts';
import { Table } from '../../kit/table.tsx';
import { workWords } from './words.ts';

type Handling = Schemas['Handling'];

/** What came of the handling so far: bottles, and whether the masses add up. */
export function HandlingOutcome({
  handling: { bottles, balance },
  nameOf,
}: {
  handling: Handling;
  nameOf: (step: string) => string;
}) {
  const t = useWords(workWords);
  const kindOf = useSampleKind();
  return (
    <>
      <Panel title={t('bottles')}>
        {bottles.length === 0 ? (
          <Empty>{t('bottlesNone')}</Empty>
        ) : (
          <Table
            caption={t('table', { what: t('bottles') })}
            rows={bottles}
            keyOf={({ kind, seal, at }) => `${kind} ${seal} ${at}`}
            columns={[
              { key: 'kind', title: t('kind'), cell: ({ kind }) => kindOf(kind) },
              { key: 'mass', title: t('netMass'), number: true, cell: ({ mass }) => mass },
              { key: 'seal', title: t('seal'), cell: ({ seal }) => seal },
            ]}
          />
        )}
      </Panel>
      {balance.length > 0 && (
        <Panel title={t('massBalance')}>
          <Table
            caption={t('table', { what: t('massBalance') })}
            rows={balance}
            keyOf={({ step }) => step}
            columns={[
              { key: 'step', title: t('steps'), cell: ({ step }) => nameOf(step) },
              { key: 'in', title: t('massIn2'), number: true, cell: ({ in_kg }) => in_kg },
              { key: 'out', title: t('massOut'), number: true, cell: ({ out_kg }) => out_kg },
              { key: 'rejected', title: t('rejected'), number: true, cell: ({ rejected_kg }) => rejected_kg },
              { key: 'loss', title: t('loss'), number: true, cell: ({ loss_pct }) => loss_pct ?? '–' },
              {
                key: 'verdict',
                title: t('verdict'),
                cell: ({ verdict }) => (
                  <Tag tone={verdict === 'alarm' ? 'bad' : verdict === 'warn' ? 'attention' : 'plain'}>
                    {t(verdict)}
                  </Tag>
                ),
              },
            ]}
          />
        </Panel>
      )}
    </>
  );
}
