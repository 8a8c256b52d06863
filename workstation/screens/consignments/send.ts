import { api } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { portInstant } from '../../i18n/port-day.ts';
import { useSession } from '../../session/session.ts';
import type { Act } from './acts.ts';
import type { Asked } from './questions.ts';

type Hold = Schemas['Consignment']['holds'][number];

const filled = (text: string | undefined): string | null =>
  text === undefined || text.trim() === '' ? null : text.trim();
const unitOf = (asked: Asked): number | null =>
  filled(asked['unitNo']) === null ? null : Number(asked['unitNo']);

/** `2026-05-04T08:30` by the clocks of the port, as an instant. */
const atPort = (text: string, timeZone: string): string => {
  const [day = '', time = ''] = text.split('T');
  return portInstant(day, time, timeZone);
};

/** Sends an act with what was answered; rejects with what the server says against it. */
export function useSend(act: Act, id: string): (asked: Asked, reason: string) => Promise<unknown> {
  const params = { path: { id } };
  const { timeZone } = useSession().site;
  const validity = api.useMutation('post', '/api/v1/consignments/{id}/validity-decisions');
  const settlement = api.useMutation('post', '/api/v1/consignments/{id}/finding-settlements');
  const authorisation = api.useMutation('post', '/api/v1/consignments/{id}/decode-authorisations');
  const certificate = api.useMutation('post', '/api/v1/consignments/{id}/certificate');
  const resampling = api.useMutation('post', '/api/v1/consignments/{id}/resamplings');
  const noLimit = api.useMutation('post', '/api/v1/consignments/{id}/no-limit-acceptances');
  const quantity = api.useMutation('post', '/api/v1/consignments/{id}/quantities');
  const siteCheck = api.useMutation('post', '/api/v1/consignments/{id}/site-checks');
  const finding = api.useMutation('post', '/api/v1/consignments/{id}/findings');
  const document = api.useMutation('post', '/api/v1/consignments/{id}/documents');
  const split = api.useMutation('post', '/api/v1/consignments/{id}/split');
  const reinspection = api.useMutation('post', '/api/v1/consignments/{id}/reinspection');
  const ending = api.useMutation('post', '/api/v1/consignments/{id}/ending');

  return (asked, reason) => {
    const text = (name: string): string => (asked[name] ?? '').trim();
    const unitNo = Number(asked['unitNo']);
    switch (act) {
      case 'decideValidity':
        return validity.mutateAsync({
          params,
          body: { unitNo, decision: text('decision') === 'ACCEPT' ? 'ACCEPT' : 'REJECT', reason },
        });
      case 'settleFinding':
        return settlement.mutateAsync({
          params,
          body: {
            holdNo: Number(asked['holdNo']),
            outcome: text('outcome') as Hold['allowed'][number],
            reason,
          },
        });
      case 'authorise':
        return authorisation.mutateAsync({ params });
      case 'prepareCertificate':
        return certificate.mutateAsync({ params });
      case 'resample':
        return resampling.mutateAsync({
          params,
          body: { unitNo, way: text('way') === 'reserve' ? 'reserve' : 'sampler', reason },
        });
      case 'acceptNoLimit':
        return noLimit.mutateAsync({
          params,
          body: {
            items: text('items')
              .split(/[,，、]/)
              .map((item) => item.trim())
              .filter(Boolean),
            reason,
          },
        });
      case 'recordQuantity':
        return quantity.mutateAsync({
          params,
          body: {
            id: text('id'),
            method: text('method') as Schemas['Consignment']['measurements'][number]['method'],
            quantity: text('quantity'),
            unit: text('unit') === 'm3' ? 'm3' : 't',
            ...(unitOf(asked) !== null && { unitNo }),
            measuredAt: atPort(text('measuredAt'), timeZone),
            document: filled(asked['document']),
          },
        });
      case 'recordSiteCheck': {
        const number = filled(asked['number']);
        return siteCheck.mutateAsync({
          params,
          body: {
            id: text('id'),
            check: text('check') as Schemas['Consignment']['siteChecks'][number]['check'],
            unitNo: unitOf(asked),
            finding: text('finding') === 'abnormal' ? 'abnormal' : 'normal',
            value: number === null ? null : { number, unit: text('readingUnit') },
            remark: filled(asked['remark']),
          },
        });
      }
      case 'reportFinding':
        return finding.mutateAsync({
          params,
          body: {
            finding: text('finding'),
            unitNo: unitOf(asked),
            whileUnloading: text('whileUnloading') === 'yes',
            treatment: text('treatment') as Hold['treatment'],
            remark: text('remark'),
          },
        });
      case 'prepareDocument':
        return document.mutateAsync({ params, body: documentOf(asked) });
      case 'declareSplit':
        return split.mutateAsync({ params, body: { unitNos: [unitNo], port: text('port'), reason } });
      case 'requestReinspection':
        return reinspection.mutateAsync({ params, body: { applicant: text('applicant'), reason } });
      case 'endInspection':
        return ending.mutateAsync({
          params,
          body: { kind: text('kind') === 'cancelled' ? 'cancelled' : 'withdrawn', reason },
        });
    }
  };
}

/** What is asked for beside the certificate of results; a notice only where an addressee is told. */
function documentOf(asked: Asked) {
  const text = (name: string): string => (asked[name] ?? '').trim();
  const number = filled(asked['replaces']);
  return {
    kind: text('kind').toUpperCase(),
    remark: filled(asked['remark']),
    replaces: number === null ? null : { number, reason: text('replacesReason') },
    notice:
      filled(asked['addressee']) === null
        ? null
        : {
            addressee: { name: text('addressee') },
            reason: { zh: text('reasonZh'), en: text('reasonEn') },
            required: { zh: text('requiredZh'), en: text('requiredEn') },
          },
  };
}
