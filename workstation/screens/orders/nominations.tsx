import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { api } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/language.ts';
import { Button } from '../../kit/button.tsx';
import { CommandDialog } from '../../kit/command-dialog.tsx';
import { Loaded } from '../../kit/loaded.tsx';
import { Tag } from '../../kit/marks.tsx';
import { More } from '../../kit/more.tsx';
import { Empty, Facts, Panel } from '../../kit/page.tsx';
import { pagewise, rowsOf } from '../../kit/pagewise.ts';
import { Table } from '../../kit/table.tsx';
import { useMay, useNameOf } from '../../session/session.ts';
import { DeclarationForm } from '../consignments/declaration/declaration-form.tsx';
import { declarationWords } from '../consignments/declaration/words.ts';
import { orderWords } from './words.ts';

type Nomination = Schemas['NominationAsItStands'];
type Line = Nomination['lines'][number];

/** Ships that are to come, the next one first. */
export function Nominations() {
  const t = useWords(orderWords);
  const nominations = api.useInfiniteQuery('get', '/api/v1/nominations', {}, pagewise);
  return (
    <Panel title={t('nominations')}>
      <Loaded query={nominations}>
        {({ pages }) =>
          rowsOf(pages).length === 0 ? (
            <Empty>{t('noNominations')}</Empty>
          ) : (
            rowsOf(pages)
              .toSorted((a, b) => a.eta.localeCompare(b.eta))
              .map((each) => <OneNomination key={each.number} nomination={each} />)
          )
        }
      </Loaded>
      <More pages={nominations} count={rowsOf(nominations.data?.pages).length} />
    </Panel>
  );
}

function OneNomination({ nomination }: { nomination: Nomination }) {
  const t = useWords(orderWords);
  const nameOf = useNameOf();
  const format = useFormat();
  const may = useMay();
  const cancel = api.useMutation('post', '/api/v1/nominations/{number}/cancellation');
  const [cancelling, setCancelling] = useState(false);
  const { number, revision, ship, berth, eta, etb, etd, received } = nomination;
  const at = (instant: string | null) => (instant === null ? t('unknown') : format.instant(instant));
  return (
    <section className="orders-nomination" aria-label={number}>
      <header className="orders-head">
        <h3>
          {ship.name} <span className="secondary">{number}</span>
        </h3>
        {may('cancelNomination') && <Button onClick={() => setCancelling(true)}>{t('cancel')}</Button>}
      </header>
      <p className="secondary">
        {t('revision', { revision })} · {t('received', { by: nameOf(received.by), at: format.instant(received.at) })}
      </p>
      <Facts
        facts={[
          [t('ship'), `${ship.name} · IMO ${ship.imo} · ${ship.voyage}`],
          [t('berth'), berth ?? t('unknown')],
          [t('eta'), at(eta)],
          [t('etb'), at(etb)],
          [t('etd'), at(etd)],
        ]}
      />
      <Lines nomination={nomination} />
      {cancelling && (
        <CommandDialog
          title={t('cancelTitle', { number })}
          effect={t('cancelEffect')}
          action={t('cancelNow')}
          danger
          onSend={(reason) => cancel.mutateAsync({ params: { path: { number } }, body: { reason } })}
          onClose={() => setCancelling(false)}
        />
      )}
    </section>
  );
}

function Lines({ nomination: { number, lines } }: { nomination: Nomination }) {
  const t = useWords(orderWords);
  const may = useMay();
  const [declaring, setDeclaring] = useState<Line | null>(null);
  return (
    <>
      <Table
        caption={`${number} ${t('lines')}`}
        rows={lines}
        keyOf={({ line }) => String(line)}
        columns={[
          { key: 'line', title: t('line'), number: true, cell: ({ line }) => line },
          {
            key: 'product',
            title: t('product'),
            cell: ({ product, kind }) => (
              <>
                {product}
                <div className="secondary">{t(kind)}</div>
              </>
            ),
          },
          {
            key: 'quantity',
            title: t('quantity'),
            number: true,
            cell: ({ mass, volume }) =>
              [mass === null ? '' : `${mass} t`, volume === null ? '' : `${volume} m³`].join(' '),
          },
          {
            key: 'declaration',
            title: t('declaration'),
            cell: ({ declarationNo, goodsItem }) =>
              declarationNo === null ? t('unknown') : `${declarationNo} / ${goodsItem ?? t('unknown')}`,
          },
          { key: 'bills', title: t('bills'), cell: ({ billsOfLading }) => billsOfLading.join('、') },
          { key: 'route', title: t('route'), cell: ({ originPort }) => originPort },
          {
            key: 'parties',
            title: t('parties'),
            cell: ({ consignor, consignee }) => `${consignor.name} → ${consignee.name}`,
          },
          {
            key: 'state',
            title: t('state'),
            cell: (line) =>
              line.declared ? (
                <>
                  <Link to={`/consignments/${encodeURIComponent(line.declared.consignment)}`}>
                    {t('declared')}
                  </Link>{' '}
                  {line.declared.changedSince && <Tag tone="attention">{t('changedSince')}</Tag>}
                </>
              ) : (
                may('declareNominatedLine') && (
                  <Button onClick={() => setDeclaring(line)}>{t('declareLine')}</Button>
                )
              ),
          },
        ]}
      />
      {declaring && <DeclareLine number={number} line={declaring} onClose={() => setDeclaring(null)} />}
    </>
  );
}

/** Asks what the nomination does not tell. */
function DeclareLine({
  number,
  line: { line, kind },
  onClose,
}: {
  number: string;
  line: Line;
  onClose: () => void;
}) {
  const d = useWords(declarationWords);
  const navigate = useNavigate();
  const declare = api.useMutation('post', '/api/v1/nominations/{number}/lines/{line}/declaration');
  const send = async (body: Record<string, unknown>) => {
    const { id } = await declare.mutateAsync({
      params: { path: { number, line } },
      body: body as Schemas['NominatedLineDeclaration'],
    });
    void navigate(`/consignments/${encodeURIComponent(id)}`);
  };
  return (
    <DeclarationForm
      title={d('titleLine', { number, line })}
      schema="NominatedLineDeclaration"
      kind={kind}
      onSend={send}
      onClose={onClose}
    />
  );
}
