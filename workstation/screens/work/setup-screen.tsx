import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { api, problemOf } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { useTold, useWords } from '../../i18n/language.ts';
import { Button } from '../../kit/button.tsx';
import { Loaded } from '../../kit/loaded.tsx';
import { Tag } from '../../kit/marks.tsx';
import { Empty, Facts, Page, Panel } from '../../kit/page.tsx';
import { Photos } from '../../kit/photos.tsx';
import { ProblemNote } from '../../kit/problem-note.tsx';
import { useMay } from '../../session/session.ts';
import { CheckForm } from './check-form.tsx';
import type { Check } from './check-form.tsx';
import { CodeInHand } from './code-in-hand.tsx';
import { CorrectionDialog } from './correction-dialog.tsx';
import { useAllowed } from './limits.ts';
import { Records } from './records.tsx';
import { useRefusedWork } from './refused-work.ts';
import { Abandon, Settle } from './settle.tsx';
import { workWords } from './words.ts';
import './work.css';

type Setup = Schemas['Setup'];
type SetupRecord = Setup['records'][number];
const path = '/api/v1/setups/{id}';

/** The checks of one sampler before one sample. */
export default function SetupScreen() {
  const t = useWords(workWords);
  const { id = '' } = useParams();
  const query = api.useQuery('get', path, { params: { path: { id } } });
  return (
    <Page
      title={t('setups')}
      help={[t('help1'), t('help2'), t('help3')]}
      aside={<Link to="/work?tab=setups">{t('back')}</Link>}
    >
      {query.isError && problemOf(query.error).status === 404 ? (
        <Empty>{t('notFound')}</Empty>
      ) : (
        <Loaded query={query}>{(setup) => <OneSetup setup={setup} />}</Loaded>
      )}
    </Page>
  );
}

function OneSetup({ setup }: { setup: Setup }) {
  const t = useWords(workWords);
  const told = useTold();
  const format = useFormat();
  const may = useMay();
  const params = { params: { path: { id: setup.id } } };
  const settle = api.useMutation('post', `${path}/settlements`);
  const abandon = api.useMutation('post', `${path}/abandonment`);
  const open = setup.endedAt === null;
  const nameOf = (id: string): string => {
    const check = setup.checks.find((one) => one.id === id);
    return check ? told(check.name) : id;
  };
  return (
    <>
      <Panel
        title={setup.sampler}
        aside={
          open &&
          may('abandonSetup') && (
            <Abandon
              effect={t('abandonSetupEffect')}
              onAbandon={(reason) => abandon.mutateAsync({ ...params, body: { reason } })}
            />
          )
        }
      >
        <CodeInHand code={setup.sampleCode} />
        <Facts
          facts={[
            [t('started'), format.instant(setup.startedAt)],
            ...(setup.endedAt === null
              ? []
              : ([[t('state'), t('ended', { at: format.instant(setup.endedAt) })]] as const)),
            ...(setup.reason === null ? [] : ([[t('reason'), setup.reason]] as const)),
          ]}
        />
      </Panel>
      {setup.waiting.length > 0 && (
        <Panel title={t('waiting')}>
          {setup.waiting.map(({ record, check, notBy }) => {
            const found = setup.records.find(({ no }) => no === record);
            const what = (
              <>
                {nameOf(check)}: {found && <FoundValue setup={setup} record={found} />}{' '}
                <AllowedFor setup={setup} check={check} />{' '}
                <Photos stored={found?.evidence ?? []} />
              </>
            );
            if (!may('settleSetup')) return <p key={record}>{what}</p>;
            return (
              <Settle
                key={record}
                record={record}
                notBy={notBy}
                what={what}
                onSettle={(body) => settle.mutateAsync({ ...params, body })}
              />
            );
          })}
        </Panel>
      )}
      <Panel title={t('checks')}>
        <ol className="work-steps">
          {setup.checks.map((check) => (
            <CheckItem key={check.id} setup={setup} check={check} open={open} />
          ))}
        </ol>
      </Panel>
      <Panel title={t('records')}>
        <Records
          records={setup.records}
          subjectTitle={t('check')}
          subject={({ check }) => nameOf(check)}
          content={(record) => (
            <>
              <FoundValue setup={setup} record={record} /> {record.remedy} <Photos stored={record.evidence} />
            </>
          )}
        />
      </Panel>
    </>
  );
}

function FoundValue({ setup, record: { check, value } }: { setup: Setup; record: SetupRecord }) {
  const t = useWords(workWords);
  const format = useFormat();
  const unit = setup.checks.find(({ id }) => id === check)?.unit;
  return (
    <strong>
      {value.kind === 'yes-no'
        ? t(value.yes ? 'yes' : 'no')
        : value.kind === 'date'
          ? format.date(value.date)
          : `${value.value} ${unit ?? ''}`}
    </strong>
  );
}

/** What is allowed, for who judges what another person found. */
function AllowedFor({ setup, check }: { setup: Setup; check: string }) {
  const allowed = useAllowed();
  const found = setup.checks.find(({ id }) => id === check);
  return <span className="secondary">{found && allowed(found.limits, found.unit)}</span>;
}

function CheckItem({ setup, check, open }: { setup: Setup; check: Check; open: boolean }) {
  const t = useWords(workWords);
  const told = useTold();
  const may = useMay();
  const allowed = useAllowed();
  const [correcting, setCorrecting] = useState(false);
  const { refused, telling } = useRefusedWork();
  const doCheck = api.useMutation('post', `${path}/checks`);
  const correct = api.useMutation('post', `${path}/corrections`);
  const params = { params: { path: { id: setup.id } } };
  const waits = setup.waiting.some((one) => one.check === check.id);
  const last = setup.records.findLast((record) => record.check === check.id && record.status === 'done');
  const due = open && !waits && check.state !== 'passed' && may('doSetupCheck');
  return (
    <li className={due ? 'due' : undefined}>
      <h3>
        {told(check.name)}{' '}
        <Tag tone={check.state === 'failed' ? 'bad' : check.state === 'to do' ? 'attention' : 'plain'}>
          {waits ? t('proposed') : t(check.state)}
        </Tag>
      </h3>
      <p className="secondary">
        {[
          check.twoPersons && t('twoPersons'),
          check.evidence && t('evidence'),
          // Who fills in the form reads it there.
          !due && allowed(check.limits, check.unit),
        ]
          .filter((text) => typeof text === 'string')
          .join(' · ')}
      </p>
      {due && (
        <CheckForm
          key={check.attempts}
          check={check}
          onSend={telling((body) => doCheck.mutateAsync({ ...params, body }))}
        />
      )}
      {!due && refused !== null && <ProblemNote problem={refused} />}
      {open && !waits && last && may('correctSetupCheck') && (
        <div>
          <Button onClick={() => setCorrecting(true)}>{t('correct')}</Button>
        </div>
      )}
      {correcting && last && (
        <CorrectionDialog
          title={`${t('correct')} · ${told(check.name)}`}
          onClose={() => setCorrecting(false)}
        >
          {(reason, ready) => (
            <CheckForm
              check={check}
              before={last}
              ready={ready}
              onSend={async (body) => {
                await correct.mutateAsync({ ...params, body: { ...body, reason } });
                setCorrecting(false);
              }}
            />
          )}
        </CorrectionDialog>
      )}
    </li>
  );
}
