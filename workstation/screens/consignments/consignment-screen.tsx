import { Link, useParams, useSearchParams } from 'react-router';
import { api } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { useTold, useWords } from '../../i18n/language.ts';
import { Button } from '../../kit/button.tsx';
import { Gates, Results } from '../../kit/conformity.tsx';
import { Loaded } from '../../kit/loaded.tsx';
import { Facts, Page, Panel } from '../../kit/page.tsx';
import { useMay, useNameOf } from '../../session/session.ts';
import { ActDialog } from './act-dialog.tsx';
import { acts, fits, operations } from './acts.ts';
import { CustomsDecisions } from './customs-panel.tsx';
import { DocumentsPanel } from './documents-panel.tsx';
import { Outstanding } from './outstanding.tsx';
import { PlanPanel } from './plan-panel.tsx';
import { SitePanel } from './site-panel.tsx';
import { StatusTag } from './status-tag.tsx';
import { UnitsPanel } from './units-panel.tsx';
import { consignmentWords } from './words.ts';
import './consignments.css';

type Consignment = Schemas['Consignment'];

/** One consignment from its declaration to what customs decided. */
export default function Screen() {
  const { id = '' } = useParams();
  const consignment = api.useQuery('get', '/api/v1/consignments/{id}', { params: { path: { id } } });
  return <Loaded query={consignment}>{(data) => <OneConsignment consignment={data} />}</Loaded>;
}

function OneConsignment({ consignment }: { consignment: Consignment }) {
  const t = useWords(consignmentWords);
  const told = useTold();
  const may = useMay();
  const { results, conformity } = consignment;
  return (
    <Page
      title={`${told(consignment.commodity)} ${consignment.vessel}`}
      help={[t('oneHelp1'), t('oneHelp2'), t('oneHelp3')]}
      aside={
        <>
          {may('getJourney') && (
            <Link to={`/samples?tab=whole&consignment=${encodeURIComponent(consignment.id)}`}>{t('journey')}</Link>
          )}
          <Link to={`/release?declaration=${encodeURIComponent(consignment.declarationNo)}`}>
            {t('toRelease')}
          </Link>
        </>
      }
    >
      <Acts consignment={consignment} />
      <Overview consignment={consignment} />
      <UnitsPanel units={consignment.units} kind={consignment.kind} />
      <SitePanel {...consignment} />
      <Panel title={t('results')}>
        {results === null ? (
          <p className="secondary">{t('noResults')}</p>
        ) : (
          <Results results={results} statement={conformity} />
        )}
      </Panel>
      {conformity && conformity.advice.length > 0 && (
        <Panel title={t('advice')}>
          <Gates advice={conformity.advice} />
        </Panel>
      )}
      <div className="consignments-two">
        <Panel title={t('decisions')}>
          <CustomsDecisions {...consignment} />
        </Panel>
        <DocumentsPanel {...consignment} />
      </div>
      <PlanPanel plan={consignment.plan} />
    </Page>
  );
}

/** What the person may do now; what is open stands in the address. */
function Acts({ consignment }: { consignment: Consignment }) {
  const t = useWords(consignmentWords);
  const may = useMay();
  const [params, setParams] = useSearchParams();
  const possible = acts.filter((act) => may(operations[act]) && fits(act, consignment));
  const open = possible.find((act) => act === params.get('act'));
  if (possible.length === 0) return null;
  return (
    <div className="consignments-acts no-print" role="group" aria-label={t('acts')}>
      {possible.map((act, no) => (
        <Button
          key={act}
          kind={no === 0 && consignment.outstanding.length > 0 ? 'primary' : 'plain'}
          onClick={() => setParams({ act })}
        >
          {t(act)}
        </Button>
      ))}
      {open && (
        <ActDialog
          key={open}
          act={open}
          consignment={consignment}
          onClose={() => setParams({}, { replace: true })}
        />
      )}
    </div>
  );
}

function Overview({ consignment }: { consignment: Consignment }) {
  const t = useWords(consignmentWords);
  const nameOf = useNameOf();
  const told = useTold();
  const format = useFormat();
  const { split, reinspection, ended } = consignment;
  return (
    <Panel title={t('overview')} aside={<StatusTag status={consignment.status} />}>
      <Facts
        facts={[
          [t('outstanding'), <Outstanding key="outstanding" consignment={consignment} />],
          [t('declaration'), consignment.declarationNo],
          [t('vessel'), consignment.vessel],
          [t('commodity'), told(consignment.commodity)],
          [t('mass'), consignment.declaredMass],
          [t('declaredAt'), format.instant(consignment.declaredAt)],
          [t('decodedBy'), consignment.decodeAuthorisedBy.join('、') || '—'],
        ]}
      />
      {split && (
        <p>
          {t('splitText', {
            units: split.unitNos.join('、'),
            port: split.port,
            reason: split.reason,
            by: nameOf(split.by),
            at: format.instant(split.at),
          })}
        </p>
      )}
      {reinspection && (
        <p>
          {t('reinspectionText', {
            applicant: reinspection.applicant,
            dueOn: reinspection.dueOn,
            reason: reinspection.reason,
            by: nameOf(reinspection.by),
            at: format.instant(reinspection.at),
          })}
        </p>
      )}
      {ended && (
        <p>
          <strong>
            {t('ended', {
              kind: t(`ended.${ended.kind}`),
              reason: ended.reason,
              by: nameOf(ended.by),
              at: format.instant(ended.at),
            })}
          </strong>
        </p>
      )}
    </Panel>
  );
}
