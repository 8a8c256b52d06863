import { Link, useNavigate, useSearchParams } from 'react-router';
import { api } from '../../api/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { useTold, useWords } from '../../i18n/language.ts';
import { Loaded } from '../../kit/loaded.tsx';
import { Tag } from '../../kit/marks.tsx';
import { More } from '../../kit/more.tsx';
import { Empty, Page, Panel } from '../../kit/page.tsx';
import { pagewise, rowsOf } from '../../kit/pagewise.ts';
import { Table } from '../../kit/table.tsx';
import { Tabs } from '../../kit/tabs.tsx';
import { normaliseCode } from '../../scanner/normalise.ts';
import { useScan } from '../../scanner/use-scan.ts';
import { useMay, useSession } from '../../session/session.ts';
import { Carriages } from './carriages.tsx';
import { workWords } from './words.ts';
import './work.css';

/** What waits for somebody's hands. */
export default function WorkScreen() {
  const t = useWords(workWords);
  const may = useMay();
  const [search] = useSearchParams();
  const tabs = [
    ...(may('listSetups') ? [{ id: 'setups', title: t('setups') }] : []),
    ...(may('listHandlings') ? [{ id: 'handlings', title: t('handlings') }] : []),
    { id: 'carriages', title: t('carriages') },
  ];
  const shown = tabs.find(({ id }) => id === search.get('tab'))?.id ?? tabs[0]?.id ?? 'carriages';
  return (
    <Page title={t('title')} help={[t('help1'), t('help2'), t('help3')]}>
      {tabs.length > 1 && <Tabs label={t('title')} tabs={tabs} shown={shown} />}
      {shown === 'setups' ? <Setups /> : shown === 'handlings' ? <Handlings /> : <Carriages />}
    </Page>
  );
}

/** A scanned code opens the work on its sample. */
function useOpenScanned(
  items: readonly { readonly id: string; readonly sampleCode: string }[],
  list: 'setups' | 'handlings',
): void {
  const navigate = useNavigate();
  useScan((scanned) => {
    const found = items.find(({ sampleCode }) => sampleCode === normaliseCode(scanned));
    if (found) void navigate(`/work/${list}/${encodeURIComponent(found.id)}`);
    return found !== undefined;
  });
}

function Setups() {
  const t = useWords(workWords);
  const format = useFormat();
  const may = useMay();
  const { id: person } = useSession();
  const query = api.useInfiniteQuery('get', '/api/v1/setups', {}, pagewise);
  useOpenScanned(rowsOf(query.data?.pages), 'setups');
  return (
    <Panel title={t('setups')}>
      <Loaded query={query}>
        {({ pages }) =>
          rowsOf(pages).length === 0 ? (
            <Empty>{t('setupsNone')}</Empty>
          ) : (
            <Table
              caption={t('table', { what: t('setups') })}
              rows={rowsOf(pages)}
              keyOf={({ id }) => id}
              columns={[
                {
                  key: 'sampler',
                  title: t('sampler'),
                  cell: ({ id, sampler }) => (
                    <Link className="work-link" to={`/work/setups/${encodeURIComponent(id)}`}>
                      {sampler}
                    </Link>
                  ),
                },
                { key: 'code', title: t('code'), cell: ({ sampleCode }) => sampleCode },
                {
                  key: 'left',
                  title: t('toDo'),
                  cell: ({ checks, waiting }) => {
                    const left = checks.filter(({ state }) => state !== 'passed').length;
                    const mine =
                      (may('doSetupCheck') && left > waiting.length) ||
                      (may('settleSetup') && waiting.some(({ notBy }) => notBy !== person));
                    return (
                      <>
                        {t('checksLeft', { left, all: checks.length })}{' '}
                        {waiting.length > 0 && t('waitsSecond', { count: waiting.length })}{' '}
                        {mine && <Tag tone="attention">{t('forMe')}</Tag>}
                      </>
                    );
                  },
                },
                { key: 'started', title: t('started'), cell: ({ startedAt }) => format.instant(startedAt) },
              ]}
            />
          )
        }
      </Loaded>
      <More pages={query} count={rowsOf(query.data?.pages).length} />
    </Panel>
  );
}

function Handlings() {
  const t = useWords(workWords);
  const told = useTold();
  const format = useFormat();
  const { id: person, roles } = useSession();
  const query = api.useInfiniteQuery('get', '/api/v1/handlings', {}, pagewise);
  useOpenScanned(rowsOf(query.data?.pages), 'handlings');
  return (
    <Panel title={t('handlings')}>
      <Loaded query={query}>
        {({ pages }) =>
          rowsOf(pages).length === 0 ? (
            <Empty>{t('handlingsNone')}</Empty>
          ) : (
            <Table
              caption={t('table', { what: t('handlings') })}
              rows={rowsOf(pages)}
              keyOf={({ id }) => id}
              columns={[
                {
                  key: 'code',
                  title: t('code'),
                  cell: ({ id, sampleCode }) => (
                    <Link className="work-link" to={`/work/handlings/${encodeURIComponent(id)}`}>
                      {sampleCode}
                    </Link>
                  ),
                },
                {
                  key: 'next',
                  title: t('nextStep'),
                  cell: ({ steps, tasks }) =>
                    tasks.map(({ what, step, record, notBy, onlyBy, roles: wanted, dueBy }) => {
                      const name = steps.find(({ id }) => id === step)?.name;
                      const mine =
                        wanted.some((role) => roles.includes(role)) &&
                        notBy !== person &&
                        (onlyBy === null || onlyBy === person);
                      return (
                        <div key={`${step} ${record}`}>
                          {name ? told(name) : step} {what === 'confirm' && <Tag>{t('proposed')}</Tag>}{' '}
                          {mine && <Tag tone="attention">{t('forMe')}</Tag>}{' '}
                          {dueBy !== null && (
                            <span className="secondary">{t('dueBy', { at: format.time(dueBy) })}</span>
                          )}
                        </div>
                      );
                    }),
                },
                { key: 'started', title: t('started'), cell: ({ startedAt }) => format.instant(startedAt) },
              ]}
            />
          )
        }
      </Loaded>
      <More pages={query} count={rowsOf(query.data?.pages).length} />
    </Panel>
  );
}
