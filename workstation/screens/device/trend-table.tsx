import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/language.ts';
import type { PlantTag } from '../../kit/plant-tag.ts';
import { Table } from '../../kit/table.tsx';
import type { Column } from '../../kit/table.tsx';
import { useTagText } from '../../kit/use-tag-text.ts';
import type { Bucket } from './trend-data.ts';
import { deviceWords } from './words.ts';

/** What a curve shows, as numbers; what has no row was not seen. */
export function TrendTable({
  caption,
  buckets,
  tag,
}: {
  caption: string;
  buckets: readonly Bucket[];
  tag: PlantTag;
}) {
  const t = useWords(deviceWords);
  const format = useFormat();
  const text = useTagText();
  const shown = tag.kind === 'flag' ? { ...tag, decimals: 2 } : tag;
  const columns: readonly Column<Bucket>[] = [
    { key: 'from', title: t('from'), cell: ({ from }) => format.instant(from) },
    ...(['min', 'mean', 'max', 'last'] as const).map((key) => ({
      key,
      title: t(key),
      number: true,
      cell: (bucket: Bucket) => text(shown, bucket[key]),
    })),
    {
      key: 'quality',
      title: t('quality'),
      cell: ({ quality }) =>
        quality === 'good' || quality === 'uncertain' || quality === 'bad'
          ? t(`quality.${quality}`)
          : quality,
    },
  ];
  return <Table caption={caption} columns={columns} rows={buckets} keyOf={({ from }) => from} />;
}
