import type { Schemas } from '../../api/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { useTold, useWords } from '../../i18n/language.ts';
import { conformityWords } from '../../kit/conformity-words.ts';
import { Tag } from '../../kit/marks.tsx';
import { Panel } from '../../kit/page.tsx';
import { Table } from '../../kit/table.tsx';
import { useNameOf } from '../../session/session.ts';
import { nameOf, useChoices } from './choices.ts';
import { consignmentWords } from './words.ts';

type Consignment = Schemas['Consignment'];

/** What was found, looked at and weighed on board and at the quay. */
export function SitePanel({
  holds,
  siteChecks,
  measurements,
}: Pick<Consignment, 'holds' | 'siteChecks' | 'measurements'>) {
  const t = useWords(consignmentWords);
  const personOf = useNameOf();
  const format = useFormat();
  return (
    <div className="consignments-two">
      <Panel title={t('holds')}>
        {holds.length === 0 ? (
          <p className="secondary">{t('noHolds')}</p>
        ) : (
          holds.map((hold) => <Hold key={hold.no} hold={hold} />)
        )}
      </Panel>
      <Panel title={t('siteChecks')}>
        {siteChecks.length === 0 ? (
          <p className="secondary">{t('noSiteChecks')}</p>
        ) : (
          <Table
            caption={t('check')}
            rows={siteChecks}
            keyOf={({ id }) => id}
            columns={[
              { key: 'check', title: t('check'), cell: ({ check }) => t(check) },
              {
                key: 'finding',
                title: t('checkResult'),
                cell: ({ finding }) => <Tag tone={finding === 'normal' ? 'plain' : 'bad'}>{t(finding)}</Tag>,
              },
              {
                key: 'value',
                title: t('reading'),
                number: true,
                cell: ({ value }) => value && `${value.number} ${value.unit}`,
              },
              {
                key: 'remark',
                title: t('remark'),
                cell: ({ remark, unitNo }) => [unitNo === null ? '' : `#${unitNo}`, remark ?? ''].join(' '),
              },
              { key: 'by', title: t('by'), cell: ({ by, at }) => `${personOf(by)} ${format.instant(at)}` },
            ]}
          />
        )}
      </Panel>
      <Panel title={t('quantities')}>
        {measurements.length === 0 ? (
          <p className="secondary">{t('noQuantities')}</p>
        ) : (
          <Table
            caption={t('quantity')}
            rows={measurements}
            keyOf={({ id }) => id}
            columns={[
              { key: 'method', title: t('method'), cell: ({ method }) => t(method) },
              {
                key: 'quantity',
                title: t('quantity'),
                number: true,
                cell: ({ quantity, unit }) => `${quantity} ${unit === 'm3' ? 'm³' : unit}`,
              },
              {
                key: 'of',
                title: t('unit'),
                cell: ({ unitNo }) => (unitNo === undefined ? t('wholeCargo') : `#${unitNo}`),
              },
              { key: 'at', title: t('measuredAt'), whole: true, cell: ({ measuredAt }) => format.instant(measuredAt) },
              { key: 'document', title: t('document'), cell: ({ document }) => document ?? '' },
              { key: 'by', title: t('by'), cell: ({ by }) => personOf(by) },
            ]}
          />
        )}
      </Panel>
    </div>
  );
}

function Hold({
  hold: { no, finding, unitNo, remark, by, at, stopsDischarge, settled },
}: {
  hold: Consignment['holds'][number];
}) {
  const t = useWords(consignmentWords);
  const personOf = useNameOf();
  const c = useWords(conformityWords);
  const told = useTold();
  const { findings } = useChoices();
  const format = useFormat();
  return (
    <div>
      <p>
        {settled === null && <Tag tone="bad">{t('open')}</Tag>} <strong>{nameOf(findings, finding, told)}</strong> #{no} ·{' '}
        {unitNo === null ? t('wholeCargo') : `${t('unit')} ${unitNo}`} · {remark}
      </p>
      {settled === null && stopsDischarge && (
        <p>
          <strong>{t('stopsDischarge')}</strong>
        </p>
      )}
      <p className="secondary">
        {personOf(by)} {format.instant(at)}
      </p>
      {settled && (
        <p>
          {t('settled', {
            name: personOf(settled.by),
            at: format.instant(settled.at),
            outcome: c(settled.outcome),
            reason: settled.reason,
          })}
        </p>
      )}
    </div>
  );
}
