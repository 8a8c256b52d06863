import type { Schemas } from '../../api/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/language.ts';
import { conformityWords } from '../../kit/conformity-words.ts';
import { Tag } from '../../kit/marks.tsx';
import { Table } from '../../kit/table.tsx';
import { consignmentWords } from './words.ts';

type Consignment = Schemas['Consignment'];

/** What customs decided, each decision with whether it stands, and how much is released at each gate. */
export function CustomsDecisions({ decisions, writeOff }: Pick<Consignment, 'decisions' | 'writeOff'>) {
  const t = useWords(consignmentWords);
  const c = useWords(conformityWords);
  const format = useFormat();
  return (
    <>
      {decisions.length === 0 ? (
        <p className="secondary">{t('noDecisions')}</p>
      ) : (
        <Table
          caption={t('outcome')}
          rows={decisions}
          keyOf={({ id }) => id}
          columns={[
            { key: 'at', title: t('at'), whole: true, cell: ({ at }) => format.instant(at) },
            { key: 'gate', title: t('gate'), cell: ({ gate }) => c(gate) },
            {
              key: 'outcome',
              title: t('outcome'),
              cell: ({ outcome }) => (
                <Tag tone={outcome === 'RELEASED' ? 'plain' : 'attention'}>{c(outcome)}</Tag>
              ),
            },
            {
              key: 'covers',
              title: t('covers'),
              number: true,
              cell: ({ quantity }) => quantity ?? t('allOf'),
            },
            { key: 'officer', title: t('customsOfficer'), cell: ({ officer }) => officer },
            {
              key: 'stands',
              title: t('stands'),
              cell: ({ stands }) => <Tag tone={stands ? 'plain' : 'stale'}>{t(stands ? 'yes' : 'no')}</Tag>,
            },
            { key: 'remark', title: t('remark'), cell: ({ remark }) => remark ?? '' },
          ]}
        />
      )}
      <ul className="consignments-list">
        {writeOff.map(({ gate, total, by, released, remaining }) => (
          <li key={gate}>{t('writeOff', { gate: c(gate), total, by: t(by), released, remaining })}</li>
        ))}
      </ul>
    </>
  );
}
