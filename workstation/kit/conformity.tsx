import type { ReactNode } from 'react';
import type { Schemas } from '../api/client.ts';
import { useTold, useWords } from '../i18n/language.ts';
import { conformityWords } from './conformity-words.ts';
import { isOnValue } from './limit-of.ts';
import { Tag } from './marks.tsx';
import { Facts } from './page.tsx';
import { Table } from './table.tsx';
import './conformity.css';

type Statement = Schemas['ConformityStatement'];
type ItemVerdict = Statement['items'][number];
type Verdict = Statement['overall'];
type Validity = NonNullable<Schemas['Consignment']['units'][number]['validity']>;
type Advice = Statement['advice'][number];
type LotValue = Schemas['LotValue'];
type Source = Schemas['RuleSource'];

const bad: readonly string[] = ['FAIL', 'INVALID', 'INVALID_SAMPLE'];
const notable: readonly string[] = ['NO_LIMIT', 'NOT_TESTED', 'BORDERLINE', 'SUSPECT'];

/** A verdict on a value or on a sample; the colour only for what is not as it should be. */
export function VerdictTag({ verdict }: { verdict: Verdict | Validity }) {
  const t = useWords(conformityWords);
  return (
    <Tag tone={bad.includes(verdict) ? 'bad' : notable.includes(verdict) ? 'attention' : 'plain'}>
      {t(verdict)}
    </Tag>
  );
}

export function AdviceTag({ advice }: { advice: Advice['advice'] }) {
  const t = useWords(conformityWords);
  const tone =
    advice === 'RELEASE' ? 'plain' : advice === 'RETURN' || advice === 'DESTROY' ? 'bad' : 'attention';
  return <Tag tone={tone}>{t(advice)}</Tag>;
}

/** Where a number comes from, and how sure that is. A citation names the clause itself. */
export function SourceNote({
  source,
}: {
  source: Pick<Source, 'standard' | 'edition' | 'clause' | 'confidence'> & Partial<Source>;
}) {
  const t = useWords(conformityWords);
  const told = useTold();
  return (
    <span className="source-note">
      {source.citation ? told(source.citation) : `${source.standard}-${source.edition} ${source.clause}`}{' '}
      <span className="secondary">
        〔{t(source.confidence)}
        {source.overrides && source.overrides.length > 0 && ` · ${t('overridden')}`}〕
      </span>
    </span>
  );
}

/** Every source of a plan with what it says of itself. */
export function Sources({ sources, caption }: { sources: readonly Source[]; caption: string }) {
  const t = useWords(conformityWords);
  return (
    <Table
      caption={caption}
      keyOf={({ standard, clause }) => `${standard} ${clause}`}
      rows={sources}
      columns={[
        { key: 'standard', title: t('standard'), cell: ({ standard, edition }) => `${standard}-${edition}` },
        { key: 'clause', title: t('clause'), cell: ({ clause }) => clause },
        {
          key: 'confidence',
          title: t('confidence'),
          cell: ({ confidence, overrides }) => (
            <>
              {t(confidence)}
              {overrides && overrides.length > 0 && ` · ${t('overridden')}`}
            </>
          ),
        },
        { key: 'note', title: t('note'), cell: ({ note }) => note ?? '' },
      ]}
    />
  );
}

interface ResultRow {
  readonly key: string;
  readonly name: string;
  /** Of a cargo of several lots. */
  readonly lot: number | undefined;
  readonly basis: LotValue['basis'];
  readonly reported: string;
  readonly unit: string;
  readonly method: string;
  readonly judged: ItemVerdict | null;
}

/** Values beside their limits; a value may have several limits, or none, and a limit may have no value. */
function useRows(results: readonly LotValue[], statement: Statement | null): readonly ResultRow[] {
  const told = useTold();
  const verdicts = statement?.items ?? [];
  const same = (value: LotValue) => (each: ItemVerdict) => isOnValue(each, value, results);
  const row = (value: LotValue, judged: ItemVerdict | null, no: number): ResultRow => ({
    key: `${value.lot ?? ''} ${value.item} ${value.basis} ${no}`,
    name: told(value.name),
    lot: value.lot,
    basis: value.basis,
    reported: value.reported,
    unit: value.unit,
    method: value.method,
    judged,
  });
  const tested = results.flatMap((value) => {
    const judged = verdicts.filter(same(value));
    return judged.length === 0 ? [row(value, null, 0)] : judged.map((each, no) => row(value, each, no));
  });
  const untested = verdicts
    .filter((each) => !results.some((value) => same(value)(each)))
    .map((each, no): ResultRow => ({
      key: `untested ${no} ${each.limit.item}`,
      name: told(each.limit.name),
      lot: each.lot,
      basis: each.limit.basis,
      reported: '',
      unit: each.limit.unit,
      method: '',
      judged: each,
    }));
  return [...tested, ...untested].sort((a, b) => (a.lot ?? 0) - (b.lot ?? 0));
}

