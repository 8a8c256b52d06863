import type { ConsignmentContext } from './record.ts';
import type { ConsignmentOrder } from './types.ts';

/** What the customer told and may tell otherwise. What was sampled, weighed or tested is not corrected here: it is done again. */
export type Corrections = Partial<
  Pick<ConsignmentOrder, 'customer' | 'consignor' | 'consignee' | 'inspectionOrderNo'> & {
    readonly transport: Partial<ConsignmentOrder['transport']>;
  }
>;

export interface Amendment {
  readonly reason: string;
  readonly corrections: Corrections;
}

/** The consignment with its data corrected, and with the certificate that the next one replaces, if one is out. */
export function amend(context: ConsignmentContext, amends: Amendment | undefined): ConsignmentContext {
  if (!amends) return context;
  const { order, certificate } = context;
  const { transport, ...rest } = amends.corrections;
  return {
    ...context,
    order: { ...order, ...rest, transport: { ...order.transport, ...transport } },
    predecessor: certificate ? { ...certificate, reason: amends.reason } : context.predecessor,
  };
}
