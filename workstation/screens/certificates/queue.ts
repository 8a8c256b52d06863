import type { Schemas } from '../../api/client.ts';

type Certificate = Schemas['Certificate'];

/** What waits for whom; the last three wait for nobody of ours, or stand for good. */
export const queues = ['review', 'sign', 'settle', 'unacknowledged', 'issued', 'ended'] as const;
export type Queue = (typeof queues)[number];

/** Whether customs has said that it has the certificate as it stands now. */
export const isAcknowledged = ({
  status,
  acknowledgements,
}: Pick<Certificate, 'status' | 'acknowledgements'>): boolean =>
  acknowledgements.some(({ of, status: said }) => of === status && said.startsWith('RECEIVED'));

/** Whether somebody proposed to withdraw it and nobody confirmed that yet. */
export const withdrawalIsProposed = ({ withdrawal }: Pick<Certificate, 'withdrawal'>): boolean =>
  withdrawal !== null && withdrawal.confirmedAt === null;

/** The queues a certificate stands in: an issued one may also wait for customs and for a signatory. */
export function queuesOf(
  certificate: Pick<Certificate, 'status' | 'acknowledgements' | 'withdrawal' | 'noticeOutstanding'>,
): readonly Queue[] {
  switch (certificate.status) {
    case 'prepared':
      return ['review'];
    case 'reviewed':
    case 'approving':
      return ['sign'];
    case 'issued':
      return [
        'issued',
        ...(withdrawalIsProposed(certificate) ? (['settle'] as const) : []),
        ...(isAcknowledged(certificate) ? [] : (['unacknowledged'] as const)),
      ];
    case 'withdrawn':
      return certificate.noticeOutstanding ? ['ended', 'unacknowledged'] : ['ended'];
    case 'replaced':
    case 'void':
      return ['ended'];
  }
}
