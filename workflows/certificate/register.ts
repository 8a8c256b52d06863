import { assign, enqueueActions, setup } from 'xstate';
import type { ProcessId } from '../kernel/brand.ts';
import { effectActions, send } from '../kernel/effects.ts';
import type { ProcessDefinition, Stamped } from '../kernel/process.ts';
import { formatCertificateNumber } from './number.ts';

export interface RegisterInput {
  readonly office: string;
  readonly kind: string;
  readonly year: number;
  /** See `formatCertificateNumber`. */
  readonly pattern: string;
}

export interface RegisteredNumber {
  readonly serial: number;
  readonly number: string;
  readonly certificate: ProcessId;
  readonly status: 'allocated' | 'used' | 'void';
  readonly reason: string | null;
}

export interface RegisterContext extends RegisterInput {
  readonly numbers: readonly RegisteredNumber[];
}

export interface NumberAllocated {
  readonly type: 'number.allocated';
  readonly number: string;
  readonly serial: number;
}

type RegisterEvent =
  | { readonly type: 'number.requested' }
  | { readonly type: 'number.used'; readonly number: string }
  | { readonly type: 'number.voided'; readonly number: string; readonly reason: string };

const close = (context: RegisterContext, number: string, status: 'used' | 'void', reason: string | null) => ({
  numbers: context.numbers.map((entry) => (entry.number === number ? { ...entry, status, reason } : entry)),
});

/**
 * The certificate numbers of one office, year and kind: one counter in one process, so no number is skipped or given twice, and
 * one that is not used stays in the record as void.
 */
const machine = setup({
  types: { context: {} as RegisterContext, events: {} as Stamped<RegisterEvent>, input: {} as RegisterInput },
  actions: effectActions,
}).createMachine({
  id: 'certificate-register',
  context: ({ input: { office, kind, year, pattern } }) => ({ office, kind, year, pattern, numbers: [] }),
  initial: 'open',
  states: { open: {} },
  on: {
    'number.requested': {
      actions: enqueueActions(({ context, event, enqueue }) => {
        const certificate = event.by.id as ProcessId;
        const held = context.numbers.find((entry) => entry.certificate === certificate && entry.status !== 'void');
        if (held) {
          // Asked again: the answer is the same number.
          const again: NumberAllocated = { type: 'number.allocated', number: held.number, serial: held.serial };
          enqueue(send(certificate, again));
          return;
        }
        const serial = context.numbers.length + 1;
        const { office, year, kind, pattern } = context;
        const formatted = formatCertificateNumber(pattern, { office, year, kind, serial });
        if (!formatted.ok) throw new Error(formatted.refusal.message);
        const allocated: NumberAllocated = { type: 'number.allocated', number: formatted.value, serial };
        enqueue.assign({ numbers: [...context.numbers, { serial, number: formatted.value, certificate, status: 'allocated' as const, reason: null }] });
        enqueue(send(certificate, allocated));
      }),
    },
    'number.used': { actions: assign(({ context, event }) => close(context, event.number, 'used', null)) },
    'number.voided': { actions: assign(({ context, event }) => close(context, event.number, 'void', event.reason)) },
  },
});

export const certificateRegisterDefinition: ProcessDefinition = { id: 'certificate-register', version: 1, machine };
