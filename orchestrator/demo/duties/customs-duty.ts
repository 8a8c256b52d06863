import type { ChangeRow, ReleaseAdviceView } from '../../views/model.ts';
import type { ApiClient } from '../http-client.ts';
import { path } from './duty.ts';
import type { Duty } from './duty.ts';

/** Customs follows the feed, fetches and acknowledges each certificate, and decides at both gates as advised. */
export function clearCustoms(): Duty {
  let after = 0;
  return async ({ as, log }) => {
    const customs = as('customs-demo');
    const feed = `/customs/v1/changes?after=${after}&limit=100&wait=0`;
    const { changes } = await customs.get<{ changes: readonly ChangeRow[] }>(feed);
    for (const { cursor, type, certificateNo, declarationNo } of changes) {
      if (type === 'certificate.issued' && certificateNo) {
        const bytes = await acknowledge(customs, certificateNo);
        log.debug({ certificateNo, bytes }, 'customs pulled a certificate');
        await decide(customs, declarationNo);
      }
      after = cursor;
    }
  };
}

/** Tells how many bytes it received. */
async function acknowledge(customs: ApiClient, certificateNo: string): Promise<number> {
  const certificate = `/customs/v1/certificates/${path(certificateNo)}`;
  const { bytes, etag } = await customs.bytes(certificate, 'application/pdf');
  const received = { status: 'RECEIVED', message: null, digest: etag.replaceAll('"', '') };
  await customs.post(`${certificate}/acknowledgements`, received, `ack-${certificateNo}`);
  return bytes.length;
}

async function decide(customs: ApiClient, declarationNo: string): Promise<void> {
  const adviceOf = `/customs/v1/release-advice/${path(declarationNo)}`;
  const { items } = await customs.get<ReleaseAdviceView>(adviceOf);
  for (const { goodsItem, gates } of items) {
    for (const { gate, advice } of gates) {
      const decision = {
        goodsItem,
        gate,
        outcome: advice === 'RELEASE' ? 'RELEASED' : 'CONDITIONAL',
        officer: '海关演示员 Demo Officer',
        quantity: null,
        remark: null,
      };
      await customs.post(`${adviceOf}/decisions`, decision, `${declarationNo}-${goodsItem}-${gate}`);
    }
  }
}
