import type { CertificateView, ConsignmentView } from '../../views/model.ts';
import { ApiError } from '../http-client.ts';
import { each, path } from './duty.ts';
import type { Duty, Hands } from './duty.ts';

const acceptance = '演示：复核设备记录后接受 demonstration: accepted after checking the plant record';

/** The consignments as somebody sees them of which this is outstanding. */
async function outstanding({ as }: Hands, who: string, code: string): Promise<readonly ConsignmentView[]> {
  return as(who).all<ConsignmentView>(`/api/v1/consignments?outstanding=${code}`);
}

/** The officer accepts every doubtful sample. */
export const decideValidity: Duty = async (hands) => {
  await each(await outstanding(hands, 'officer', 'DECIDE_VALIDITY'), async ({ id, units }) => {
    for (const { no } of units.filter(({ validity }) => validity === 'SUSPECT')) {
      const decision = { unitNo: no, decision: 'ACCEPT', reason: acceptance };
      await hands
        .as('officer')
        .post(`/api/v1/consignments/${path(id)}/validity-decisions`, decision)
        .catch((error: unknown) => {
          if (!(error instanceof ApiError && error.code === 'NOTHING_TO_DECIDE')) throw error;
        });
    }
  });
};

/** Two custodians reveal whose the results are. */
export const authoriseDecoding: Duty = async (hands) => {
  await each(
    await outstanding(hands, 'officer', 'AUTHORISE_DECODING'),
    async ({ id, decodeAuthorisedBy }) => {
      const next = decodeAuthorisedBy.length === 0 ? 'custodian1' : 'custodian2';
      await hands.as(next).post(`/api/v1/consignments/${path(id)}/decode-authorisations`, {});
    },
  );
};

/** One prepares the certificate, another checks it, a third signs it. */
export const certify: Duty = async (hands) => {
  await each(await outstanding(hands, 'preparer', 'PREPARE_CERTIFICATE'), ({ id }) =>
    hands.as('preparer').post(`/api/v1/consignments/${path(id)}/certificate`, {}),
  );
  const [checker, signatory] = [hands.as('checker'), hands.as('signatory')];
  const inStatus = (status: CertificateView['status']) =>
    checker.all<CertificateView>(`/api/v1/certificates?status=${status}`);
  const address = (id: string) => `/api/v1/certificates/${path(id)}`;
  await each(await inStatus('reviewed'), ({ id, draftDigest }) =>
    signatory.post(`${address(id)}/approval`, { draftDigest, password: signatory.secret }),
  );
  await each(await inStatus('prepared'), ({ id, draftDigest }) =>
    checker.post(`${address(id)}/reviews`, { decision: 'ACCEPT', draftDigest }),
  );
};
