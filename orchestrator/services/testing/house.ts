import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import type { Logger } from 'pino';
import { loadAlarmCatalogue } from '../../../config/alarms/load.ts';
import { loadSite } from '../../../config/site/load.ts';
import type { SiteConfig } from '../../../config/site/load.ts';
import { bareSite } from '../../../config/site/testing/bare-site.ts';
import { instant, unitId } from '../../../workflows/kernel/brand.ts';
import type { Instant, ProcessId } from '../../../workflows/kernel/brand.ts';
import { canonicalJson } from '../../../workflows/kernel/canonical-json.ts';
import { plantUnitProcess } from '../../../workflows/plant-unit/messages.ts';
import { definitions } from '../../composition/definitions.ts';
import { packLibrary } from '../../composition/packs.ts';
import { codeExecutor, processExecutors } from '../../effects/processes.ts';
import { DefinitionRegistry } from '../../engine/definitions.ts';
import { EffectRunner } from '../../engine/effect-runner.ts';
import { Engine } from '../../engine/engine.ts';
import { MemoryJournal } from '../../engine/testing/memory-journal.ts';
import type { ConsignmentView } from '../../views/model.ts';
import type { BlobStore, Journal, ViewStore } from '../../storage/ports.ts';
import { Projector } from '../../views/projector.ts';
import type { Caller, Declaration, OperatorService } from '../contract.ts';
import { createAlarmService, openAlarmDesk } from '../alarms.ts';
import { openBlindControl } from '../blind-control-setup.ts';
import { createBlindControlService } from '../blind-control.ts';
import { createCustomsService } from '../customs.ts';
import { createEvidenceService } from '../evidence.ts';
import { createHandlingService } from '../handling.ts';
import { createInspectionService } from '../inspection.ts';
import { createInspectionOrderService } from '../inspection-orders.ts';
import { createLaboratoryComparisonService } from '../laboratory-comparison.ts';
import { createNominationService } from '../nominations.ts';
import { createSetupCheckService } from '../setup-checks.ts';
import { createOperatorService } from '../operator.ts';
import { openCabinets } from '../storage-cabinets.ts';
import { createStorageService } from '../storage.ts';
import { createTransportService } from '../transport.ts';
import { memoryBlobs, memoryViews } from './memory-stores.ts';
import { obedientPlant } from './obedient-plant.ts';
import { allAssays } from './listed.ts';

const root = process.cwd();
const loaded = loadSite(join(root, 'config', 'demo-port', 'site.yaml'));
if (!loaded.ok) throw new Error(loaded.refusal.message);
/** The demonstration port, where nobody has to be at hand but for sampling, preparing and testing. */
export const site: SiteConfig = bareSite(loaded.value);
export const alarmCatalogue = loadAlarmCatalogue();
export const packs = packLibrary([join(root, 'config', 'rules')]);

export const caller = (id: string, ...roles: Caller['roles']): Caller => ({ id, name: `Name of ${id}`, roles });

/** How long a test waits for what must come at once. */
const patience = 20_000;

export async function eventually<T>(look: () => Promise<T | null | undefined | false>): Promise<T> {
  for (const begun = performance.now(); performance.now() - begun < patience; await sleep(2)) {
    const found = await look();
    if (found) return found;
  }
  throw new Error('it did not come');
}

const silent = pino({ level: 'silent' });

/** The whole house in memory, with a plant that obeys at once and a printer that prints little. Stop it at the end. */
export const openHouse = (at: SiteConfig = site, log: Logger = silent) =>
  openHouseOn({ journal: new MemoryJournal(), views: memoryViews(), blobs: memoryBlobs() }, at, log);

interface Stores<J extends Journal, V extends ViewStore> {
  readonly journal: J;
  readonly views: V;
  readonly blobs: BlobStore;
}

/** More of clock and ids than one entry of the journal takes. */
const ticksOfEntry = 1000;

