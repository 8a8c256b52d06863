import type { AuditEntry } from '../../services/audit-reading.ts';
import type { Verification } from '../../services/audit-verification.ts';
import type { HttpDeps } from '../deps.ts';
import { found } from '../http-refusal.ts';
import { operatorOperation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { json } from '../reply.ts';
import {
  auditEntry,
  auditPage,
  auditPositionParam,
  auditQuery,
  auditVerification,
} from '../schemas/audit.ts';

const tag = 'Audit';

const rowOf = ({
  entry: { position, process, seq, hash },
  body: { definition, input, effects, hold },
}: AuditEntry) => ({
  position,
  at: input.at,
  process,
  seq,
  definition,
  type: input.event.type,
  actor: { kind: input.actor.kind, id: input.actor.id, name: input.actor.name ?? null },
  effects: effects.map(({ kind }) => kind),
  hash,
  onHold: hold !== undefined,
});

export const auditOperations = ({ audit, verifyAudit }: HttpDeps): readonly Operation[] => [
  operatorOperation({
    id: 'listAuditEntries',
    method: 'get',
    path: '/api/v1/audit/entries',
    tag,
    summary: 'Entries of the journal, the newest first',
    description:
      'Of a process, a person, a definition, a time, or all. A page looks at a bounded number of entries: follow `next` until it is ' +
      'null. People and customs systems are found at once; for other actors the entries are looked through.',
    input: { query: auditQuery },
    reply: json(auditPage, 'A page.'),
    handle: async ({ input: { query } }) => {
      const { before, limit, ...filter } = query;
      const { items, next } = await audit.entries(filter, before, limit);
      return { items: items.map(rowOf), next };
    },
  }),
  operatorOperation({
    id: 'getAuditEntry',
    method: 'get',
    path: '/api/v1/audit/entries/{position}',
    tag,
    summary: 'One entry of the journal with all it holds',
    description: 'Passwords, secrets and keys are never in the journal.',
    input: { params: auditPositionParam },
    reply: json(auditEntry, 'The entry.'),
    handle: async ({ input: { params } }) => {
      const { entry: one, previousHash } = found(
        await audit.entry(params.position),
        'entry',
        String(params.position),
      );
      const { input, effects, timers, snapshot, hold } = one.body;
      const state = (snapshot as { readonly value?: unknown } | null)?.value ?? null;
      return {
        ...rowOf(one),
        inputId: input.id,
        answers: input.answers ?? null,
        input: input.event,
        asked: effects.map(({ id, kind, params: given }) => ({ id, kind, params: given })),
        timers: timers.map(({ name, dueAt }) => ({ name, dueAt })),
        state,
        hold: hold ?? null,
        previousHash,
      };
    },
  }),
  operatorOperation({
    id: 'getAuditVerification',
    method: 'get',
    path: '/api/v1/audit/verification',
    tag,
    summary: 'Whether the journal is whole: every hash computed anew',
    description:
      'The first to ask begins a check of the whole journal, which takes its time beside other work; ask again until `running` is null. ' +
      'A result is kept for five minutes, and longer while nothing new is written.',
    input: {},
    reply: json(auditVerification, 'How far a check is, and the newest result.'),
    handle: async () => verificationOf(await verifyAudit()),
  }),
];

function verificationOf({ running, result }: Verification) {
  if (!result) return { running, result: null };
  const { report, finishedAt } = result;
  if (report.intact)
    return {
      running,
      result: { intact: true, entries: report.entries, head: report.head, broken: null, finishedAt },
    };
  const { position, process, reason } = report;
  return {
    running,
    result: { intact: false, entries: null, head: null, broken: { position, process, reason }, finishedAt },
  };
}
