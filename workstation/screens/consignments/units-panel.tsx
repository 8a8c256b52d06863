import type { Schemas } from '../../api/client.ts';
import { useTold, useWords } from '../../i18n/language.ts';
import { VerdictTag } from '../../kit/conformity.tsx';
import { Tag } from '../../kit/marks.tsx';
import { Panel } from '../../kit/page.tsx';
import { Table } from '../../kit/table.tsx';
import { useNameOf } from '../../session/session.ts';
import { consignmentWords } from './words.ts';

type Unit = Schemas['Consignment']['units'][number];

const stages = [
  'planned',
  'setting-up',
  'sampling',
  'sampled',
  'preparing',
  'prepared',
  'testing',
  'tested',
  'rejected',
  'elsewhere',
] as const;

/** Sampling units: how each went against its plan, what casts doubt on it, and what an officer decided. */
export function UnitsPanel({ units, kind }: Pick<Schemas['Consignment'], 'units' | 'kind'>) {
  const t = useWords(consignmentWords);
  const told = useTold();
  const isOfSeveral = units.some(({ lotNo }) => lotNo !== undefined);
  return (
    <Panel title={t('units')}>
      <Table
        caption={t('conformance')}
        rows={units}
        keyOf={({ no }) => String(no)}
        columns={[
          {
            key: 'unit',
            title: t('unit'),
            cell: (unit) => (
              <>
                {isOfSeveral && <strong>{t('lot', { no: unit.lotNo ?? 1 })} </strong>}
                {told(unit.label)} <Origin unit={unit} />
              </>
            ),
          },
          { key: 'stage', title: t('unitStage'), cell: (unit) => <Stage unit={unit} /> },
          {
            key: 'amount',
            title: t('amount'),
            number: true,
            cell: ({ quantity }) => `${quantity} ${kind === 'petroleum' ? 'm³' : 't'}`,
          },
          { key: 'sampler', title: t('sampler'), cell: ({ sampler }) => sampler ?? '—' },
          { key: 'code', title: t('code'), cell: ({ samplingCode }) => samplingCode ?? '—' },
          {
            key: 'taken',
            title: `${t('taken')} / ${t('planned')}`,
            number: true,
            cell: (unit) => <Taken unit={unit} />,
          },
          {
            key: 'validity',
            title: t('validity'),
            cell: ({ validity }) => validity && <VerdictTag verdict={validity} />,
          },
          { key: 'findings', title: t('findings'), width: '24%', cell: (unit) => <Doubts unit={unit} /> },
        ]}
      />
    </Panel>
  );
}

function Origin({ unit: { origin, replacedBy } }: { unit: Unit }) {
  const t = useWords(consignmentWords);
  return (
    <span className="secondary">
      {origin.kind !== 'planned' && t(`origin.${origin.kind}`, { no: origin.of, reason: origin.reason })}{' '}
      {replacedBy !== null && t('replacedBy', { no: replacedBy })}
    </span>
  );
}

function Stage({ unit: { stage, late } }: { unit: Unit }) {
  const t = useWords(consignmentWords);
  const known = stages.find((each) => each === stage);
  return (
    <>
      {known ? t(`stage.${known}`) : stage}{' '}
      {late && <Tag tone={late === 'breach' ? 'bad' : 'attention'}>{t(`late.${late}`)}</Tag>}
    </>
  );
}

function Taken({ unit: { conformance, incrementsPlanned } }: { unit: Unit }) {
  const t = useWords(consignmentWords);
  if (conformance === null) return `… / ${incrementsPlanned}`;
  if ('grabsTaken' in conformance) return `${conformance.grabsTaken} / ${conformance.grabsExpected}`;
  return (
    <>
      {conformance.incrementsTaken} / {conformance.incrementsPlanned}
      <div className="secondary">
        {'longestGap' in conformance
          ? t('gap', { value: conformance.longestGap })
          : conformance.achievedPrecision !== null && t('achieved', { value: conformance.achievedPrecision })}
      </div>
    </>
  );
}

function Doubts({ unit: { findings, officer } }: { unit: Unit }) {
  const t = useWords(consignmentWords);
  const nameOf = useNameOf();
  const told = useTold();
  return (
    <ul className="consignments-list">
      {findings.map((finding, no) => (
        <li key={`${finding.code} ${no}`}>{told(finding)}</li>
      ))}
      {officer && (
        <li>
          <strong>
            {nameOf(officer.by)} {t(officer.decision)}
          </strong>{' '}
          {officer.reason}
        </li>
      )}
    </ul>
  );
}
