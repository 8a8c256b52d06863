import type { Schemas } from '../../api/client.ts';
import { useTold, useWords } from '../../i18n/language.ts';
import { conformityWords } from '../../kit/conformity-words.ts';
import { Gates, Results, VerdictTag } from '../../kit/conformity.tsx';
import { Facts, Panel } from '../../kit/page.tsx';
import { Table } from '../../kit/table.tsx';
import { certificateWords } from './words.ts';

type CertificateDraft = Schemas['CertificateDraft'];
type Sampling = NonNullable<CertificateDraft['sampling']>;

/** What the certificate rests on: results and verdicts, advice, sampling against its plan, deviations, what traces it. */
export function Evidence({ draft }: { draft: CertificateDraft }) {
  const t = useWords(certificateWords);
  const c = useWords(conformityWords);
  const { results, conformity, sampling, observations, deviations } = draft;
  return (
    <>
      {(results.length > 0 || conformity) && (
        <Panel title={c('results')}>
          <Results results={results} statement={conformity} />
        </Panel>
      )}
      {observations.length > 0 && <Observations observations={observations} />}
      {sampling && <SamplingDone sampling={sampling} />}
      <Panel title={t('deviations')}>
        <Deviations deviations={deviations} />
      </Panel>
      {conformity && conformity.advice.length > 0 && (
        <Panel title={t('advice')}>
          <Gates advice={conformity.advice} />
        </Panel>
      )}
      <Panel title={t('traces')}>
        <Facts
          facts={[
            [t('packs'), draft.packs.map(({ id, version }) => `${id}@${version}`).join('、') || '—'],
            [
              t('lineage'),
              <span key="lineage" className="cert-digest">
                {draft.lineageDigest ?? '—'}
              </span>,
            ],
            [t('assayCodes'), draft.assayCodes.join('、') || '—'],
          ]}
        />
      </Panel>
    </>
  );
}

function Deviations({ deviations }: Pick<CertificateDraft, 'deviations'>) {
  const t = useWords(certificateWords);
  const told = useTold();
  if (deviations.length === 0) return <p>{t('noDeviations')}</p>;
  return (
    <ul className="cert-list">
      {deviations.map((deviation, no) => (
        <li key={`${deviation.code} ${no}`}>
          {told(deviation)}
          {deviation.acceptedBy !== undefined && (
            <div className="secondary">
              {t('acceptedBy', { name: deviation.acceptedBy, reason: deviation.reason ?? '' })}
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}

function Observations({ observations }: Pick<CertificateDraft, 'observations'>) {
  const t = useWords(certificateWords);
  const c = useWords(conformityWords);
  const told = useTold();
  return (
    <Panel title={t('observations')}>
      <Table
        caption={t('finding')}
        rows={observations}
        keyOf={({ item }) => item}
        columns={[
          { key: 'item', title: c('item'), cell: ({ name }) => told(name) },
          { key: 'finding', title: t('finding'), cell: ({ finding }) => told(finding) },
          { key: 'units', title: t('units'), cell: ({ units }) => units.join('、') },
          { key: 'method', title: c('method'), cell: ({ method }) => method },
        ]}
      />
    </Panel>
  );
}

function SamplingDone({ sampling }: { sampling: Sampling }) {
  const t = useWords(certificateWords);
  const c = useWords(conformityWords);
  const told = useTold();
  return (
    <Panel title={t('sampling')}>
      <Facts
        facts={[
          [t('samplingStandard'), sampling.standard],
          [t('preparationStandard'), sampling.preparationStandard],
          [t('samplingMethod'), told(sampling.method)],
          [t('precision'), sampling.requiredPrecision ?? '—'],
        ]}
      />
      <Table
        caption={t('units')}
        rows={sampling.units}
        keyOf={({ no }) => String(no)}
        columns={[
          {
            key: 'unit',
            title: t('unit'),
            cell: ({ label, lot }) => (lot === undefined ? told(label) : `${told(label)} · ${c('lot', { no: lot })}`),
          },
          {
            key: 'amount',
            title: t('amount'),
            number: true,
            cell: ({ quantity }) => `${quantity} ${sampling.quantityUnit}`,
          },
          {
            key: 'planned',
            title: t('planned'),
            number: true,
            cell: ({ incrementsPlanned }) => incrementsPlanned,
          },
          { key: 'taken', title: t('taken'), number: true, cell: ({ incrementsTaken }) => incrementsTaken },
          { key: 'mass', title: t('sampleMass'), number: true, cell: ({ sampleMass }) => sampleMass },
          {
            key: 'achieved',
            title: t('achieved'),
            number: true,
            cell: ({ achievedPrecision }) => achievedPrecision ?? '—',
          },
          {
            key: 'validity',
            title: t('validity'),
            cell: ({ validity }) => <VerdictTag verdict={validity} />,
          },
        ]}
      />
    </Panel>
  );
}
