import { useState } from 'react';
import { useNavigate } from 'react-router';
import { api } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { usePlainProblem } from '../../i18n/problems.ts';
import { useWords } from '../../i18n/language.ts';
import { Button } from '../../kit/button.tsx';
import { CommandDialog } from '../../kit/command-dialog.tsx';
import { Loaded } from '../../kit/loaded.tsx';
import { Tag } from '../../kit/marks.tsx';
import { More } from '../../kit/more.tsx';
import { Empty, Panel } from '../../kit/page.tsx';
import { pagewise, rowsOf } from '../../kit/pagewise.ts';
import { Table } from '../../kit/table.tsx';
import { useMay } from '../../session/session.ts';
import { DeclarationForm } from '../consignments/declaration/declaration-form.tsx';
import { declarationWords } from '../consignments/declaration/words.ts';
import { orderWords } from './words.ts';

type Order = Schemas['InspectionOrder'];

/** Orders of customs that wait for an officer. */
export function Orders() {
  const t = useWords(orderWords);
  const orders = api.useInfiniteQuery('get', '/api/v1/inspection-orders', {}, pagewise);
  return (
    <Panel title={t('orders')}>
      <Loaded query={orders}>
        {({ pages }) =>
          rowsOf(pages).length === 0 ? <Empty>{t('noOrders')}</Empty> : <OrderTable orders={rowsOf(pages)} />
        }
      </Loaded>
      <More pages={orders} count={rowsOf(orders.data?.pages).length} />
    </Panel>
  );
}

function OrderTable({ orders }: { orders: readonly Order[] }) {
  const t = useWords(orderWords);
  const format = useFormat();
  const may = useMay();
  const plain = usePlainProblem();
  const [completing, setCompleting] = useState<Order | null>(null);
  const [rejecting, setRejecting] = useState<Order | null>(null);
  return (
    <>
      <Table
        caption={t('order')}
        rows={orders}
        keyOf={({ id }) => id}
        columns={[
          {
            key: 'order',
            title: t('order'),
            cell: ({ inspectionOrderNo, placedAt, client }) => (
              <>
                <strong>{inspectionOrderNo}</strong>
                <div className="secondary">
                  {format.instant(placedAt)} {client}
                </div>
              </>
            ),
          },
          {
            key: 'declaration',
            title: t('declaration'),
            cell: ({ declarationNo, goodsItem }) => `${declarationNo} / ${goodsItem}`,
          },
          {
            key: 'items',
            title: t('items'),
            cell: ({ required, samplingStandard, remark }) => (
              <>
                {required?.join('、') ?? t('allItems')}
                <div className="secondary">
                  {samplingStandard} {remark}
                </div>
              </>
            ),
          },
          {
            key: 'urgency',
            title: t('urgency'),
            cell: ({ urgency = 'normal' }) => (
              <Tag tone={urgency === 'urgent' ? 'attention' : 'plain'}>{t(urgency)}</Tag>
            ),
          },
          { key: 'due', title: t('due'), cell: ({ dueAt }) => (dueAt ? format.instant(dueAt) : t('noDue')) },
          {
            key: 'problem',
            title: t('problem'),
            cell: ({ problem }) =>
              problem
                ? plain({ ...problem, title: problem.message, detail: problem.message }).what
                : t('incomplete'),
          },
          {
            key: 'actions',
            title: t('actions'),
            cell: (order) => (
              <span className="orders-acts">
                {may('completeInspectionOrder') && (
                  <Button onClick={() => setCompleting(order)}>{t('complete')}</Button>
                )}
                {may('rejectInspectionOrder') && (
                  <Button onClick={() => setRejecting(order)}>{t('reject')}</Button>
                )}
              </span>
            ),
          },
        ]}
      />
      {completing && <Complete order={completing} onClose={() => setCompleting(null)} />}
      {rejecting && <Reject order={rejecting} onClose={() => setRejecting(null)} />}
    </>
  );
}

/** What customs told stands in the form already. */
function Complete({ order, onClose }: { order: Order; onClose: () => void }) {
  const d = useWords(declarationWords);
  const navigate = useNavigate();
  const complete = api.useMutation('post', '/api/v1/inspection-orders/{id}/completion');
  const known = {
    declarationNo: order.declarationNo,
    goodsItem: String(order.goodsItem),
    inspectionOrderNo: order.inspectionOrderNo,
    required: order.required?.join(', ') ?? '',
    urgency: order.urgency ?? '',
    dueAt: order.dueAt ?? '',
  };
  const send = async (body: Record<string, unknown>) => {
    const { consignment } = await complete.mutateAsync({
      params: { path: { id: order.id } },
      body: body as Schemas['Declaration'],
    });
    if (consignment === null) onClose();
    else void navigate(`/consignments/${encodeURIComponent(consignment)}`);
  };
  return (
    <DeclarationForm
      title={d('titleOrder', { number: order.inspectionOrderNo })}
      schema="Declaration"
      kind={null}
      known={known}
      onSend={send}
      onClose={onClose}
    />
  );
}

function Reject({ order: { id, inspectionOrderNo }, onClose }: { order: Order; onClose: () => void }) {
  const t = useWords(orderWords);
  const reject = api.useMutation('post', '/api/v1/inspection-orders/{id}/rejection');
  return (
    <CommandDialog
      title={t('rejectTitle', { number: inspectionOrderNo })}
      effect={t('rejectEffect')}
      action={t('rejectNow')}
      danger
      onSend={(reason) => reject.mutateAsync({ params: { path: { id } }, body: { reason } })}
      onClose={onClose}
    />
  );
}
