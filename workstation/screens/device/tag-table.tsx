import { useFormat } from '../../i18n/format.ts';
import { useTold, useWords } from '../../i18n/language.ts';
import { Age, LiveValue } from '../../kit/live-value.tsx';
import type { PlantTag } from '../../kit/plant-tag.ts';
import { Table } from '../../kit/table.tsx';
import type { Column } from '../../kit/table.tsx';
import { useTagText } from '../../kit/use-tag-text.ts';
import { useTag } from '../../live/use-tag.ts';
import { mostCurves, useChosenTags } from './chosen-tags.ts';
import { deviceWords } from './words.ts';

/** Every tag of a functional unit with its quality, source time and age. */
export function TagTable({ unit, tags }: { unit: string; tags: readonly PlantTag[] }) {
  const t = useWords(deviceWords);
  const told = useTold();
  const text = useTagText();
  const { chosen, choose } = useChosenTags(tags);
  const columns: readonly Column<PlantTag>[] = [
    { key: 'title', title: t('tag'), cell: ({ title }) => told(title) },
    {
      key: 'value',
      title: t('value'),
      number: true,
      cell: (tag) =>
        tag.direction === 'read' ? (
          <LiveValue unit={unit} tag={tag} />
        ) : (
          <span className="secondary">{t('setting')}</span>
        ),
    },
    {
      key: 'normal',
      title: t('normal'),
      cell: (tag) =>
        tag.normal ? `${text({ ...tag, unit: null }, tag.normal.low)}–${text(tag, tag.normal.high)}` : '',
    },
    {
      key: 'quality',
      title: t('quality'),
      cell: (tag) => (tag.direction === 'read' ? <Quality unit={unit} tag={tag.name} /> : ''),
    },
    {
      key: 'time',
      title: t('sourceTime'),
      cell: (tag) => (tag.direction === 'read' ? <SourceTime unit={unit} tag={tag.name} /> : ''),
    },
    {
      key: 'age',
      title: t('age'),
      cell: (tag) => (tag.direction === 'read' ? <TagAge unit={unit} tag={tag.name} /> : ''),
    },
    {
      key: 'trend',
      title: t('trend'),
      cell: ({ name, title, trend }) =>
        trend ? (
          <input
            type="checkbox"
            className="device-check"
            aria-label={t('showTrend', { tag: told(title) })}
            checked={chosen.includes(name)}
            disabled={!chosen.includes(name) && chosen.length >= mostCurves}
            onChange={({ target }) =>
              choose(target.checked ? [...chosen, name] : chosen.filter((each) => each !== name))
            }
          />
        ) : (
          ''
        ),
    },
    { key: 'name', title: t('name'), cell: ({ name }) => <code>{name}</code> },
  ];
  return <Table caption={t('tag')} columns={columns} rows={tags} keyOf={({ name }) => name} />;
}

function Quality({ unit, tag }: { unit: string; tag: string }) {
  const t = useWords(deviceWords);
  const { quality } = useTag(unit, tag);
  if (quality === null) return '—';
  return quality === 'good' ? t('quality.good') : <strong>▲ {t(`quality.${quality}`)}</strong>;
}

function SourceTime({ unit, tag }: { unit: string; tag: string }) {
  const format = useFormat();
  const { sourceTime } = useTag(unit, tag);
  return sourceTime === null ? '—' : format.time(sourceTime);
}

function TagAge({ unit, tag }: { unit: string; tag: string }) {
  const { sourceTime } = useTag(unit, tag);
  return sourceTime === null ? '—' : <Age since={sourceTime} />;
}
