import { Link } from 'react-router';
import { api } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/language.ts';
import { conformityWords } from '../../kit/conformity-words.ts';
import { Gates } from '../../kit/conformity.tsx';
import { Loaded } from '../../kit/loaded.tsx';
import { Tag } from '../../kit/marks.tsx';
import { Facts, Panel } from '../../kit/page.tsx';
import { useMay } from '../../session/session.ts';
import { Asked } from './asked.tsx';
import { useCertificatesOf } from './certificates-of.ts';
import { Acknowledgements, Pulls } from './dealings.tsx';
import { releaseWords } from './words.ts';

type Item = Schemas['ReleaseAdvice']['items'][number];
type Gate = Item['gates'][number]['gate'];

/** One declaration: by goods item and gate what was asked, advised and decided; then what customs fetched and acknowledged. */
export function Declared({ declarationNo }: { declarationNo: string }) {
  const t = useWords(releaseWords);
  const may = useMay();
  const advice = api.useQuery('get', '/api/v1/release-advice/{declarationNo}', {
    params: { path: { declarationNo } },
  });
  return (
    <>
      <Loaded query={advice}>
        {({ items, version }) =>
          items.map((item) => (
            <Panel
              key={item.goodsItem}
              title={`${declarationNo} / ${item.goodsItem}`}
              aside={<span className="secondary">{t('version', { version })}</span>}
            >
              {may('listInspectionOrders') && (
                <Asked declarationNo={declarationNo} goodsItem={item.goodsItem} />
              )}
              <Whose declarationNo={declarationNo} item={item} />
              <Gates advice={item.gates} beside={(gate) => <Decided gate={gate} item={item} />} />
            </Panel>
          ))
        }
      </Loaded>
      <Acknowledgements declarationNo={declarationNo} />
      {may('listCustomsPulls') && <Pulls declarationNo={declarationNo} />}
    </>
  );
}

/** The ways to the consignment and to its certificate. */
function Whose({ declarationNo, item: { goodsItem, certificateNo } }: { declarationNo: string; item: Item }) {
  const t = useWords(releaseWords);
  const certificates = useCertificatesOf(declarationNo);
  const certificate = certificates.data?.items.find(
    ({ number }) => number !== null && number === certificateNo,
  );
  const of = certificates.data?.items.find(
    ({ draft }) => draft.goodsItem === goodsItem,
  );
  return (
    <Facts
      facts={[
        [
          t('certificate'),
          certificate ? (
            <Link to={`/certificates/${encodeURIComponent(certificate.id)}`}>{certificateNo}</Link>
          ) : (
            (certificateNo ?? t('noCertificate'))
          ),
        ],
        ...(of
          ? [
              [
                t('consignment'),
                <Link key="consignment" to={`/consignments/${encodeURIComponent(of.consignment)}`}>
                  {declarationNo} / {goodsItem}
                </Link>,
              ] as const,
            ]
          : []),
      ]}
    />
  );
}

/** What customs decided at a gate, beside the advice and never over it. */
function Decided({ gate, item: { decisions, differences, writeOff } }: { gate: Gate; item: Item }) {
  const t = useWords(releaseWords);
  const c = useWords(conformityWords);
  const format = useFormat();
  const here = decisions.filter((decision) => decision.gate === gate);
  const off = writeOff.find((each) => each.gate === gate);
  return (
    <>
      <h4>{t('decisionsHere')}</h4>
      {here.length === 0 && <p className="secondary">{t('undecided')}</p>}
      <ul className="release-decisions">
        {here.map(({ id, outcome, at, officer, quantity, remark, stands }) => {
          const difference = differences.find(({ decision }) => decision === id);
          return (
            <li key={id}>
              <Tag tone={!stands ? 'stale' : outcome === 'RELEASED' ? 'plain' : 'attention'}>
                {c(outcome)}
              </Tag>{' '}
              {quantity === null ? t('all') : t('quantity', { quantity })} {!stands && t('noLonger')}{' '}
              {difference && (
                <Tag tone={difference.departure === 'LAXER' ? 'bad' : 'attention'}>
                  {c(difference.departure)}
                </Tag>
              )}
              <div className="secondary">
                {format.instant(at)} {officer} {remark}
              </div>
            </li>
          );
        })}
      </ul>
      {off && (
        <p>
          {t('writeOff', {
            total: off.total,
            by: t(off.by),
            released: off.released,
            remaining: off.remaining,
          })}
        </p>
      )}
    </>
  );
}
