import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/language.ts';
import { Table } from '../../kit/table.tsx';
import type { Column } from '../../kit/table.tsx';
import type { Increment } from './shapes.ts';
import { unitWords } from './words.ts';

/** The map of increments for those who read or hear it. */
export default function IncrementTable({ increments }: { increments: readonly Increment[] }) {
  const t = useWords(unitWords);
  const format = useFormat();
  const columns: readonly Column<Increment>[] = [
    { key: 'place', title: t('increments'), number: true, cell: ({ place }) => place },
    { key: 'state', title: t('state'), cell: ({ state }) => t(`increment.${state}`) },
    { key: 'number', title: t('number'), number: true, cell: ({ number }) => number ?? '—' },
    { key: 'at', title: t('at'), cell: ({ at }) => format.time(at) },
    {
      key: 'mass',
      title: t('mass'),
      number: true,
      cell: ({ mass, unit }) => (mass === null ? '—' : `${mass} ${unit}`),
    },
    { key: 'kept', title: t('kept'), number: true, cell: ({ kept }) => (kept === null ? '—' : `${kept} kg`) },
    {
      key: 'deviation',
      title: t('deviation'),
      number: true,
      cell: ({ deviationPercent }) => (deviationPercent === null ? '—' : `${deviationPercent} %`),
    },
    { key: 'container', title: t('container'), number: true, cell: ({ container }) => container ?? '—' },
    { key: 'remark', title: t('remark'), cell: ({ remark }) => remark ?? '' },
  ];
  return (
    <Table
      caption={`${t('increments')}: ${t('asTable')}`}
      columns={columns}
      rows={increments}
      keyOf={({ place }) => String(place)}
    />
  );
}
