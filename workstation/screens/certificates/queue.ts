import type { Schemas } from '../../api/client.ts';

type Certificate = Schemas['Certificate'];

/** What waits for somebody. */
export const waitingQueues = ['review', 'sign', 'settle', 'unacknowledged'] as const;
export const queues = [...waitingQueues, 'issued', 'ended'] as const;
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
