import type { SiteConfig } from '../../config/site/load.ts';
import type { UnitDriver } from '../../plc-adapters/unit-driver.ts';
import { digestOf } from '../../reports/canonical.ts';
import type { AssayContext } from '../../workflows/assay/machine.ts';
import { assayProcess } from '../../workflows/assay/task.ts';
import { refuseDocument } from '../../workflows/certificate/document.ts';
import { certificateDraft, documentDraft } from '../../workflows/certificate/draft.ts';
import { amend } from '../../workflows/consignment/amendment.ts';
import type { Amendment } from '../../workflows/consignment/amendment.ts';
import { tradeOf } from '../../workflows/consignment/trades.ts';
import type { PackShelf } from '../../workflows/consignment/trades.ts';
import type { ConsignmentContext } from '../../workflows/consignment/record.ts';
import { lineageDigestInput, verifyLineage } from '../../workflows/custody/lineage.ts';
import type { BlindCode, ProcessId, UnitId } from '../../workflows/kernel/brand.ts';
import { ok, refuse } from '../../workflows/kernel/refusal.ts';
import type { PlantUnitContext } from '../../workflows/plant-unit/machine.ts';
import { plantUnitProcess } from '../../workflows/plant-unit/messages.ts';
import type { NamedPacks } from '../composition/packs.ts';
import type { BlobStore, Journal } from '../storage/ports.ts';
import type {
  AssayTaskView,
  CertificateView,
  ConsignmentView,
  ContainerView,
  RunView,
} from '../views/model.ts';
import { collections } from '../views/projection.ts';
import { assayPage } from './assay-list.ts';
import { documentKind, lineageOf, signatoryFor } from './certificate-kinds.ts';
import { certificatePage } from './certificate-list.ts';
import { consignmentPage } from './consignment-list.ts';
import { checkDeclaration } from './declaration.ts';
import type { Caller, OperatorService } from './contract.ts';
import { deedOf } from './interventions.ts';
import { runPage } from './run-list.ts';
import { inTurn } from './schedule.ts';
import { ask, contextOf, notFound, personOf } from './support.ts';
import type { ServiceDeps } from './support.ts';

export interface OperatorDeps extends ServiceDeps {
  readonly journal: Journal;
  readonly blobs: BlobStore;
  readonly site: SiteConfig;
  readonly packs: PackShelf & NamedPacks;
  readonly drivers: ReadonlyMap<UnitId, UnitDriver>;
}

