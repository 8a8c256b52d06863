import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/language.ts';
import { CustomsPulls } from '../../kit/customs-pulls.tsx';
import { listWords } from '../../kit/list-words.ts';
import { Loaded } from '../../kit/loaded.tsx';
import { Tag } from '../../kit/marks.tsx';
import { Panel } from '../../kit/page.tsx';
import { Table } from '../../kit/table.tsx';
import { useCertificatesOf } from './certificates-of.ts';
import { releaseWords } from './words.ts';

/** What customs said of the certificates of a declaration. */
export function Acknowledgements({ declarationNo }: { declarationNo: string }) {
  const t = useWords(releaseWords);
  const format = useFormat();
  const certificates = useCertificatesOf(declarationNo);
  return (
    <Panel title={t('acknowledgements')}>
      <Loaded query={certificates}>
        {({ items }) => {
          const rows = items.flatMap(({ number, acknowledgements }) =>
            acknowledgements.map((each) => ({ ...each, number })),
          );
          if (rows.length === 0) return <p className="secondary">{t('noAcknowledgements')}</p>;
          return (
            <Table
              caption={t('said')}
              rows={rows}
              keyOf={({ id }) => id}
              columns={[
                { key: 'at', title: t('at'), whole: true, cell: ({ at }) => format.instant(at) },
                { key: 'number', title: t('number'), cell: ({ number }) => number },
                { key: 'client', title: t('client'), cell: ({ client }) => client },
                {
                  key: 'said',
                  title: t('said'),
                  cell: ({ status }) => (
                    <Tag tone={status === 'RECEIVED' ? 'plain' : 'attention'}>{t(status)}</Tag>
                  ),
                },
                { key: 'message', title: t('remark'), cell: ({ message }) => message ?? '' },
              ]}
            />
          );
        }}
      </Loaded>
    </Panel>
  );
}

/** What customs fetched: the advice on a declaration, and each of its certificates. */
export function Pulls({ declarationNo }: { declarationNo: string }) {
  const t = useWords(releaseWords);
  const l = useWords(listWords);
  const certificates = useCertificatesOf(declarationNo);
  const numbers = (certificates.data?.items ?? []).flatMap(({ number }) => number ?? []);
  return (
    <Panel title={l('pulls')}>
      <h3>{t('adviceOf', { number: declarationNo })}</h3>
      <CustomsPulls number={declarationNo} none={l('noPulls')} />
      {numbers.map((number) => (
        <section key={number} aria-label={number}>
          <h3>{number}</h3>
          <CustomsPulls number={number} none={l('noPulls')} />
        </section>
      ))}
    </Panel>
  );
}
