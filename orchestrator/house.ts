import { createHash, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { loadAlarmCatalogue } from '../config/alarms/load.ts';
import type { AlarmCatalogue } from '../config/alarms/load.ts';
import { projectRoot } from '../config/project-root.ts';
import type { SiteConfig } from '../config/site/load.ts';
import { instant } from '../workflows/kernel/brand.ts';
import type { ProcessId } from '../workflows/kernel/brand.ts';
import { RefusedError } from '../workflows/kernel/refusal.ts';
import { packShelf } from './calculations/pack-shelf.ts';
import { packLibrary } from './composition/packs.ts';
import { openDisplays } from './composition/displays.ts';
import { openDrivers } from './composition/drivers.ts';
import { openIdentity } from './composition/identity.ts';
import type { Login } from './composition/identity.ts';
import { openSigning, secretIn } from './composition/signing.ts';
import { definitions } from './composition/definitions.ts';
import { codeExecutor, processExecutors } from './effects/processes.ts';
import { journalRootExecutor } from './effects/journal-root.ts';
import { reportExecutor } from './effects/report.ts';
import { unitExecutors } from './effects/units.ts';
import { DefinitionRegistry } from './engine/definitions.ts';
import { EffectRunner } from './engine/effect-runner.ts';
import { Engine } from './engine/engine.ts';
import { createHttpApp } from './http/app.ts';
import type { SiteFacts } from './http/deps.ts';
import type { Listener } from './http/listener.ts';
import { LiveStreams } from './http/live/live-streams.ts';
import { createRequestCounter, generousLimit } from './http/rate-limit.ts';
import { keyIn } from './identity/credentials-file.ts';
import { watchFolders } from './instruments/folders.ts';
import { createInstrumentResults } from './instruments/import.ts';
import { createInstrumentList } from './instruments/list.ts';
import { CommitWatch } from './observability/commit-watch.ts';
import { createHealth } from './observability/health.ts';
import { diskCheck, freeRoom, journalCheck, startCheck, viewsCheck } from './observability/health-checks.ts';
import { createMetrics } from './observability/metrics.ts';
import type { OpenTracing } from './observability/open-tracing.ts';
import type { Metrics } from './observability/metrics.ts';
import { countRequests, metricsPage } from './observability/metrics-http.ts';
import { observedDrivers } from './observability/observed-drivers.ts';
import type { Jobs, JobWork } from './jobs/ports.ts';
import { allWork } from './jobs/kinds/all-work.ts';
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
import { createSamplePipeline } from './services/sample-pipeline.ts';
import { createScheduleService } from './services/schedule.ts';
import { createShiftReportService } from './services/shift-report.ts';
import { createStatisticsService } from './services/statistics.ts';
import { openCabinets } from './services/storage-cabinets.ts';
import { createStorageService } from './services/storage.ts';
import { createTransportService } from './services/transport.ts';
import { createTubeService, openTubes } from './services/tubes.ts';
import { recordedTags } from './services/trends.ts';
import { createWebhookAdministration } from './services/webhook-administration.ts';
import { createWebhookService, mayHearFeed } from './services/webhooks.ts';
import { makeDataFolder } from './storage/data-folder.ts';
import type { Journal, PrivateFiles } from './storage/ports.ts';
import type { Stores } from './storage/stores.ts';
import { TelemetryRecorder } from './telemetry/recorder.ts';
import { Projector } from './views/projector.ts';
import { addressRules } from './webhooks/addresses.ts';
import { webhookExecutors } from './webhooks/deliver.ts';
import { openDeliveryMarks } from './webhooks/marks.ts';

export interface HouseOptions {
  readonly dataFolder: string;
  readonly site: SiteConfig;
  /** Address people and customs use; default: the address listened on. */
  readonly publicUrl?: string;
  /** Makes blind codes repeatable; only for a demonstration site. */
  readonly demonstrationSeed?: number;
  /** With less free disk than this, MiB, the server is not ready. */
  readonly freeDisk_MiB: number;
  /** What GET /metrics wants to be told; absent: it is closed. */
  readonly metricsToken?: string;
  /** Collector of OpenTelemetry; absent: nothing is traced. */
  readonly otlpEndpoint?: string;
  /** What this process is called among others. */
  readonly nodeName?: string;
  readonly version: string;
  readonly log: Logger;
}

export interface HouseParts {
  readonly stores: Stores;
  /** Where jobs are done, which are done like this. */
  readonly openJobs: (work: readonly JobWork[], journal: Pick<Journal, 'at'>) => Jobs;
  readonly listener: Listener;
}

/** What a server can have ready before it begins: it changes nothing and connects to nothing. */
export interface PreparedHouse {
  readonly packs: ReturnType<typeof packLibrary>;
  readonly alarmCatalogue: AlarmCatalogue;
  readonly drivers: Awaited<ReturnType<typeof openDrivers>>;
  readonly described: ReturnType<typeof openDisplays>;
  /** What is counted of this process. */
  readonly metrics: Metrics;
  /** Absent: nothing is traced. */
  readonly tracing: OpenTracing | undefined;
}

/**
 * Loads what a site is made of. `mayCommand` tells whether this process may command the plant: not when another leads, or may do so.
 *
 * Throws a RefusedError for what the caller can mend.
 */
export async function prepareHouse(options: HouseOptions, mayCommand: () => boolean): Promise<PreparedHouse> {
  const { site, dataFolder, log, version, otlpEndpoint, nodeName } = options;
  // A node that stands by, too: it finds out now, not when it has to lead.
  makeDataFolder(dataFolder);
  const packs = packLibrary(site.ruleFolders);
  const sitePack = packs.named('coal', site.rulePacks.coal);
  if (!sitePack.ok) throw new RefusedError(sitePack.refusal);
  const metrics = createMetrics(version);
  metrics.follow({ clock: now, isLeader: mayCommand });
  // Nothing of OpenTelemetry is loaded where it is not wanted.
  const tracing = otlpEndpoint === undefined ? undefined : (await import('./observability/open-tracing.ts')).traceTo(otlpEndpoint, { version, nodeName });
  const drivers = observedDrivers(await openDrivers(site, dataFolder, log, mayCommand), metrics, monotonic, tracing?.commands);
  return { packs, alarmCatalogue: loadAlarmCatalogue(), drivers, described: openDisplays(site), metrics, tracing };
}

/** A server at work. */
export interface House {
  /** What a demonstration shows its user; empty on a real site. */
  readonly logins: readonly Login[];
  /** What was found at start. */
  readonly recovered: { readonly open: number; readonly unsettledEffects: number; readonly onHold: number };
  /** Takes no more requests from now on: to be called first. */
  readonly stopListening: () => void;
  /** Finishes what is under way. The stores stay open. */
  readonly stop: () => Promise<void>;
}

/** Composes everything that one process does for a port and starts it: engine, plant, views, HTTP. Throws a RefusedError for what the caller can mend. */
export async function openHouse(options: HouseOptions, prepared: PreparedHouse, { stores, openJobs, listener }: HouseParts): Promise<House> {
  const { dataFolder, site, log, version } = options;
  const { packs, alarmCatalogue, drivers, described, metrics, tracing } = prepared;
  const { journal, views, blobs, telemetry, privateFiles } = stores;
  const clock = () => instant(new Date().toISOString());
  const { publicKeys, ...signing } = await openSigning(site, privateFiles, new Date(), process.env);
  const registry = new DefinitionRegistry(definitions(packs, alarmCatalogue));
  const projector = new Projector(views, journal, packs.proceduresOf, alarmCatalogue, registry.isKnown);
  await projector.catchUp();
  const commits = new CommitWatch(monotonic, metrics.committed, metrics.commitFailed);
  const observer = { commitBegins: commits.commitBegins, ...(tracing && { received: tracing.received }) };
  const engine = new Engine({ journal, registry, clock, log, observer, onCommitted: (batch) => projector.committed(batch) });

  const services = { engine, views, clock, newId: randomUUID };
  const { identity, customsClients, logins } = await openIdentity(site, privateFiles, { ...services, log });
  const operator = createOperatorService({ ...services, journal, blobs, site, packs, drivers });
  const customs = createCustomsService({ ...services, blobs, projector });
  const instruments = createInstrumentResults({ engine, journal, blobs, clock, operator, instruments: site.instruments ?? [] });

  const webhooks = { rules: addressRules(site), key: await keyIn(privateFiles, 'webhooks.key') };

  const jobs = openJobs(allWork({ blobs, journal, signing, webhooks, clock }), journal);

  const blindControl = createBlindControlService({ ...services, site });
  let heldAtStart: readonly ProcessId[] = [];
  let state: 'starting' | 'ready' | 'stopping' = 'starting';
  const baseUrl = options.publicUrl ?? listener.url;
  const health = createHealth([
    startCheck(() => state),
    journalCheck(commits, monotonic),
    viewsCheck(journal, projector, monotonic),
    diskCheck(dataFolder, options.freeDisk_MiB),
    { name: 'jobs', isTold: true, look: () => (jobs.isReachable() ? { ok: true, detail: 'are taken' } : { ok: false, detail: 'wait' }) },
  ]);
  const live = new LiveStreams({
    snapshots: () => [...drivers.values()].map((driver) => driver.snapshot()),
    projector,
    clock: () => new Date(),
    monotonic,
    build: version,
    repeat,
  });
  let sandbox: Promise<SandboxCertificates> | undefined;
  const sandboxSecret = secretIn(privateFiles, 'sandbox/secrets/demonstration-signer.pem');
  const certificates = () => (sandbox ??= openSandboxCertificates(join(dataFolder, 'sandbox'), sandboxSecret, `${baseUrl}/verify`));
  listener.serve(
    createHttpApp({
      operator,
      customs,
      customsRecord: createCustomsRecordService(services),
      alarms: createAlarmService(services, alarmCatalogue),
      handling: createHandlingService(services),
      inspection: createInspectionService(services),
      pipeline: createSamplePipeline(views),
      setups: createSetupCheckService(services),
      storage: createStorageService({ ...services, site, drivers }),
      transport: createTransportService({ ...services, site, drivers }),
      tubes: createTubeService({ ...services, site, drivers }),
      evidence: createEvidenceService({ ...services, blobs }),
      instruments: { ...instruments, ...createInstrumentList(views, site.instruments ?? []) },
      schedule: createScheduleService({ ...services, site }),
      plant: createPlantInsight({ ...services, drivers, described, catalogue: alarmCatalogue, telemetry }),
      labels: createLabelService(services),
      blindControl,
      statistics: createStatisticsService({ ...services, blindControl }, alarmCatalogue),
      shiftReports: createShiftReportService({ ...services, site }, alarmCatalogue),
      jobs,
      administration: createAdministrationService({ ...services, site, identity, heldAtStart: () => heldAtStart }),
      audit: createAuditReading({ journal, views }),
      verifyAudit: createAuditVerification({ journal, clock, log }),
      laboratoryComparison: createLaboratoryComparisonService({ ...services, site, packs }),
      journey: createJourneyService({ ...services, journal }),
      nominations: createNominationService({ ...services, operator }),
      orders: createInspectionOrderService({ ...services, operator }),
      webhooks: createWebhookService({ ...services, ...webhooks }),
      webhookAdministration: createWebhookAdministration(services),
      customsClients,
      identity,
      site: siteFacts(site),
      live,
      certificateOf: listener.certificateOf,
      addressOf: listener.addressOf,
      observers: [...(tracing ? [tracing.requests] : []), countRequests(metrics, monotonic)],
      metricsPage: metricsPage(metrics, options.metricsToken),
      sandboxOf: createSandboxes({ certificates, clock }),
      countCustoms: createRequestCounter(site.customsRequestLimit ?? generousLimit),
      packs: packShelf(site),
      log,
      clock: () => new Date(),
      baseUrl,
      version,
      health,
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
      'custody.draw-codes': codeExecutor(await codeKey(options, privateFiles)),
      'journal.sign-root': journalRootExecutor(jobs),
      ...webhookExecutors({
        ...services,
        projector,
        marks: openDeliveryMarks(privateFiles),
        jobs,
        mayHear: mayHearFeed(customsClients),
      }),
      'report.issue': reportExecutor({ blobs, jobs, statusUrl: `${baseUrl}/verify` }),
    },
    clock,
    log,
    undefined,
    tracing?.effects,
  );
  metrics.follow({
    clock: now,
    engine,
    runner,
    journal,
    projector,
    drivers,
    live,
    freeDisk: () => freeRoom(dataFolder),
    jobs: () => jobs.counts(),
  });
  const { open, unsettledEffects, onHold } = await engine.recover();
  heldAtStart = onHold.map(({ id }) => id);
  await openAlarmDesk(engine, clock);
  await openJournalRoots(services);
  await openCabinets(services, site, drivers);
  await openTubes(services, site, drivers);
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
  state = 'ready';
  log.info({ url: listener.url, open, unsettledEffects, onHold: heldAtStart }, 'server is ready');

  return {
    logins,
    recovered: { open, unsettledEffects, onHold: onHold.length },
    stopListening: () => {
      state = 'stopping';
      live.stop();
    },
    stop: async () => {
      await folders.stop();
      await recorder.stop();
      await plant.stop();
      await runner.stop();
      await jobs.close();
      await engine.stop();
    },
  };
}

const monotonic = () => performance.now();
const now = () => new Date();

/** Again and again, until what it gives is called. */
function repeat(act: () => void, everyMs: number): () => void {
  const timer = setInterval(act, everyMs);
  return () => clearInterval(timer);
}

const siteFacts = ({ site: name, laboratory, timeZone, users }: SiteConfig): SiteFacts => ({
  name,
  laboratory: laboratory.name,
  timeZone,
  demonstration: laboratory.demonstration,
  people: Object.fromEntries(users.map((user) => [user.id, user.name])),
});

/** A demonstration with a seed is repeatable to the code; every other site draws codes from its own secret. */
async function codeKey({ demonstrationSeed, site }: HouseOptions, files: PrivateFiles): Promise<Buffer> {
  return demonstrationSeed !== undefined && site.laboratory.demonstration
    ? createHash('sha256').update(`demonstration ${demonstrationSeed}`).digest()
    : keyIn(files, 'blind-codes.key');
}
