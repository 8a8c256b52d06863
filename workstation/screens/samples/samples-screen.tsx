import { useState } from 'react';
import type { FormEvent } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { api, problemOf } from '../../api/client.ts';
import { useWords } from '../../i18n/language.ts';
import { Button } from '../../kit/button.tsx';
import { Select, TextField } from '../../kit/field.tsx';
import { Loaded } from '../../kit/loaded.tsx';
import { More } from '../../kit/more.tsx';
import { Empty, Page, Panel } from '../../kit/page.tsx';
import { pagewise, rowsOf } from '../../kit/pagewise.ts';
import { Tabs, useTab } from '../../kit/tabs.tsx';
import { normaliseCode } from '../../scanner/normalise.ts';
import { useScan } from '../../scanner/use-scan.ts';
import { useMay } from '../../session/session.ts';
import { LabelPanel } from './label-panel.tsx';
import { Timeline } from './timeline.tsx';
import { WholeJourney } from './whole-journey.tsx';
import { samplesWords } from './words.ts';
import './samples.css';

/** What happened to a sample, under the code of the stage one works in; for those who may decode also by consignment. */
export default function SamplesScreen() {
  const t = useWords(samplesWords);
  const may = useMay();
  const { code } = useParams();
  const whole = may('getJourney') && may('listConsignments');
  const tab = useTab(['one', 'whole']);
  const tabs = [
    { id: 'one', title: t('tabOne') },
    { id: 'whole', title: t('tabWhole') },
  ] as const;
  return (
    <Page title={t('title')} help={[t('help1'), t('help2'), t('help3')]}>
      {whole && <Tabs label={t('title')} tabs={tabs} shown={tab} />}
      {whole && tab === 'whole' ? (
        <ByConsignment />
      ) : (
        <>
          <Search key={code} code={code ?? ''} />
          {code === undefined ? <Empty>{t('none')}</Empty> : <OneSample key={code} code={code} />}
        </>
      )}
    </Page>
  );
}

function Search({ code }: { code: string }) {
  const t = useWords(samplesWords);
  const navigate = useNavigate();
  const [typed, setTyped] = useState(code);
  const [missing, setMissing] = useState(false);
  const show = (wanted: string) => void navigate(`/samples/${encodeURIComponent(normaliseCode(wanted))}`);
  useScan((scanned) => {
    show(scanned);
    return true;
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (typed.trim() === '') setMissing(true);
    else show(typed);
  };
  return (
    <form className="samples-search no-print" role="search" aria-label={t('search')} onSubmit={submit}>
      <TextField
        label={t('code')}
        hint={t('codeHint')}
        error={missing && typed.trim() === '' ? t('codeMissing') : undefined}
        value={typed}
        onChange={setTyped}
        autoComplete="off"
      />
      <Button type="submit" kind="primary">
        {t('show')}
      </Button>
    </form>
  );
}

function OneSample({ code }: { code: string }) {
  const t = useWords(samplesWords);
  const may = useMay();
  const query = api.useQuery('get', '/api/v1/samples/{code}/journey', { params: { path: { code } } });
  if (query.isError && problemOf(query.error).status === 404) return <Empty>{t('notFound', { code })}</Empty>;
  return (
    <Loaded query={query}>
      {(journey) => (
        <>
          <Panel title={t('journey')} aside={<span className="secondary">{t(journey.stage)}</span>}>
            <p className="samples-code">{journey.code}</p>
            <Timeline
              caption={t('timeline')}
              events={journey.events}
              by={({ by }) => (by === null ? t('system') : by === 'plant' ? t('plant') : by)}
            />
          </Panel>
          {may('getLabel') && <LabelPanel code={code} />}
        </>
      )}
    </Loaded>
  );
}

function ByConsignment() {
  const t = useWords(samplesWords);
  const [search, setSearch] = useSearchParams();
  const query = api.useInfiniteQuery('get', '/api/v1/consignments', { params: { query: { limit: 200 } } }, pagewise);
  const id = search.get('consignment') ?? '';
  return (
    <>
      <Loaded query={query}>
        {({ pages }) => (
          <div className="samples-filter no-print">
            <Select
              label={t('consignment')}
              value={id}
              onChange={(chosen) =>
                setSearch({ tab: 'whole', ...(chosen !== '' && { consignment: chosen }) })
              }
              options={[
                { value: '', label: t('choose') },
                ...rowsOf(pages).map((one) => ({ value: one.id, label: one.id.slice(one.id.indexOf('/') + 1) })),
              ]}
            />
            <More pages={query} count={rowsOf(pages).length} />
          </div>
        )}
      </Loaded>
      {id === '' ? <Empty>{t('chooseConsignment')}</Empty> : <WholeJourney key={id} consignment={id} />}
    </>
  );
}