/** The same on stores of the caller's, which may hold what a house before it left: its clock and its ids go on after those. */
export async function openHouseOn<J extends Journal, V extends ViewStore>(
  { journal, views, blobs }: Stores<J, V>,
  at: SiteConfig = site,
  log: Logger = silent,
) {
  let ticks = ticksOfEntry * (await journal.head()).position;
  const clock = (): Instant => instant(new Date(Date.UTC(2026, 2, 5) + 1000 * ticks++).toISOString());
  const newId = () => `id-${ticks++}`;
  const projector = new Projector(views, journal, packs.proceduresOf, alarmCatalogue);
  await projector.catchUp();
  const engine = new Engine({
    journal,
    registry: new DefinitionRegistry(definitions(packs, alarmCatalogue)),
    clock,
    log,
    onCommitted: (batch) => projector.committed(batch),
  });
  const runner = new EffectRunner(
    engine,
    {
      ...processExecutors(engine, clock),
      ...obedientPlant(engine, clock),
      'custody.draw-codes': codeExecutor(Buffer.alloc(32, 7)),
      'report.issue': async ({ effect }) => {
        const json = await blobs.put(Buffer.from(canonicalJson(effect.params['certificate'] as object)));
        const [pdf, xml, jws] = await Promise.all(
          ['printed', 'marked-up', 'signed'].map((how) => blobs.put(Buffer.from(`the ${how} certificate`))),
        );
        return { type: 'report.issued', json, pdf, xml, jws };
      },
    },
    clock,
    log,
  );
  await engine.recover();
  for (const { unit } of at.units) {
    const event = { type: 'process.start', input: { unit } };
    await engine.start('plant-unit', plantUnitProcess(unitId(unit)), {
      id: `${unit}/begin`,
      at: clock(),
      actor: { kind: 'system', id: 'plant' },
      event,
    });
  }
  await openAlarmDesk(engine, clock);
  const deps = { engine, views, clock, newId };
  await openCabinets(deps, at, new Map());
  await openBlindControl(deps, at, packs);
  const alarms = createAlarmService(deps, alarmCatalogue);
  const operator = createOperatorService({
    ...deps,
    journal,
    blobs,
    site: at,
    packs,
    drivers: new Map(),
  });
  const customs = createCustomsService({ ...deps, blobs, projector });
  const handling = createHandlingService(deps);
  const inspection = createInspectionService(deps);
  const setups = createSetupCheckService(deps);
  const nominations = createNominationService({ ...deps, operator });
  const orders = createInspectionOrderService({ ...deps, operator });
  const evidence = createEvidenceService({ ...deps, blobs });
  const storage = createStorageService({ ...deps, site: at, drivers: new Map() });
  const blindControl = createBlindControlService({ ...deps, site: at });
  const laboratoryComparison = createLaboratoryComparisonService({ ...deps, site: at, packs });
  const transport = createTransportService({ ...deps, site: at, drivers: new Map() });
  return {
    journal, views, blobs, engine, operator, customs, alarms, inspection, storage, transport, handling, setups, evidence, nominations, orders, clock, blindControl, laboratoryComparison, projector,
    stop: async () => {
      await runner.stop();
      await engine.stop();
    },
  }; // prettier-ignore
}

export type House = Awaited<ReturnType<typeof openHouse>>;

/** What the laboratory finds: the coal of every test. */
const found: Readonly<Record<string, string>> = {
  Mt: '14.2', M: '5.30', A: '10.60', V: '33.20', St: '0.55', Qgr: '24860', H: '3.95', Hg: '0.080', As: '3', P: '0.012', Cl: '0.030', F: '95',
}; // prettier-ignore

/** Two determinations of every item of a bottle that is under test. */
export async function testBottle(
  operator: OperatorService,
  code: Parameters<OperatorService['enterDetermination']>[1],
): Promise<void> {
  const task = await operator.assayTask(code);
  for (const { definition } of task?.items ?? []) {
    for (const run of [1, 2]) {
      const entered = await operator.enterDetermination(caller('analyst'), code, {
        id: `${code}/${definition.item}/${run}`,
        item: definition.item,
        value: found[definition.item] ?? '0',
      });
      if (!entered.ok) throw new Error(entered.refusal.message);
    }
  }
}

/** Declares a consignment and lets it be sampled and prepared, until every bottle is in the laboratory. */
export async function inLaboratory({ operator }: Pick<House, 'operator'>, declaration: Declaration): Promise<ProcessId> {
  const declared = await operator.declare(caller('agent'), declaration);
  if (!declared.ok) throw new Error(declared.refusal.message);
  const { id } = declared.value;
  const units = await eventually(async () => {
    const planned = (await operator.consignment(id))?.units ?? [];
    return planned.length > 0 && planned.every(({ stage }) => stage === 'testing') && planned;
  });
  await eventually(async () => (await allAssays(operator)).length >= 2 * units.length);
  return id;
}

const nothingElse = async (): Promise<void> => {};

/** Carries a consignment on to its issued certificate; `beforeReview` sees it prepared. */
export async function certified(house: Pick<House, 'operator'>, id: ProcessId, beforeReview = nothingElse): Promise<string> {
  const { operator } = house;
  for (const { code } of await allAssays(operator)) {
    await testBottle(operator, code);
    await operator.reviewAssay(caller('reviewer'), code, { decision: 'ACCEPT' });
  }
  return issued(house, id, beforeReview);
}

/** Decodes a consignment whose bottles are all tested, and carries it on to its issued certificate. */
export async function issued({ operator }: Pick<House, 'operator'>, id: ProcessId, beforeReview = nothingElse): Promise<string> {
  await eventually(async () => (await operator.consignment(id))?.status === 'decoding');
  for (const custodian of ['custodian1', 'custodian2'])
    await operator.authoriseDecoding(caller(custodian), id);
  const prepared = await operator.prepareCertificate(caller('preparer'), id);
  if (!prepared.ok) throw new Error(prepared.refusal.message);
  return signed(operator, prepared.value, beforeReview);
}

/** Has a prepared certificate reviewed and signed, and waits until it is out. */
export async function signed(
  operator: OperatorService,
  { id, certificateId, certificateNo: before }: ConsignmentView,
  beforeReview = nothingElse,
): Promise<string> {
  const certificate = await eventually(async () => certificateId && operator.certificate(certificateId));
  await beforeReview();
  const { draftDigest } = certificate;
  await operator.reviewCertificate(caller('checker'), certificate.id, { decision: 'ACCEPT', draftDigest });
  await operator.approveCertificate(caller('signatory', 'signatory'), certificate.id, { draftDigest });
  return eventually(async () => {
    const now = (await operator.consignment(id))?.certificateNo;
    return now !== before && now;
  });
}
