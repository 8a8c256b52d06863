import { noticeOutstanding } from '../../../workflows/certificate/record.ts';
import type { CertificateContext } from '../../../workflows/certificate/record.ts';
import type { WebhookContext } from '../../../workflows/webhook/subscription.ts';
import type { Projected } from '../projection.ts';
import type { Shown, Wording } from './wording.ts';

/** A withdrawal that customs does not know of yet. Whose certificate it is nobody at the bench may read here. */
export function unnoticed({ process, position }: Projected, { context }: Shown): Wording {
  return {
    id: `${process}/withdrawn`,
    code: 'WITHDRAWAL_UNNOTICED',
    now: noticeOutstanding(context as CertificateContext),
    message: {
      zh: `一份证书已撤销，海关尚未确认知悉（日志账第${position}条）`,
      en: `A certificate is withdrawn, and customs has not acknowledged it (entry ${position} of the journal).`,
    },
  };
}

/** Approved, numbered, and not signed: the reason stands in the log of the server, with the effect that is tried again. */
export function unissued({ process, position }: Projected, { value, context }: Shown): Wording {
  return {
    id: `${process}/overdue`,
    code: 'CERTIFICATE_NOT_ISSUED',
    now: value === 'issuing' && (context as CertificateContext).isOverdue,
    message: {
      zh: `一份已批准的证书未能签发（日志账第${position}条）`,
      en: `A certificate is approved but could not be issued yet (entry ${position} of the journal).`,
    },
  };
}

/** Named by its client: an address may carry a secret in its path. */
export function webhookConditions({ process, position }: Projected, { context }: Shown): readonly Wording[] {
  const { client, failing, died } = context as WebhookContext;
  return [
    {
      id: `${process}/failing`,
      code: 'WEBHOOK_FAILING',
      now: failing?.long === true,
      message: {
        zh: `海关系统 ${client} 的通知接收已失败一小时以上：${failing?.problem ?? ''}`,
        en: `A webhook of ${client} has been failing for more than an hour: ${failing?.problem ?? ''}`,
      },
    },
    {
      id: `${process}/died`,
      code: 'WEBHOOK_LETTER_DEAD',
      now: died,
      message: {
        zh: `发往海关系统 ${client} 的一条通知一天内未能送达，已作废（日志账第${position}条）`,
        en: `A message to ${client} could not be delivered within a day and is given up (entry ${position} of the journal).`,
      },
    },
  ];
}
