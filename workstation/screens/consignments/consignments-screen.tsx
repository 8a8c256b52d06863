import { lazy, Suspense } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { Schemas } from '../../api/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { useTold, useWords } from '../../i18n/language.ts';
import { Button } from '../../kit/button.tsx';
import { Select, TextField } from '../../kit/field.tsx';
import { Loaded } from '../../kit/loaded.tsx';
import { Tag } from '../../kit/marks.tsx';
import { More } from '../../kit/more.tsx';
import { Empty, Page, Panel } from '../../kit/page.tsx';
import { Table } from '../../kit/table.tsx';
import { useServerTime } from '../../live/use-live.ts';
import { useMay } from '../../session/session.ts';
import { filterOf, kinds, statuses, useConsignments } from './list.ts';
import { Outstanding } from './outstanding.tsx';
import { StatusTag } from './status-tag.tsx';
import { turnaround } from './since.ts';
import { consignmentWords } from './words.ts';
import './consignments.css';

const DeclareDialog = lazy(() => import('./declare-dialog.tsx'));

/** All consignments, and the way to declare another. */
export default function Screen() {
  const t = useWords(consignmentWords);
  const may = useMay();
  const [params, setParams] = useSearchParams();
  const filter = filterOf(params);
  const consignments = useConsignments(filter);
  const change = (name: string, value: string, replace = true) =>
    setParams(
      (now) => {
        const next = new URLSearchParams(now);
        if (value === '') next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace },
    );
  const any = { value: '', label: t('all') };
  return (
    <Page
      title={t('title')}
      help={[t('help1'), t('help2'), t('help3')]}
      aside={
        may('declareConsignment') && (
          <Button kind="primary" onClick={() => change('declare', '1', false)}>
            {t('declare')}
          </Button>
        )
      }
    >
      <search aria-label={t('filter')} className="consignments-filter no-print">
        <TextField
          label={t('search')}
          type="search"
          value={filter.text}
          onChange={(value) => change('q', value)}
        />
        <Select
          label={t('kind')}
          value={filter.kind}
          onChange={(value) => change('kind', value)}
          options={[any, ...kinds.map((value) => ({ value, label: t(value) }))]}
        />
        <Select
          label={t('stage')}
          value={filter.stage}
          onChange={(value) => change('stage', value)}
          options={[any, ...statuses.map((value) => ({ value, label: t(`status.${value}`) }))]}
        />
        <label className="consignments-check">
          <input
            type="checkbox"
            checked={filter.outstanding}
            onChange={({ target }) => change('outstanding', target.checked ? '1' : '')}
          />{' '}
          {t('onlyOutstanding')}
        </label>
      </search>
      <Panel title={t('title')}>
        <Loaded query={consignments}>
          {({ pages }) => {
            const rows = pages.flatMap(({ items }) => items);
            const all = filter.text === '' && filter.kind === '' && filter.stage === '' && !filter.outstanding;
            if (rows.length === 0) return <Empty>{t(all ? 'noneAtAll' : 'none')}</Empty>;
            return (
              <>
                <List rows={rows} />
                <More pages={consignments} count={rows.length} />
              </>
            );
          }}
        </Loaded>
      </Panel>
      {params.get('declare') === '1' && may('declareConsignment') && (
        <Suspense>
          <DeclareDialog onClose={() => change('declare', '')} />
        </Suspense>
      )}
    </Page>
  );
}

type Consignment = Schemas['Consignment'];

function List({ rows }: { rows: readonly Consignment[] }) {
  const t = useWords(consignmentWords);
  const told = useTold();
  const format = useFormat();
  return (
    <Table
      caption={t('declaration')}
      rows={rows}
      keyOf={({ id }) => id}
      columns={[
        {
          key: 'declaration',
          title: t('declaration'),
          cell: ({ id, declarationNo, declaredAt }) => (
            <>
              <Link to={`/consignments/${encodeURIComponent(id)}`}>{declarationNo}</Link>
              <div className="secondary">{format.instant(declaredAt)}</div>
            </>
          ),
          whole: true,
        },
        { key: 'vessel', title: t('vessel'), width: '14rem', cell: ({ vessel }) => vessel },
        {
          key: 'commodity',
          title: t('commodity'),
          cell: ({ commodity, kind }) => (
            <>
              {told(commodity)}
              <div className="secondary">{t(kind)}</div>
            </>
          ),
        },
        { key: 'mass', title: t('mass'), number: true, cell: ({ declaredMass }) => declaredMass },
        {
          key: 'stage',
          title: t('stage'),
          cell: (consignment) => (
            <>
              <StatusTag status={consignment.status} />
              <Late units={consignment.units} />
            </>
          ),
        },
        {
          key: 'outstanding',
          title: t('outstanding'),
          width: '26%',
          cell: (consignment) => <Outstanding consignment={consignment} />,
        },
        {
          key: 'turnaround',
          title: t('turnaround'),
          number: true,
          cell: (consignment) => <Turnaround consignment={consignment} />,
        },
      ]}
    />
  );
}

const gravest = ['breach', 'warning', 'target'] as const;

function Late({ units }: Pick<Consignment, 'units'>) {
  const t = useWords(consignmentWords);
  const late = gravest.find((each) => units.some((unit) => unit.late === each));
  return late ? <Tag tone={late === 'breach' ? 'bad' : 'attention'}>{t(`late.${late}`)}</Tag> : null;
}

function Turnaround({ consignment }: { consignment: Consignment }) {
  const t = useWords(consignmentWords);
  const format = useFormat();
  const now = useServerTime();
  const { seconds, over } = turnaround(consignment, now);
  // Still running: whole minutes, a counter of seconds says nothing here.
  const span = format.span(over ? seconds : Math.floor(seconds / 60) * 60);
  return over ? span : t('running', { span });
}
