import type { Schemas } from '../../api/client.ts';
import { useTold, useWords } from '../../i18n/language.ts';
import { conformityWords } from '../../kit/conformity-words.ts';
import { Sources } from '../../kit/conformity.tsx';
import { Facts, Panel } from '../../kit/page.tsx';
import { Table } from '../../kit/table.tsx';
import { consignmentWords } from './words.ts';

type Plan = Schemas['Consignment']['plan'];
type Coal = Schemas['CoalSamplingPlan'];
type Grain = Schemas['GrainSamplingPlan'];
type Petroleum = Schemas['PetroleumSamplingPlan'];

/** The plan with every number, and where each comes from with how sure that is. */
export function PlanPanel({ plan }: { plan: Plan }) {
  const t = useWords(consignmentWords);
  const c = useWords(conformityWords);
  return (
    <Panel title={t('plan')}>
      {'incrementsPerUnit' in plan ? (
        <CoalPlan plan={plan} />
      ) : 'scheme' in plan ? (
        <GrainPlan plan={plan} />
      ) : (
        <PetroleumPlan plan={plan} />
      )}
      <h3>{t('sources')}</h3>
      <Sources sources={plan.sources} caption={t('sources')} />
      <p className="secondary">
        {c('rulePack')} {plan.pack.id}@{plan.pack.version}
      </p>
    </Panel>
  );
}

function CoalPlan({ plan }: { plan: Coal }) {
  const t = useWords(consignmentWords);
  return (
    <Facts
      facts={[
        [t('plan.basis'), t(plan.basis === 'time' ? 'time' : 'massBasis')],
        [t('plan.method'), t(plan.method ?? 'systematic')],
        [t('plan.precision'), plan.precision],
        [t('plan.achievedPrecision'), plan.achievedPrecision],
        [t('plan.incrementVariance'), plan.incrementVariance],
        [t('plan.preparationVariance'), plan.preparationVariance],
        [t('plan.units'), plan.units],
        [t('plan.incrementsPerUnit'), plan.incrementsPerUnit],
        [t('plan.unitMass'), plan.unitMass],
        [t('plan.interval'), `${plan.interval} ${plan.intervalUnit}`],
        [t('plan.minimumGrossMass'), plan.minimumGrossMass],
        [t('plan.minimumMoistureMass'), plan.minimumMoistureMass],
        [t('plan.minimumIncrementMass'), plan.minimumIncrementMass],
        [t('plan.topSizeRow'), plan.topSizeRow],
      ]}
    />
  );
}

function GrainPlan({ plan }: { plan: Grain }) {
  const t = useWords(consignmentWords);
  return (
    <>
      <Facts
        facts={[
          [t('plan.scheme'), plan.scheme],
          [t('plan.purpose'), plan.purpose],
          [t('plan.basis'), t(plan.basis === 'time' ? 'time' : 'massBasis')],
          [t('plan.keptShare'), plan.keptShare_pct],
          [t('plan.bulkLeast'), plan.bulkLeast_kg],
        ]}
      />
      <Table
        caption={t('planHelp')}
        rows={plan.units}
        keyOf={({ no }) => String(no)}
        columns={[
          { key: 'no', title: t('unit'), cell: ({ no }) => no },
          {
            key: 'hold',
            title: t('hold_'),
            cell: ({ hold, sublot, sublots }) => `${hold} (${sublot}/${sublots})`,
          },
          { key: 'mass', title: t('amount'), number: true, cell: ({ mass_t }) => `${mass_t} t` },
          { key: 'planned', title: t('planned'), number: true, cell: ({ increments }) => increments },
          {
            key: 'every',
            title: t('every'),
            number: true,
            cell: ({ interval_t, interval_s }) =>
              interval_s === undefined ? `${interval_t} t` : `${interval_s} s`,
          },
          { key: 'gap', title: t('largestGap'), number: true, cell: ({ gapAbove_t }) => gapAbove_t },
        ]}
      />
    </>
  );
}

function PetroleumPlan({ plan }: { plan: Petroleum }) {
  const t = useWords(consignmentWords);
  const told = useTold();
  return (
    <>
      <Facts facts={[[t('plan.leastSample'), plan.leastSample_mL]]} />
      <Table
        caption={t('planHelp')}
        rows={plan.units}
        keyOf={({ no }) => String(no)}
        columns={[
          { key: 'parcel', title: t('unit'), cell: ({ parcel }) => parcel },
          { key: 'volume', title: t('amount'), number: true, cell: ({ volume_m3 }) => `${volume_m3} m³` },
          { key: 'every', title: t('every'), number: true, cell: ({ interval_m3 }) => `${interval_m3} m³` },
          { key: 'grabs', title: t('grabs'), number: true, cell: ({ expectedGrabs }) => expectedGrabs },
          { key: 'most', title: t('mostSample'), number: true, cell: ({ mostSample_mL }) => mostSample_mL },
          {
            key: 'margin',
            title: t('marginOfError'),
            number: true,
            cell: ({ marginOfError }) => marginOfError,
          },
          { key: 'findings', title: t('findings'), cell: ({ findings }) => findings.map(told).join(' ') },
        ]}
      />
    </>
  );
}
