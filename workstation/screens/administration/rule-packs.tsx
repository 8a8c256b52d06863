import { Link, useSearchParams } from 'react-router';
import { api } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useTold, useWords } from '../../i18n/language.ts';
import { conformityWords } from '../../kit/conformity-words.ts';
import { Loaded } from '../../kit/loaded.tsx';
import { Tag } from '../../kit/marks.tsx';
import { Empty, Panel } from '../../kit/page.tsx';
import { Table } from '../../kit/table.tsx';
import { RulePack } from './rule-pack.tsx';
import { administrationWords } from './words.ts';

type Row = Schemas['RulePackList']['items'][number];

/** Rule packs that are there, and one of them in full. */
export function RulePacks() {
  const packs = api.useQuery('get', '/api/v1/rule-packs');
  const [query] = useSearchParams();
  const chosen = query.get('pack');
  return (
    <>
      <Loaded query={packs}>{(list) => <Packs list={list} chosen={chosen} />}</Loaded>
      {chosen !== null && <RulePack key={chosen} id={chosen} />}
    </>
  );
}

const nameOf = ({ id, version }: Row) => `${id}@${version}`;

function Packs({ list: { items, failed }, chosen }: { list: Schemas['RulePackList']; chosen: string | null }) {
  const t = useWords(administrationWords);
  const told = useTold();
  return (
    <Panel title={t('packs')}>
      {items.length === 0 ? (
        <Empty>{t('noPacks')}</Empty>
      ) : (
        <Table
          caption={t('packs')}
          keyOf={nameOf}
          rows={items}
          columns={[
            {
              key: 'pack',
              title: t('pack'),
              cell: (row) => (
                <>
                  <Link
                    to={{ search: `?tab=rules&pack=${encodeURIComponent(nameOf(row))}` }}
                    preventScrollReset
                    aria-current={nameOf(row) === chosen ? 'true' : undefined}
                  >
                    {told(row.name)}
                  </Link>
                  <div className="secondary">
                    <code>{nameOf(row)}</code>
                  </div>
                </>
              ),
            },
            { key: 'kind', title: t('commodity'), cell: ({ kind }) => <Kind kind={kind} /> },
            {
              key: 'valid',
              title: t('valid'),
              whole: true,
              cell: ({ validFrom, validTo }) =>
                validTo === null ? t('validFrom', { from: validFrom }) : t('validBetween', { from: validFrom, to: validTo }),
            },
            { key: 'extends', title: t('extendsPack'), cell: (row) => row.extends ?? '—' },
            { key: 'use', title: t('state'), whole: true, cell: ({ inUse }) => t(inUse ? 'inUse' : 'notInUse') },
            { key: 'rules', title: t('counts'), width: '26%', cell: ({ rules }) => <Rules counts={rules} /> },
          ]}
        />
      )}
      {chosen === null && items.length > 0 && <p className="secondary">{t('choosePack')}</p>}
      {failed.length > 0 && (
        <>
          <h3>{t('failedPacks')}</h3>
          <Table
            caption={t('failedPacks')}
            keyOf={({ name }) => name}
            rows={failed}
            columns={[
              { key: 'pack', title: t('pack'), cell: ({ name }) => <code>{name}</code> },
              {
                key: 'why',
                title: t('why'),
                cell: ({ code, message }) => (
                  <>
                    <Tag tone="bad">{code}</Tag> {message}
                  </>
                ),
              },
              { key: 'remedy', title: t('remedy'), cell: ({ remedy }) => remedy },
            ]}
          />
        </>
      )}
    </Panel>
  );
}

const kinds = ['coal', 'grain', 'petroleum', 'laboratory'] as const;

/** A kind this page does not know is told as the server names it. */
function Kind({ kind }: Pick<Row, 'kind'>) {
  const t = useWords(administrationWords);
  const known = kinds.find((each) => each === kind);
  return known ? t(known) : kind;
}

const confidences = ['confirmed', 'general', 'policy'] as const;

/** How many rules there are of each confidence, one below the other: their names are long. */
function Rules({ counts }: { counts: Row['rules'] }) {
  const sure = useWords(conformityWords);
  return (
    <dl className="administration-counts">
      {confidences.map((each) => (
        <div key={each}>
          <dt className="secondary">{sure(each)}</dt>
          <dd>{counts[each]}</dd>
        </div>
      ))}
    </dl>
  );
}
