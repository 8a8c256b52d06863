import { createHash } from 'node:crypto';
import type { CustomsClient } from '../../http/customs-client/client.ts';
import { ApiError } from '../http-client.ts';
import type { Duty } from './duty.ts';

/** Customs follows the feed, acknowledges each certificate and each withdrawal, and decides at both gates as advised. */
export function clearCustoms(): Duty {
  let after = 0;
  return async ({ customs: as, log }) => {
    const customs = as('customs-demo');
    const { changes } = answered(
      await customs.GET('/customs/v1/changes', { params: { query: { after, limit: 100 } } }),
    );
    for (const { cursor, type, certificateNo, declarationNo } of changes) {
      if (certificateNo && (type === 'certificate.issued' || type === 'certificate.withdrawn')) {
        const bytes = await acknowledge(customs, certificateNo, type);
        log.debug({ certificateNo, bytes, type }, 'customs pulled a certificate');
        if (type === 'certificate.issued') await decide(customs, declarationNo);
      }
      after = cursor;
    }
  };
}

/** Tells how many bytes it received. A withdrawal is acknowledged apart from the issue, so its key is another. */
async function acknowledge(customs: CustomsClient, no: string, change: string): Promise<number> {
  const received = answered(
    await customs.GET('/customs/v1/certificates/{no}', {
      params: { path: { no } },
      headers: { Accept: 'application/pdf' },
      parseAs: 'arrayBuffer',
    }),
  );
  const digest = createHash('sha256').update(Buffer.from(received)).digest('hex');
  answered(
    await customs.POST('/customs/v1/certificates/{no}/acknowledgements', {
      params: { path: { no }, header: { 'Idempotency-Key': `${change}-${no}` } },
      body: { status: 'RECEIVED', digest },
    }),
  );
  return received.byteLength;
}

async function decide(customs: CustomsClient, declarationNo: string): Promise<void> {
  const path = { declarationNo };
  const { items } = answered(
    await customs.GET('/customs/v1/release-advice/{declarationNo}', { params: { path } }),
  );
  for (const { goodsItem, gates } of items) {
    for (const { gate, advice } of gates) {
      answered(
        await customs.POST('/customs/v1/release-advice/{declarationNo}/decisions', {
          params: { path, header: { 'Idempotency-Key': `${declarationNo}-${goodsItem}-${gate}` } },
          body: {
            goodsItem,
            gate,
            outcome: advice === 'RELEASE' ? 'RELEASED' : 'CONDITIONAL',
            officer: '海关演示员 Demo Officer',
          },
        }),
      );
    }
  }
}

/** Throws for an answer that is no success. */
function answered<T>({ data, error, response }: { data?: T; error?: object; response: Response }): T {
  if (data !== undefined) return data;
  throw new ApiError(response.status, error ?? {});
}
