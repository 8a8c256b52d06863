import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { api } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useTold, useWords } from '../../i18n/language.ts';
import { conformityWords } from '../../kit/conformity-words.ts';
import { Select, TextField } from '../../kit/field.tsx';
import { Loaded } from '../../kit/loaded.tsx';
import { Tag } from '../../kit/marks.tsx';
import { Empty, Facts, Panel } from '../../kit/page.tsx';
import { Table } from '../../kit/table.tsx';
import { matching } from './leaves.ts';
import { administrationWords } from './words.ts';

type Detail = Schemas['RulePackDetail'];
type Source = Detail['sources'][number];
type Value = Detail['values'][number];
type Row = Value & { readonly of: Source | null };

/** A rule pack in full: each value with the source it stands under. */
export function RulePack({ id }: { id: string }) {
  const pack = api.useQuery('get', '/api/v1/rule-packs/{id}', { params: { path: { id } } });
  return <Loaded query={pack}>{(detail) => <Pack pack={detail} />}</Loaded>;
}

/** What was not read in the text, or is nobody's, wants a second look. */
function ConfidenceTag({ source }: { source: Source | null }) {
  const t = useWords(administrationWords);
  const sure = useWords(conformityWords);
  if (source === null) return <span className="secondary">{t('noSource')}</span>;
  return <Tag tone={source.confidence === 'confirmed' ? 'plain' : 'attention'}>{sure(source.confidence)}</Tag>;
}

const citation = ({ standard, edition, clause }: Source) => `${standard}-${edition} ${clause}`;

const confidences = ['confirmed', 'general', 'policy'] as const;

function Pack({ pack }: { pack: Detail }) {
  const t = useWords(administrationWords);
  const sure = useWords(conformityWords);
  const told = useTold();
  const [query, setQuery] = useSearchParams();
  const wanted = query.get('find') ?? '';
  const confidence = query.get('confidence') ?? '';
  const rows = useMemo(() => {
    const sources = new Map(pack.sources.map((source) => [source.path, source]));
    return pack.values.map((value): Row => ({ ...value, of: value.source === null ? null : (sources.get(value.source) ?? null) }));
  }, [pack]);
  const found = matching(rows, wanted, ({ path, value, of }) => [path, String(value), of ? citation(of) : '']).filter(
    ({ of }) => confidence === '' || of?.confidence === confidence,
  );
  const change = (name: 'find' | 'confidence', value: string) =>
    setQuery(
      (before) => {
        if (value === '') before.delete(name);
        else before.set(name, value);
        return before;
      },
      { replace: true, preventScrollReset: true },
    );
  return (
    <>
      <Panel title={`${told(pack.name)} ${pack.id}@${pack.version}`}>
        <Facts facts={[[t('fingerprint'), <code key="hash">{pack.hash}</code>]]} />
        <h3>{t('sources', { count: pack.sources.length })}</h3>
        <Table
          caption={t('sources', { count: pack.sources.length })}
          keyOf={({ path }) => path}
          rows={pack.sources}
          columns={[
            { key: 'place', title: t('place'), cell: ({ path }) => <code className="administration-path">{path}</code> },
            { key: 'standard', title: t('standard'), cell: ({ standard, edition }) => `${standard}-${edition}` },
            { key: 'clause', title: t('clause'), cell: ({ clause }) => clause },
            { key: 'confidence', title: t('confidence'), cell: (source) => <ConfidenceTag source={source} /> },
            { key: 'note', title: t('note'), cell: ({ note }) => note ?? '' },
          ]}
        />
      </Panel>
      <Panel title={t('values', { count: found.length })}>
        <div className="administration-tools no-print">
          <TextField label={t('search')} hint={t('searchHint')} type="search" value={wanted} onChange={(value) => change('find', value)} />
          <Select
            label={t('confidence')}
            value={confidence}
            onChange={(value) => change('confidence', value)}
            options={[{ value: '', label: t('anyConfidence') }, ...confidences.map((value) => ({ value, label: sure(value) }))]}
          />
        </div>
        {found.length === 0 ? (
          <Empty>{t('nothingFound')}</Empty>
        ) : (
          <Table
            caption={t('values', { count: found.length })}
            keyOf={({ path }) => path}
            rows={found}
            columns={[
              { key: 'place', title: t('place'), cell: ({ path }) => <code className="administration-path">{path}</code> },
              { key: 'value', title: t('value'), cell: ({ value }) => <span className="administration-path">{String(value)}</span> },
              { key: 'source', title: t('standard'), cell: ({ of }) => (of ? citation(of) : '—') },
              { key: 'confidence', title: t('confidence'), cell: ({ of }) => <ConfidenceTag source={of} /> },
            ]}
          />
        )}
      </Panel>
    </>
  );
}
