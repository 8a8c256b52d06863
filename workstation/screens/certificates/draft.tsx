import type { ReactNode } from 'react';
import type { Schemas } from '../../api/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { useTold, useWords } from '../../i18n/language.ts';
import { SourceNote } from '../../kit/conformity.tsx';
import { Facts } from '../../kit/page.tsx';
import { useNameOf } from '../../session/session.ts';
import { certificateWords } from './words.ts';

type CertificateDraft = Schemas['CertificateDraft'];
type Party = Schemas['Party'];

/** A name, and the address where one is told. */
const PartyText = ({ party: { name, address } }: { party: Party }) => (
  <>
    {name}
    {address !== undefined && <div className="secondary">{address}</div>}
  </>
);

/** All that the paper will say beside results, sampling and conformity, which stand in the evidence. */
export function Draft({ draft }: { draft: CertificateDraft }) {
  const t = useWords(certificateWords);
  const nameOf = useNameOf();
  const told = useTold();
  const format = useFormat();
  const { laboratory, transport, dates, item, notice, quantity, quarantine } = draft;
  const from = (a: string | null, b: string | null) =>
    a === null ? '—' : `${format.instant(a)}${b === null ? '' : ` – ${format.instant(b)}`}`;
  const facts: readonly (readonly [string, ReactNode])[] = [
    [t('commodity'), told(draft.commodity.name)],
    [t('hsCode'), draft.commodity.hsCode],
    [t('mass'), `${draft.declaredMass.value} ${draft.declaredMass.unit}`],
    [t('declaration'), `${draft.declarationNo} / ${draft.goodsItem}`],
    [t('orderNo'), draft.inspectionOrderNo ?? '—'],
    [t('vessel'), transport.vessel],
    [t('voyage'), transport.voyage],
    [t('billOfLading'), transport.billOfLading],
    [t('portOfLoading'), transport.portOfLoading],
    [t('portOfDischarge'), transport.portOfDischarge],
    [t('arrival'), dates.arrival ?? '—'],
    [t('samplingDates'), from(dates.samplingFrom, dates.samplingTo)],
    [t('received'), from(dates.received, null)],
    [t('testingDates'), from(dates.testingFrom, dates.testingTo)],
    [t('customer'), <PartyText key="customer" party={draft.customer} />],
    [t('consignor'), <PartyText key="consignor" party={draft.consignor} />],
    [t('consignee'), <PartyText key="consignee" party={draft.consignee} />],
    [t('describes'), told(item.description)],
    [t('condition'), told(item.condition)],
    [t('laboratory'), `${told(laboratory.name)} · ${told(laboratory.address)}`],
    [t('location'), told(laboratory.location)],
    [t('bySupplied'), draft.suppliedByCustomer.join('、')],
    ...(draft.remark === null ? [] : [[t('remark'), draft.remark] as const]),
  ];
  return (
    <>
      <h3>{t('goods')}</h3>
      <Facts facts={facts} />
      {quantity && (
        <>
          <h3>{t('quantity')}</h3>
          <p>
            {t('quantityText', {
              value: quantity.value,
              unit: quantity.unit === 'm3' ? 'm³' : quantity.unit,
              at: format.instant(quantity.measuredAt),
              by: nameOf(quantity.recordedBy),
            })}
          </p>
        </>
      )}
      {notice && (
        <>
          <h3>{t('notice')}</h3>
          <Facts
            facts={[
              [t('addressee'), <PartyText key="addressee" party={notice.addressee} />],
              [t('because'), told(notice.reason)],
              [t('required'), told(notice.required)],
              [
                t('legalBasis'),
                notice.legalBasis.map((source) => (
                  <p key={`${source.standard} ${source.clause}`}>
                    <SourceNote source={source} />
                  </p>
                )),
              ],
            ]}
          />
        </>
      )}
      {quarantine && <Quarantine quarantine={quarantine} />}
    </>
  );
}

function Quarantine({
  quarantine: { findings, treatment },
}: {
  quarantine: NonNullable<CertificateDraft['quarantine']>;
}) {
  const t = useWords(certificateWords);
  const nameOf = useNameOf();
  const told = useTold();
  return (
    <>
      <h3>{t('findings')}</h3>
      {findings.length === 0 && <p>{t('noneFound')}</p>}
      <ul className="cert-list">
        {findings.map(({ code, name, where, remark, settled }, no) => (
          <li key={`${code} ${no}`}>
            {told(name)} · {told(where)} · {remark}
            {settled && ` → ${told(settled.name)}`}
          </li>
        ))}
      </ul>
      {treatment && (
        <>
          <h3>{t('treatment')}</h3>
          <p>
            {t('treatmentText', {
              method: told(treatment.method),
              place: treatment.place,
              by: nameOf(treatment.by),
              on: treatment.completedOn,
            })}
          </p>
        </>
      )}
    </>
  );
}
