import { api } from '../../api/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { useTold, useWords } from '../../i18n/language.ts';
import { Loaded } from '../../kit/loaded.tsx';
import { Empty, Panel } from '../../kit/page.tsx';
import { Table } from '../../kit/table.tsx';
import { blindControlWords } from './words.ts';

/** Shares that are wanted beside what came of them, and what is left of the reference materials. */
export function Rates() {
  const t = useWords(blindControlWords);
  const told = useTold();
  const format = useFormat();
  const query = api.useQuery('get', '/api/v1/blind-control-rates');
  const actual = (count: number, assays: number): string =>
    assays === 0 ? String(count) : t('actual', { count, percent: format.number((100 * count) / assays, 1) });
  return (
    <Loaded query={query}>
      {({ groups, materials }) => (
        <>
          <Panel title={t('tabRates')}>
            {groups.length === 0 ? (
              <Empty>{t('ratesNone')}</Empty>
            ) : (
              <Table
                caption={t('ratesTable')}
                rows={groups}
                keyOf={({ id }) => id}
                columns={[
                  { key: 'group', title: t('group'), cell: ({ id }) => id },
                  { key: 'assays', title: t('assays'), number: true, cell: ({ counted }) => counted.assays },
                  {
                    key: 'wantedD',
                    title: t('wantedDuplicates'),
                    number: true,
                    cell: ({ duplicates }) => format.number(100 * Number(duplicates), 1),
                  },
                  {
                    key: 'duplicates',
                    title: t('duplicates'),
                    number: true,
                    cell: ({ counted }) => actual(counted.duplicates, counted.assays),
                  },
                  {
                    key: 'wantedR',
                    title: t('wantedReferences'),
                    number: true,
                    cell: ({ references }) => format.number(100 * Number(references), 1),
                  },
                  {
                    key: 'references',
                    title: t('references'),
                    number: true,
                    cell: ({ counted }) => actual(counted.references, counted.assays),
                  },
                  {
                    key: 'tooLight',
                    title: t('tooLight'),
                    number: true,
                    cell: ({ counted }) => counted.tooLight,
                  },
                  {
                    key: 'unsupplied',
                    title: t('unsupplied'),
                    number: true,
                    cell: ({ counted }) => counted.unsupplied,
                  },
                ]}
              />
            )}
          </Panel>
          <Panel title={t('materials')}>
            {materials.length === 0 ? (
              <Empty>{t('materialsNone')}</Empty>
            ) : (
              <Table
                caption={t('materialsTable')}
                rows={materials}
                keyOf={({ id }) => id}
                columns={[
                  { key: 'id', title: t('material'), cell: ({ id, name }) => `${id} ${told(name)}` },
                  { key: 'validUntil', title: t('validUntil'), cell: ({ validUntil }) => validUntil },
                  {
                    key: 'remaining',
                    title: t('remaining'),
                    number: true,
                    cell: ({ remaining }) => remaining,
                  },
                ]}
              />
            )}
          </Panel>
        </>
      )}
    </Loaded>
  );
}
