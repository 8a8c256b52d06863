import { createHash, randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { loadAlarmCatalogue } from '../config/alarms/load.ts';
import { projectRoot } from '../config/project-root.ts';
import type { SiteConfig } from '../config/site/load.ts';
import { defaultTelemetry } from '../config/site/telemetry-schema.ts';
import { instant } from '../workflows/kernel/brand.ts';
import type { ProcessId } from '../workflows/kernel/brand.ts';
import { RefusedError } from '../workflows/kernel/refusal.ts';
import { packShelf } from './calculations/pack-shelf.ts';
import { packLibrary } from './composition/packs.ts';
import { openDisplays } from './composition/displays.ts';
import { openDrivers } from './composition/drivers.ts';
import { openHttps } from './composition/https.ts';
import { openIdentity } from './composition/identity.ts';
import type { Login } from './composition/identity.ts';
import { openSigning } from './composition/signing.ts';
import { definitions } from './composition/definitions.ts';
import { codeExecutor, processExecutors } from './effects/processes.ts';
import { journalRootExecutor } from './effects/journal-root.ts';
import { reportExecutor } from './effects/report.ts';
import { unitExecutors } from './effects/units.ts';
import { DefinitionRegistry } from './engine/definitions.ts';
import { EffectRunner } from './engine/effect-runner.ts';
import { Engine } from './engine/engine.ts';
import { createHttpApp } from './http/app.ts';
import { createConnections } from './http/connections.ts';
import type { SiteFacts } from './http/deps.ts';
import { LiveStreams } from './http/live/live-streams.ts';
import { createRequestCounter, generousLimit } from './http/rate-limit.ts';
import { keyIn } from './identity/credentials-file.ts';
import { watchFolders } from './instruments/folders.ts';
import { createInstrumentResults } from './instruments/import.ts';
import { PlantService } from './plant/plant-service.ts';
import { unitRules } from './plant/unit-rules.ts';
import { openSandboxCertificates } from './sandbox/certificates.ts';
import type { SandboxCertificates } from './sandbox/certificates.ts';
import { createSandboxes } from './sandbox/customs-sandbox.ts';
import { createAdministrationService } from './services/administration.ts';
import { createAlarmService, openAlarmDesk } from './services/alarms.ts';
import { createAuditReading } from './services/audit-reading.ts';
import { createAuditVerification } from './services/audit-verification.ts';
import { openBlindControl } from './services/blind-control-setup.ts';
import { createBlindControlService } from './services/blind-control.ts';
import { createCustomsService } from './services/customs.ts';
import { createCustomsRecordService } from './services/customs-record.ts';
import { createEvidenceService } from './services/evidence.ts';
import { createHandlingService } from './services/handling.ts';
import { createInspectionService } from './services/inspection.ts';
import { createInspectionOrderService } from './services/inspection-orders.ts';
import { createSetupCheckService } from './services/setup-checks.ts';
import { journalRootsOf, openJournalRoots } from './services/journal-roots.ts';
import { createJourneyService } from './services/journey.ts';
import { createLabelService } from './services/labels.ts';
import { createLaboratoryComparisonService } from './services/laboratory-comparison.ts';
import { createNominationService } from './services/nominations.ts';
import { createOperatorService } from './services/operator.ts';
import { createPlantInsight } from './services/plant-insight.ts';
import { createScheduleService } from './services/schedule.ts';
import { createShiftReportService } from './services/shift-report.ts';
import { createStatisticsService } from './services/statistics.ts';
import { openCabinets } from './services/storage-cabinets.ts';
import { createStorageService } from './services/storage.ts';
import { createTransportService } from './services/transport.ts';
import { recordedTags } from './services/trends.ts';
import { createWebhookService, mayHearFeed } from './services/webhooks.ts';
import { claimDataFolder } from './storage/data-folder.ts';
import { openEmbeddedBlobs } from './storage/embedded/blobs.ts';
import { openEmbeddedJournal } from './storage/embedded/journal.ts';
import { openEmbeddedTelemetry } from './storage/embedded/telemetry.ts';
import { openEmbeddedViews } from './storage/embedded/views.ts';
import { TelemetryRecorder } from './telemetry/recorder.ts';
import { Projector } from './views/projector.ts';
import { addressRules } from './webhooks/addresses.ts';
import { webhookExecutors } from './webhooks/deliver.ts';
import { openDeliveryMarks } from './webhooks/marks.ts';
import { createPost } from './webhooks/post.ts';

export interface ServerOptions {
  readonly dataFolder: string;
  readonly site: SiteConfig;
  /** 0 takes a free port. */
  readonly port: number;
  readonly host: string;
  /** Address people and customs use; default: the address listened on. */
  readonly publicUrl?: string;
  /** Makes blind codes repeatable; only for a demonstration site. */
  readonly demonstrationSeed?: number;
  readonly version: string;
  readonly log: Logger;
}

export interface RunningServer {
  readonly url: string;
  /** What a demonstration shows its user; empty on a real site. */
  readonly logins: readonly Login[];
  /** What was found at start. */
  readonly recovered: { readonly open: number; readonly unsettledEffects: number; readonly onHold: number };
  /** Finishes what is under way, then gives the data folder back. */
  readonly stop: () => Promise<void>;
}

/** Composes everything and starts it: storage, engine, plant, views, HTTP. Throws a RefusedError for what the caller can mend. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { dataFolder, site, log, version } = options;
  const clock = () => instant(new Date().toISOString());
  const packs = packLibrary(site.ruleFolders);
  const sitePack = packs.named('coal', site.rulePacks.coal);
  if (!sitePack.ok) throw new RefusedError(sitePack.refusal);
  const alarmCatalogue = loadAlarmCatalogue();
  const drivers = await openDrivers(site, dataFolder, log);
  const described = openDisplays(site);
  const { publicKeys, ...signing } = await openSigning(site, dataFolder, new Date());
  const tls = openHttps(site);

  const release = claimDataFolder(dataFolder);
  const journal = await openEmbeddedJournal(join(dataFolder, 'journal.db'));
  const views = openEmbeddedViews(join(dataFolder, 'views.db'));
  const blobs = openEmbeddedBlobs(join(dataFolder, 'blobs'));
  const telemetry = await openEmbeddedTelemetry(join(dataFolder, 'telemetry.db'), telemetryLimits(site));

  const projector = new Projector(views, journal, packs.proceduresOf, alarmCatalogue);
  await projector.catchUp();
  const registry = new DefinitionRegistry(definitions(packs, alarmCatalogue));
  const engine = new Engine({ journal, registry, clock, log, onCommitted: (batch) => projector.committed(batch) });

  const services = { engine, views, clock, newId: randomUUID };
  const { identity, customsClients, logins } = await openIdentity(site, dataFolder, services);
  const operator = createOperatorService({ ...services, journal, blobs, site, packs, drivers });
  const customs = createCustomsService({ ...services, blobs, projector });
  const instruments = createInstrumentResults({ engine, journal, blobs, clock, operator, instruments: site.instruments ?? [] });

  const webhooks = { rules: addressRules(site.laboratory.demonstration === true), key: keyIn(dataFolder, 'webhooks.key') };

  const blindControl = createBlindControlService({ ...services, site });
  let heldAtStart: readonly ProcessId[] = [];
  let ready = false;
  const { server, certificateOf } = createConnections(tls);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenError(error, options)));
    server.listen(options.port, options.host, resolve);
  }).catch(async (error: Error) => {
    await Promise.all([journal.close(), views.close(), telemetry.close()]);
    release();
    throw error;
  });
  const url = `${tls ? 'https' : 'http'}://${options.host}:${(server.address() as AddressInfo).port}`;
  const baseUrl = options.publicUrl ?? url;
  const live = new LiveStreams({
    snapshots: () => [...drivers.values()].map((driver) => driver.snapshot()),
    projector,
    clock: () => new Date(),
    monotonic: () => performance.now(),
    build: version,
    repeat,
  });
  let sandbox: Promise<SandboxCertificates> | undefined;
  const certificates = () => (sandbox ??= openSandboxCertificates(join(dataFolder, 'sandbox'), `${baseUrl}/verify`));
  server.on(
    'request',
    createHttpApp({
      operator,
      customs,
      customsRecord: createCustomsRecordService(services),
      alarms: createAlarmService(services, alarmCatalogue),
      handling: createHandlingService(services),
      inspection: createInspectionService(services),
      setups: createSetupCheckService(services),
      storage: createStorageService({ ...services, site, drivers }),
      transport: createTransportService({ ...services, site }),
      evidence: createEvidenceService({ ...services, blobs }),
      instruments,
      schedule: createScheduleService({ ...services, site }),
      plant: createPlantInsight({ ...services, drivers, described, catalogue: alarmCatalogue, telemetry }),
      labels: createLabelService(services),
      blindControl,
      statistics: createStatisticsService({ ...services, blindControl }, alarmCatalogue),
      shiftReports: createShiftReportService({ ...services, site }, alarmCatalogue),
      administration: createAdministrationService({ ...services, site, identity, heldAtStart: () => heldAtStart }),
      audit: createAuditReading({ journal, views }),
      verifyAudit: createAuditVerification({ journal, clock, log }),
      laboratoryComparison: createLaboratoryComparisonService({ ...services, site, packs }),
      journey: createJourneyService({ ...services, journal }),
      nominations: createNominationService({ ...services, operator }),
      orders: createInspectionOrderService({ ...services, operator }),
      webhooks: createWebhookService({ ...services, ...webhooks }),
      customsClients,
      identity,
      site: siteFacts(site),
      live,
      certificateOf,
      sandboxOf: createSandboxes({ certificates, clock }),
      countCustoms: createRequestCounter(site.customsRequestLimit ?? generousLimit),
      packs: packShelf(site),
      log,
      clock: () => new Date(),
      baseUrl,
      version,
      health: () => ({ live: true, ready, checks: [{ name: 'recovered', ok: ready }] }),
      publicStatus: customs.publicStatus,
      publicKeys,
      journalRoots: journalRootsOf({ views, blobs }),
      requestId: randomUUID,
      workstation: join(projectRoot(), 'dist', 'workstation'),
    }),
  );

  const runner = new EffectRunner(
    engine,
    {
      ...processExecutors(engine, clock),
      ...unitExecutors({ engine, drivers, clock }),
      'custody.draw-codes': codeExecutor(codeKey(options)),
      'journal.sign-root': journalRootExecutor({ journal, blobs, signing, clock }),
      ...webhookExecutors({
        ...services,
        ...webhooks,
        projector,
        marks: openDeliveryMarks(join(dataFolder, 'webhooks')),
        post: createPost(webhooks),
        mayHear: mayHearFeed(customsClients),
      }),
      'report.issue': reportExecutor(blobs, { statusUrl: `${baseUrl}/verify`, ...signing }),
    },
    clock,
    log,
  );
  const { open, unsettledEffects, onHold } = await engine.recover();
  heldAtStart = onHold.map(({ id }) => id);
  await openAlarmDesk(engine, clock);
  await openJournalRoots(services);
  await openCabinets(services, site);
  await openBlindControl(services, site, packs);
  const plant = new PlantService({ engine, drivers, clock, log, rulesOf: unitRules(site) });
  await plant.start();
  const recorder = new TelemetryRecorder({
    telemetry,
    units: [...drivers.values()].map((driver) => {
      const display = described.get(driver.unit)?.display;
      return { unit: driver.unit, tags: display ? recordedTags(display) : [], snapshot: () => driver.snapshot() };
    }),
    clock,
    log,
    repeat,
  });
  recorder.start();
  const folders = watchFolders(site, instruments, log);
  ready = true;
  log.info({ url, open, unsettledEffects, onHold: onHold.map(({ id }: { id: ProcessId }) => id) }, 'server is ready');

  return {
    url,
    logins,
    recovered: { open, unsettledEffects, onHold: onHold.length },
    stop: async () => {
      ready = false;
      live.stop();
      server.closeIdleConnections();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      // Long polls end with their connection; what customs missed it asks for again.
      setTimeout(() => server.closeAllConnections(), closingGrace).unref();
      await closed;
      await folders.stop();
      await recorder.stop();
      await plant.stop();
      await runner.stop();
      await engine.stop();
      await Promise.all([journal.close(), views.close(), telemetry.close()]);
      release();
      log.info('server has stopped');
    },
  };
}

/** Again and again, until what it gives is called. */
function repeat(act: () => void, everyMs: number): () => void {
  const timer = setInterval(act, everyMs);
  return () => clearInterval(timer);
}

const hour = 3_600_000;
const telemetryLimits = ({ telemetry = {} }: SiteConfig) => {
  const { raw_hours, minutes_days } = { ...defaultTelemetry, ...telemetry };
  return { raw: raw_hours * hour, minutes: minutes_days * 24 * hour };
};

const siteFacts = ({ site: name, laboratory, timeZone }: SiteConfig): SiteFacts => ({
  name,
  laboratory: laboratory.name,
  timeZone,
  demonstration: laboratory.demonstration,
});

/** How long requests may go on after a stop was asked for, ms. */
const closingGrace = 2_000;

/** A demonstration with a seed is repeatable to the code; every other site draws codes from its own secret. */
function codeKey({ dataFolder, demonstrationSeed, site }: ServerOptions): Buffer {
  return demonstrationSeed !== undefined && site.laboratory.demonstration
    ? createHash('sha256').update(`demonstration ${demonstrationSeed}`).digest()
    : keyIn(dataFolder, 'blind-codes.key');
}

function listenError(error: NodeJS.ErrnoException, { host, port }: ServerOptions): Error {
  if (error.code !== 'EADDRINUSE') return error;
  return new RefusedError({ code: 'PORT_IN_USE', field: 'port', message: `${host}:${port} is in use.`, remedy: 'Stop the other program or choose another port with --port.' });
}
