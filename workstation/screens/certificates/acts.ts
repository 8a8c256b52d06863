import { useCallback } from 'react';
import { useSearchParams } from 'react-router';
import type { Schemas } from '../../api/client.ts';
import type { OperationName, Session } from '../../session/session.ts';
import { withdrawalIsProposed } from './queue.ts';

type Certificate = Schemas['Certificate'];

/** What a person can do to a certificate. */
export const acts = ['accept', 'return', 'sign', 'propose', 'confirm', 'decline', 'amend'] as const;
export type Act = (typeof acts)[number];

const operations: Readonly<Record<Act, OperationName>> = {
  accept: 'reviewCertificate',
  return: 'reviewCertificate',
  sign: 'approveCertificate',
  propose: 'proposeWithdrawal',
  confirm: 'settleWithdrawal',
  decline: 'settleWithdrawal',
  amend: 'amendCertificate',
};

type Standing = Pick<Certificate, 'status' | 'withdrawal'> & {
  readonly draft: Pick<Certificate['draft'], 'template'>;
};

/** Whether an act fits the certificate as it stands now. */
export function fits(act: Act, certificate: Standing): boolean {
  switch (act) {
    case 'accept':
    case 'return':
      return certificate.status === 'prepared';
    case 'sign':
      return certificate.status === 'reviewed';
    case 'propose':
      return certificate.status === 'issued' && certificate.withdrawal === null;
    case 'confirm':
    case 'decline':
      return certificate.status === 'issued' && withdrawalIsProposed(certificate);
    // A document of another kind is prepared anew, from its consignment.
    case 'amend':
      return certificate.status === 'issued' && certificate.draft.template === 'quality';
  }
}

/** What the person's roles allow to be done now; that a certificate needs three persons the server sees to. */
export const offered = (
  { operations: allowed }: Pick<Session, 'operations'>,
  certificate: Standing,
): readonly Act[] => acts.filter((act) => allowed.includes(operations[act]) && fits(act, certificate));

interface OpenAct {
  readonly act: Act | null;
  /** Digest of the draft that was shown when the act was begun. */
  readonly shown: string | null;
  readonly begin: (act: Act, shown: string) => void;
  readonly end: () => void;
}

/**
 * The act that is open stands in the address, with the digest that was shown: a page that is loaded anew shows the same again, going
 * back closes it, and what has changed meanwhile is noticed. Nothing is sent by opening an address.
 */
export function useOpenAct(): OpenAct {
  const [params, setParams] = useSearchParams();
  const begin = useCallback((act: Act, shown: string) => setParams({ act, shown }), [setParams]);
  const end = useCallback(() => setParams({}, { replace: true }), [setParams]);
  return {
    act: acts.find((each) => each === params.get('act')) ?? null,
    shown: params.get('shown'),
    begin,
    end,
  };
}