/** What operators, the laboratory and the office may do. Every request is put to the process concerned, which decides. */
export function createOperatorService(deps: OperatorDeps): OperatorService {
  const { engine, views, clock, newId, journal, blobs, site, packs, drivers } = deps;
  const consignment = (id: ProcessId) => views.get<ConsignmentView>(collections.consignments, id);
  const certificate = (id: ProcessId) => views.get<CertificateView>(collections.certificates, id);
  const assayTask = (code: BlindCode) => views.get<AssayTaskView>(collections.assays, code);
  const run = (id: ProcessId) => views.get<RunView>(collections.runs, id);

  const prepare = async (caller: Caller, id: ProcessId, amends?: Amendment) => {
    const context = await contextOf<ConsignmentContext>(deps, id);
    if (!context) return refuse(notFound('id', id));
    const trade = tradeOf(context, packs);
    const lineage = verifyLineage(context.containers, trade.gainTolerancePercent);
    if (!lineage.ok) return lineage;
    const lineageDigest = digestOf(lineageDigestInput(lineage.value));
    const amended = amend(context, amends);
    // Without results there is no draft to digest; the process says why it cannot be prepared now.
    const draftDigest = context.results ? digestOf(certificateDraft(amended, trade, lineageDigest)) : '';
    const event = { type: 'certificate.prepare', lineageDigest, draftDigest, ...(amends && { amends }) };
    return ask(deps, id, { id: newId(), actor: personOf(caller), event }, () => consignment(id));
  };

  /** As what a person signs this certificate; refuses who may not sign its kind. */
  const signatoryOf = async (caller: Caller, id: ProcessId) => {
    const view = await certificate(id);
    return view ? signatoryFor(site, view.draft.kind, caller) : refuse(notFound('id', id));
  };

  return {
    declare: async (caller, declaration) => {
      const checked = checkDeclaration(declaration, site, packs, clock().slice(0, 10));
      if (!checked.ok) return checked;
      const id = `consignment/${declaration.declarationNo}.${declaration.goodsItem}` as ProcessId;
      const event = { type: 'process.start', input: checked.value };
      const result = await engine.start('consignment', id, {
        id: `${id}/declare`,
        at: clock(),
        actor: personOf(caller),
        event,
      });
      if (result.status !== 'accepted') {
        return refuse({
          code: 'DECLARATION_CONFLICT',
          field: 'declarationNo',
          message: `Goods item ${declaration.goodsItem} of declaration ${declaration.declarationNo} is declared already.`,
          remedy: `See ${id}, or correct the number.`,
        });
      }
      const view = await consignment(id);
      return view ? ok(view) : refuse(notFound('id', id));
    },
    consignments: (wanted) => consignmentPage(views, wanted),
    consignment,
    lineage: (id) => views.find<ContainerView>(collections.containers, { index: id }),
    decideValidity: (caller, id, decision) =>
      ask(
        deps,
        id,
        { id: newId(), actor: personOf(caller), event: { type: 'validity.decided', ...decision } },
        () => consignment(id),
      ),
    authoriseDecoding: (caller, id) =>
      ask(deps, id, { id: newId(), actor: personOf(caller), event: { type: 'decode.authorised' } }, () =>
        consignment(id),
      ),
    prepareCertificate: (caller, id) => prepare(caller, id),
    amendCertificate: (caller, id, amendment) => prepare(caller, id, amendment),

    prepareDocument: async (caller, id, request) => {
      const context = await contextOf<ConsignmentContext>(deps, id);
      if (!context) return refuse(notFound('id', id));
      const kind = documentKind(site, request.kind);
      if (!kind.ok) return kind;
      const asked = { ...request, kind: kind.value };
      const notDue = refuseDocument(context, asked);
      if (notDue) return refuse(notDue);
      const trade = tradeOf(context, packs);
      const lineage = lineageOf(context, trade, kind.value);
      if (!lineage.ok) return lineage;
      const draftDigest = digestOf(documentDraft(context, trade, asked, lineage.value));
      const event = { type: 'document.prepare', ...asked, lineageDigest: lineage.value, draftDigest };
      return ask(deps, id, { id: newId(), actor: personOf(caller), event }, () => consignment(id));
    },

    runs: (wanted) => runPage(views, wanted),
    run,
    commandRun: async (caller, id, { command, reason }) =>
      (await run(id))
        ? ask(
            deps,
            id,
            {
              id: newId(),
              actor: personOf(caller),
              event: { type: `operator.${command}`, reason } as { type: string },
            },
            () => run(id),
          )
        : refuse(notFound('id', id)),
    intervene: async (caller, id, { deed, reason }) => {
      if (!(await run(id))) return refuse(notFound('id', id));
      const asked = await deedOf({ journal, views, site }, id, deed);
      if (!asked.ok) return asked;
      const event = { type: 'intervention.proposed', deed: asked.value, reason };
      return ask(deps, id, { id: newId(), actor: personOf(caller), event }, () => run(id));
    },
    settleInterventions: async (caller, id, { decision, ...word }) => {
      if (!(await run(id))) return refuse(notFound('id', id));
      const event = {
        type: decision === 'CONFIRM' ? 'intervention.confirmed' : 'intervention.declined',
        ...word,
      };
      return ask(deps, id, { id: newId(), actor: personOf(caller), event }, () => run(id));
    },
    units: async () =>
      Promise.all(
        [...drivers.values()].map(async (driver) => {
          const context = await contextOf<PlantUnitContext>(deps, plantUnitProcess(driver.unit));
          const holders = context?.holders.map(({ process }) => process) ?? [];
          return { ...driver.snapshot(), holders, waiting: context ? inTurn(context, clock()) : [] };
        }),
      ),

    assayTasks: (wanted) => assayPage(views, wanted),
    assayTask,
    enterDetermination: async (caller, code, { id, item, value }) => {
      if (!(await assayTask(code))) return refuse(notFound('code', code));
      return ask(
        deps,
        assayProcess(code),
        {
          id,
          actor: personOf(caller),
          event: { type: 'determination.entered', item, value } as { type: string },
        },
        () => assayTask(code),
      );
    },
    reviewAssay: async (caller, code, { decision, items, withoutPrecision, reason = '' }) => {
      const context = await contextOf<AssayContext>(deps, assayProcess(code));
      if (!context) return refuse(notFound('code', code));
      const returned = items ?? context.items.map(({ item }) => item);
      const accepted = { type: 'review.accepted', ...(withoutPrecision && { withoutPrecision }) };
      const event = decision === 'ACCEPT' ? accepted : { type: 'review.returned', items: returned, reason };
      return ask(deps, assayProcess(code), { id: newId(), actor: personOf(caller), event }, () =>
        assayTask(code),
      );
    },

    certificates: (wanted) => certificatePage(views, wanted),
    certificate,
    reviewCertificate: async (caller, id, { decision, draftDigest, reason = '' }) => {
      const event =
        decision === 'ACCEPT'
          ? { type: 'certificate.reviewed', draftDigest }
          : { type: 'certificate.returned', draftDigest, reason };
      return ask(deps, id, { id: newId(), actor: personOf(caller), event }, () => certificate(id));
    },
    approveCertificate: async (caller, id, { draftDigest }) => {
      const signatory = await signatoryOf(caller, id);
      if (!signatory.ok) return signatory;
      const event = {
        type: 'certificate.approved',
        draftDigest,
        title: signatory.value.title,
        journalHead: await journal.head(),
      };
      return ask(deps, id, { id: newId(), actor: personOf(caller), event }, () => certificate(id));
    },
    proposeWithdrawal: async (caller, id, { reason }) => {
      const event = { type: 'withdrawal.proposed', reason };
      return ask(deps, id, { id: newId(), actor: personOf(caller), event }, () => certificate(id));
    },
    settleWithdrawal: async (caller, id, word) => {
      const event =
        word.decision === 'CONFIRM'
          ? { type: 'withdrawal.confirmed' }
          : { type: 'withdrawal.declined', reason: word.reason };
      return ask(deps, id, { id: newId(), actor: personOf(caller), event }, () => certificate(id));
    },
    blob: (sha256) => blobs.get(sha256),
  };
}
