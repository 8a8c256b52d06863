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
import { ProblemNote } from '../../kit/problem-note.tsx';
import { useHandlingName } from '../../kit/handling-names.ts';
import { useMay } from '../../session/session.ts';
import { CodeInHand } from './code-in-hand.tsx';
import { CorrectionDialog } from './correction-dialog.tsx';
import { HandlingOutcome } from './handling-outcome.tsx';
import { Records } from './records.tsx';
import { useRefusedWork } from './refused-work.ts';
import { Abandon, Settle } from './settle.tsx';
import { StepForm } from './step-form.tsx';
import { StepTold } from './step-told.tsx';
import type { Step } from './step-fields.ts';
import { workWords } from './words.ts';
import './work.css';

type Handling = Schemas['Handling'];
const path = '/api/v1/handlings/{id}';

/** The handling of one sample by hand, step by step after its recipe. */
export default function HandlingScreen() {
  const t = useWords(workWords);
  const { id = '' } = useParams();
  const query = api.useQuery('get', path, { params: { path: { id } } });
  return (
    <Page
      title={t('handlings')}
      help={[t('help1'), t('help2'), t('help3')]}
      aside={<Link to="/work?tab=handlings">{t('back')}</Link>}
    >
      {query.isError && problemOf(query.error).status === 404 ? (
        <Empty>{t('notFound')}</Empty>
      ) : (
        <Loaded query={query}>{(handling) => <OneHandling handling={handling} />}</Loaded>
      )}
    </Page>
  );
}

function OneHandling({ handling }: { handling: Handling }) {
  const t = useWords(workWords);
  const told = useTold();
  const format = useFormat();
  const may = useMay();
  const nameOfThing = useHandlingName();
  const params = { params: { path: { id: handling.id } } };
  const settle = api.useMutation('post', `${path}/settlements`);
  const abandon = api.useMutation('post', `${path}/abandonment`);
  const open = handling.endedAt === null;
  const stepOf = (id: string) => handling.steps.find((step) => step.id === id);
  const nameOf = (id: string): string => {
    const step = stepOf(id);
    return step ? told(step.name) : id;
  };
  const toConfirm = handling.tasks.filter(({ what }) => what === 'confirm');
  return (
    <>
      <Panel
        title={t('code')}
        aside={
          open &&
          may('abandonHandling') && (
            <Abandon
              effect={t('abandonHandlingEffect')}
              onAbandon={(reason) => abandon.mutateAsync({ ...params, body: { reason } })}
            />
          )
        }
      >
        <CodeInHand code={handling.sampleCode} />
        <Facts
          facts={[
            [t('recipe'), nameOfThing(handling.recipe)],
            [t('started'), format.instant(handling.startedAt)],
            ...(handling.endedAt === null
              ? []
              : ([[t('state'), t('ended', { at: format.instant(handling.endedAt) })]] as const)),
            ...(handling.reason === null ? [] : ([[t('reason'), handling.reason]] as const)),
          ]}
        />
        {handling.findings.length > 0 && (
          <ul className="work-findings" aria-label={t('findings')}>
            {handling.findings.map((finding, index) => (
              <li key={`${finding.code} ${index}`}>
                <Tag tone="bad">{t('findings')}</Tag> {told(finding)}
              </li>
            ))}
          </ul>
        )}
      </Panel>
      {toConfirm.length > 0 && (
        <Panel title={t('waiting')}>
          {toConfirm.map(({ record, step, notBy, onlyBy }) => {
            const data = handling.records.find(({ no }) => no === record)?.data;
            const what = (
              <>
                {nameOf(step)}{' '}
                {data && <StepTold step={stepOf(step)} positions={handling.positions} data={data} />}
              </>
            );
            if (record === null || !may('settleHandling')) return <div key={step}>{what}</div>;
            return (
              <Settle
                key={record}
                record={record}
                notBy={notBy}
                onlyBy={onlyBy}
                what={what}
                onSettle={(body) => settle.mutateAsync({ ...params, body })}
              />
            );
          })}
        </Panel>
      )}
      <Panel title={t('steps')}>
        <ol className="work-steps">
          {handling.steps.map((step) => (
            <StepItem key={step.id} handling={handling} step={step} open={open} />
          ))}
        </ol>
      </Panel>
      <HandlingOutcome handling={handling} nameOf={nameOf} />
      <Panel title={t('records')}>
        <Records
          records={handling.records}
          subjectTitle={t('step')}
          subject={({ step }) => nameOf(step)}
          content={({ step, data }) => (
            <StepTold step={stepOf(step)} positions={handling.positions} data={data} />
          )}
        />
      </Panel>
    </>
  );
}

function StepItem({ handling, step, open }: { handling: Handling; step: Step; open: boolean }) {
  const t = useWords(workWords);
  const told = useTold();
  const format = useFormat();
  const may = useMay();
  const [correcting, setCorrecting] = useState(false);
  const { refused, telling } = useRefusedWork();
  const doStep = api.useMutation('post', `${path}/steps`);
  const correct = api.useMutation('post', `${path}/corrections`);
  const params = { params: { path: { id: handling.id } } };
  const tasks = handling.tasks.filter((task) => task.step === step.id);
  const next = tasks.find(({ what }) => what === 'do');
  const waits = tasks.some(({ what }) => what === 'confirm');
  const own = handling.records.filter((record) => record.step === step.id);
  const last = own.findLast(({ status }) => status === 'done');
  const state = waits ? t('proposed') : next ? t('now') : last ? t('done') : t('to do');
  return (
    <li className={next ? 'due' : undefined}>
      <h3>
        {told(step.name)} <Tag tone={next || waits ? 'attention' : 'plain'}>{state}</Tag>
      </h3>
      <p className="secondary">
        {[
          step.witness && t('twoPersons'),
          step.evidence && t('evidence'),
          next?.dueBy !== undefined && next.dueBy !== null && t('dueBy', { at: format.instant(next.dueBy) }),
        ]
          .filter((text) => text !== false && text !== undefined)
          .join(' · ')}
      </p>
      {open && next && may('doHandlingStep') && (
        <StepForm
          // What is half typed stays when somebody tells of another step.
          key={own.length}
          code={handling.sampleCode}
          step={step}
          positions={handling.positions}
          onSend={telling((data) => doStep.mutateAsync({ ...params, body: { step: step.id, data } }))}
        />
      )}
      {!next && refused !== null && <ProblemNote problem={refused} />}
      {open && last && !waits && may('correctHandlingStep') && (
        <div>
          <Button onClick={() => setCorrecting(true)}>{t('correct')}</Button>
        </div>
      )}
      {correcting && last && (
        <CorrectionDialog title={`${t('correct')} · ${told(step.name)}`} onClose={() => setCorrecting(false)}>
          {(reason, ready) => (
            <StepForm
              code={handling.sampleCode}
              step={step}
              positions={handling.positions}
              before={last.data}
              ready={ready}
              onSend={async (data) => {
                await correct.mutateAsync({ ...params, body: { step: step.id, data, reason } });
                setCorrecting(false);
              }}
            />
          )}
        </CorrectionDialog>
      )}
    </li>
  );
}