const signs = { '<=': '≤', '<': '<', '>=': '≥', '>': '>' } as const;

/** What was found, with the limit, the rule of decision and the verdict of each value. */
export function Results({
  results,
  statement,
}: {
  results: readonly LotValue[];
  statement: Statement | null;
}) {
  const t = useWords(conformityWords);
  const told = useTold();
  const rows = useRows(results, statement);
  return (
    <>
      {statement && (
        <>
          <p>
            <VerdictTag verdict={statement.overall} /> {told(statement.conclusion)}
          </p>
          <p>
            <span className="secondary">{t('decisionRule')}</span> {told(statement.decisionRule)}
          </p>
          {statement.lots && <Lots lots={statement.lots} />}
          {statement.findings.length > 0 && (
            <ul className="conformity-findings">
              {statement.findings.map((finding) => (
                <li
                  key={`${finding.code} ${finding.lot ?? ''} ${finding.unitNo ?? ''} ${finding.item ?? ''}`}
                >
                  {told(finding)}
                </li>
              ))}
            </ul>
          )}
        </>
      )}
      <Table
        caption={t('item')}
        keyOf={({ key }) => key}
        rows={rows}
        columns={[
          {
            key: 'item',
            title: t('item'),
            width: '34%',
            cell: ({ name, lot, basis, method }) => (
              <>
                {lot !== undefined && <strong>{t('lot', { no: lot })} </strong>}
                {name}
                {basis && t('onBasis', { basis: t(basis) })}
                {method && <div className="secondary small">{method}</div>}
              </>
            ),
          },
          {
            key: 'reported',
            title: t('reported'),
            number: true,
            cell: ({ reported, unit }) =>
              reported && <span className="conformity-number">{`${reported} ${unit}`}</span>,
          },
          ...(statement
            ? [
                {
                  key: 'limit',
                  title: t('limit'),
                  number: true,
                  cell: ({ judged }: ResultRow) =>
                    judged && <span className="conformity-number">{limitOf(judged)}</span>,
                },
                {
                  key: 'verdict',
                  title: t('verdict'),
                  cell: ({ judged }: ResultRow) => judged && <Judged {...judged} />,
                },
              ]
            : []),
        ]}
      />
    </>
  );
}

/** Grain of another grade is a lot of its own, with a verdict of its own; what is advised on the whole follows the worst. */
function Lots({ lots }: { lots: NonNullable<Statement['lots']> }) {
  const t = useWords(conformityWords);
  const told = useTold();
  return (
    <ul className="conformity-findings">
      {lots.map(({ no, name, quantity, units, overall }) => (
        <li key={no}>
          <strong>{told(name)}</strong> <VerdictTag verdict={overall} />{' '}
          <span className="secondary">{t('lotUnits', { quantity, units: units.join(' · ') })}</span>
        </li>
      ))}
    </ul>
  );
}

function Judged({ verdict, conditional, condition, limit, decisionRule }: ItemVerdict) {
  const t = useWords(conformityWords);
  const told = useTold();
  return (
    <>
      <VerdictTag verdict={verdict} />
      <div className="small">
        {conditional && `${t('conditional')}${condition ? ` · ${told(condition)}` : ''} · `}
        <SourceNote source={limit.source} /> · {t(decisionRule)}
      </div>
    </>
  );
}

const limitOf = ({ limit }: ItemVerdict): string => `${signs[limit.comparison]} ${limit.limit} ${limit.unit}`;

const stillOpen = [
  'planned',
  'working',
  'decoding',
  'assessed',
  'certifying',
  'certificate',
  'stopUnloading',
] as const;

/** What the laboratory advises at each gate, and on what it rests. */
export function Gates({
  advice,
  beside,
}: {
  advice: readonly Advice[];
  beside?: (gate: Advice['gate']) => ReactNode;
}) {
  const t = useWords(conformityWords);
  const told = useTold();
  // Items and findings keep their codes; how far an inspection has come and what is missing has words.
  const named = (what: string): string => {
    const known = stillOpen.find((each) => each === what);
    return known ? t(`open.${known}`) : what;
  };
  return (
    <div className="conformity-gates">
      {advice.map(({ gate, advice: said, basis, source, outstanding, allowed }) => (
        <section key={gate} className="conformity-gate" aria-label={t(gate)}>
          <h3>{t(gate)}</h3>
          <p>
            {t('advice')} <AdviceTag advice={said} />
          </p>
          <Facts
            facts={[
              [t('adviceBasis'), told(basis)],
              [t('source'), source ? <SourceNote source={source} /> : t('noSource')],
              [
                t('stillOpen'),
                outstanding.length === 0 ? t('nothingOpen') : outstanding.map(named).join('；'),
              ],
              [
                t('allowed'),
                allowed.length === 0 ? t('nothingOpen') : allowed.map((each) => t(each)).join('、'),
              ],
            ]}
          />
          {beside?.(gate)}
        </section>
      ))}
    </div>
  );
}
