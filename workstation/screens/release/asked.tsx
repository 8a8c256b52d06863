import { api } from '../../api/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/language.ts';
import { Facts } from '../../kit/page.tsx';
import { useCertificatesOf } from './certificates-of.ts';
import { releaseWords } from './words.ts';

/** What customs instructed for a goods item, as long as it waits. */
export function Asked({ declarationNo, goodsItem }: { declarationNo: string; goodsItem: number }) {
  const t = useWords(releaseWords);
  const format = useFormat();
  const orders = api.useQuery('get', '/api/v1/inspection-orders');
  const certificates = useCertificatesOf(declarationNo);
  const order = orders.data?.items.find(
    (each) => each.declarationNo === declarationNo && each.goodsItem === goodsItem,
  );
  const cited = certificates.data?.items.find(
    ({ draft }) => draft.goodsItem === goodsItem,
  )?.draft.inspectionOrderNo;
  return (
    <section aria-label={t('asked')}>
      <h3>{t('asked')}</h3>
      {order ? (
        <Facts
          facts={[
            [t('order', { number: order.inspectionOrderNo }), format.instant(order.placedAt)],
            [t('items'), order.required?.join('、') ?? t('allItems')],
            [t('standard'), order.samplingStandard ?? '—'],
            [t('due'), order.dueAt ? format.instant(order.dueAt) : '—'],
            [t('remark'), order.remark ?? '—'],
          ]}
        />
      ) : (
        <p className="secondary">{cited ? t('order', { number: cited }) : t('notOrdered')}</p>
      )}
    </section>
  );
}
