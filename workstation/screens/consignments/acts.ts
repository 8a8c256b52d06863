import type { Schemas } from '../../api/client.ts';
import type { OperationName } from '../../session/session.ts';

type Consignment = Schemas['Consignment'];

/** What people do to a consignment, in the order in which its life asks for it. */
export const acts = [
  'decideValidity',
  'settleFinding',
  'authorise',
  'prepareCertificate',
  'resample',
  'acceptNoLimit',
  'recordQuantity',
  'recordSiteCheck',
  'reportFinding',
  'prepareDocument',
  'declareSplit',
  'requestReinspection',
  'endInspection',
] as const;
export type Act = (typeof acts)[number];

export const operations: Readonly<Record<Act, OperationName>> = {
  decideValidity: 'decideValidity',
  settleFinding: 'settleFinding',
  authorise: 'authoriseDecoding',
  prepareCertificate: 'prepareCertificate',
  resample: 'orderResampling',
  acceptNoLimit: 'acceptNoLimit',
  recordQuantity: 'recordQuantity',
  recordSiteCheck: 'recordSiteCheck',
  reportFinding: 'reportFinding',
  prepareDocument: 'prepareDocument',
  declareSplit: 'declareSplit',
  requestReinspection: 'requestReinspection',
  endInspection: 'endInspection',
};

const over: readonly string[] = ['closed', 'archived', 'ending', 'ended'];
const asks = ({ outstanding }: Pick<Consignment, 'outstanding'>, ...codes: readonly string[]): boolean =>
  outstanding.some(({ code }) => codes.includes(code));

type Standing = Pick<
  Consignment,
  'kind' | 'status' | 'outstanding' | 'units' | 'conformity' | 'certificateNo' | 'reinspection' | 'ended'
>;

/** Whether an act makes sense as things stand; the server decides whether it is taken. */
export function fits(act: Act, consignment: Standing): boolean {
  const { status, conformity, units, certificateNo, reinspection, ended } = consignment;
  switch (act) {
    case 'decideValidity':
      return asks(consignment, 'DECIDE_VALIDITY');
    case 'settleFinding':
      return asks(consignment, 'SETTLE_FINDING', 'STOP_DISCHARGE');
    case 'authorise':
      return asks(consignment, 'AUTHORISE_DECODING');
    case 'prepareCertificate':
      return asks(consignment, 'PREPARE_CERTIFICATE');
    case 'resample':
      return asks(consignment, 'SAMPLE_AGAIN');
    case 'acceptNoLimit':
      return status === 'assessed' && (conformity?.findings.some(({ code }) => code === 'NO_LIMIT') ?? false);
    case 'declareSplit':
      return units.some(({ stage }) => stage === 'planned') && !over.includes(status);
    case 'requestReinspection':
      return certificateNo !== null && reinspection === null && ended === null;
    case 'prepareDocument':
      return ended === null;
    case 'endInspection':
      return ended === null && certificateNo === null && !over.includes(status);
    case 'recordQuantity':
    case 'recordSiteCheck':
      return !over.includes(status);
    // No other cargo is looked at in quarantine.
    case 'reportFinding':
      return consignment.kind === 'grain' && !over.includes(status);
  }
}
