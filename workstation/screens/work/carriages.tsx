import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { api } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { useTold, useWords } from '../../i18n/language.ts';
import { usePlainProblem } from '../../i18n/problems.ts';
import { Button } from '../../kit/button.tsx';
import { Loaded } from '../../kit/loaded.tsx';
import { Tag } from '../../kit/marks.tsx';
import { More } from '../../kit/more.tsx';
import { Empty, Panel } from '../../kit/page.tsx';
import { pagewise, rowsOf } from '../../kit/pagewise.ts';
import { Table } from '../../kit/table.tsx';
import { normaliseCode } from '../../scanner/normalise.ts';
import { useScan } from '../../scanner/use-scan.ts';
import { useMay, useSession } from '../../session/session.ts';
import { actsOf, actWords } from './carriage-acts.ts';
import type { CarriageAct } from './carriage-acts.ts';
import { CarriageDialog } from './carriage-dialog.tsx';
import { CarriageRequest } from './carriage-request.tsx';
import { Tubes } from './tubes.tsx';
import { workWords } from './words.ts';

type Carriage = Schemas['Carriage'];
const states: Readonly<
  Record<string, 'requested' | 'released' | 'sending' | 'carried' | 'arrived' | 'overdue' | 'carriage-missing'>
> = {
  requested: 'requested',
  released: 'released',
  sending: 'sending',
  arrived: 'arrived',
  carried: 'carried',
  overdue: 'overdue',
  missing: 'carriage-missing',
};

/** Carriages under way in which one takes part, or, by scan, the one of the container in one's hands. */
export function Carriages() {
  const t = useWords(workWords);
  const told = useTold();
  const format = useFormat();
  const plain = usePlainProblem();
  const may = useMay();
  const me = useSession();
  const [search, setSearch] = useSearchParams();
  const code = search.get('code');
  const query = api.useInfiniteQuery(
    'get',
    '/api/v1/carriages',
    code === null ? {} : { params: { query: { code } } },
    pagewise,
  );
  const [requesting, setRequesting] = useState(false);
  const [asked, setAsked] = useState<{ carriage: Carriage; act: CarriageAct } | null>(null);
  useScan((scanned) => {
    if (requesting || asked) return false;
    setSearch({ tab: 'carriages', code: normaliseCode(scanned) });
    return true;
  });
  return (
    <>
      <Panel
        title={t('carriages')}
        aside={may('requestCarriage') && <Button onClick={() => setRequesting(true)}>{t('request')}</Button>}
      >
        <Loaded query={query}>
          {({ pages }) =>
            rowsOf(pages).length === 0 ? (
              <Empty>{code === null ? t('carriagesNone') : t('findCarriage', { code })}</Empty>
            ) : (
              <Table
                caption={t('table', { what: t('carriages') })}
                rows={rowsOf(pages)}
                keyOf={({ id }) => id}
                columns={[
                  {
                    key: 'codes',
                    title: t('codes'),
                    cell: ({ codes }) => codes.map((one) => <div key={one}>{one}</div>),
                  },
                  { key: 'from', title: t('from'), cell: ({ from }) => from },
                  { key: 'to', title: t('to'), cell: ({ to }) => to },
                  {
                    key: 'means',
                    title: t('means'),
                    cell: ({ means }) =>
                      means.kind === 'tube' ? t('tube', { tube: means.tube }) : t(means.kind),
                  },
                  {
                    key: 'state',
                    title: t('state'),
                    cell: ({ status, dueAt, findings, tubeRefusal }) => (
                      <>
                        <Tag tone={status === 'overdue' || status === 'missing' ? 'bad' : 'plain'}>
                          {states[status] ? t(states[status]) : status}
                        </Tag>
                        {dueAt !== null && (
                          <div className="secondary">{`${t('due')} ${format.instant(dueAt)}`}</div>
                        )}
                        {tubeRefusal && (
                          <div>{plain({ ...tubeRefusal, title: tubeRefusal.message, detail: tubeRefusal.message }).what}</div>
                        )}
                        {findings.map((finding) => (
                          <div key={`${finding.code} ${finding.container}`}>{told(finding)}</div>
                        ))}
                      </>
                    ),
                  },
                  {
                    key: 'acts',
                    title: t('acts'),
                    cell: (carriage) => (
                      <div className="work-actions">
                        {actsOf(carriage, me)
                          .filter((act) => may(act === 'GIVE_UP' ? 'giveUpCarriage' : 'actOnCarriage'))
                          .map((act) => (
                            <Button key={act} onClick={() => setAsked({ carriage, act })}>
                              {t(actWords[act].action)}
                            </Button>
                          ))}
                      </div>
                    ),
                  },
                ]}
              />
            )
          }
        </Loaded>
        <More pages={query} count={rowsOf(query.data?.pages).length} />
        {requesting && <CarriageRequest onClose={() => setRequesting(false)} />}
        {asked && <CarriageDialog {...asked} onClose={() => setAsked(null)} />}
      </Panel>
      {may('listTubes') && <Tubes />}
    </>
  );
}
