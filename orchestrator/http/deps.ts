import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import type pino from 'pino';
import type { Bilingual } from '../../workflows/kernel/bilingual.ts';
import type { PackShelf } from '../calculations/pack-shelf.ts';
import type { Identity } from '../identity/types.ts';
import type { InstrumentResults } from '../instruments/import.ts';
import type { InstrumentList } from '../instruments/list.ts';
import type { Health } from '../observability/health.ts';
import type { Jobs } from '../jobs/ports.ts';
import type { AdministrationService } from '../services/administration.ts';
import type { AlarmService } from '../services/alarms.ts';
import type { AuditReading } from '../services/audit-reading.ts';
import type { Verification } from '../services/audit-verification.ts';
import type { BlindControlService } from '../services/blind-control.ts';
import type { CustomsService, OperatorService } from '../services/contract.ts';
import type { CustomsClientService } from '../services/customs-clients.ts';
import type { CustomsRecordService } from '../services/customs-record.ts';
import type { EvidenceService } from '../services/evidence.ts';
import type { HandlingService } from '../services/handling.ts';
import type { InspectionService } from '../services/inspection.ts';
import type { InspectionOrderService } from '../services/inspection-orders.ts';
import type { PublishedRoot } from '../services/journal-roots.ts';
import type { JourneyService } from '../services/journey.ts';
import type { LabelService } from '../services/labels.ts';
import type { LaboratoryComparisonService } from '../services/laboratory-comparison.ts';
import type { NominationService } from '../services/nominations.ts';
import type { PlantInsight } from '../services/plant-insight.ts';
import type { SamplePipeline } from '../services/sample-pipeline.ts';
import type { ScheduleService } from '../services/schedule.ts';
import type { ShiftReportService } from '../services/shift-report.ts';
import type { StatisticsService } from '../services/statistics.ts';
import type { StorageService } from '../services/storage.ts';
import type { TransportService } from '../services/transport.ts';
import type { TubeService } from '../services/tubes.ts';
import type { WebhookAdministrationService } from '../services/webhook-administration.ts';
import type { WebhookService } from '../services/webhooks.ts';
import type { LiveStreams } from './live/live-streams.ts';
import type { RequestCounter } from './rate-limit.ts';
import type { SetupCheckService } from '../services/setup-checks.ts';

/** What everyone who holds the paper may know of a certificate; no commercial data. */
export interface PublicCertificate {
  readonly number: string;
  readonly kind: Bilingual;
  readonly status: 'valid' | 'replaced' | 'withdrawn';
  /** ISO 8601, UTC. */
  readonly issuedAt: string;
  /** SHA-256 (hex) of the canonical JSON: the certificate's identity. */
  readonly digest: string;
  /** Number of the certificate that replaces this one. */
  readonly replacedBy: string | null;
}

/** What the house does for those who ask it over HTTP. */
export interface HouseServices {
  readonly operator: OperatorService;
  readonly customs: CustomsService;
  readonly customsRecord: CustomsRecordService;
  readonly alarms: AlarmService;
  readonly inspection: InspectionService;
  readonly pipeline: SamplePipeline;
  readonly handling: HandlingService;
  readonly setups: SetupCheckService;
  readonly storage: StorageService;
  readonly transport: TransportService;
  readonly tubes: TubeService;
  readonly evidence: EvidenceService;
  readonly instruments: InstrumentResults & InstrumentList;
  readonly schedule: ScheduleService;
  readonly plant: PlantInsight;
  readonly labels: LabelService;
  readonly blindControl: BlindControlService;
  readonly laboratoryComparison: LaboratoryComparisonService;
  readonly journey: JourneyService;
  readonly nominations: NominationService;
  readonly orders: InspectionOrderService;
  readonly webhooks: WebhookService;
  readonly webhookAdministration: WebhookAdministrationService;
  readonly customsClients: CustomsClientService;
  readonly statistics: StatisticsService;
  readonly shiftReports: ShiftReportService;
  readonly administration: AdministrationService;
  readonly jobs: Pick<Jobs, 'list' | 'counts' | 'retry'>;
  readonly audit: AuditReading;
  /** How far the check of the journal is; begins one where the newest result is out of date. */
  readonly verifyAudit: () => Promise<Verification>;
}

/** What customs systems reach: the laboratory's own, or, for a client in the sandbox, one that was made up. */
export interface CustomsHouse {
  readonly customs: CustomsService;
  readonly orders: Pick<InspectionOrderService, 'place'>;
  /** Only of a sandbox: the keys of its certificates, as JWK set. */
  readonly demonstrationKeys?: () => Promise<{ readonly keys: readonly object[] }>;
}

/** Where a person works. */
export interface SiteFacts {
  readonly name: string;
  readonly laboratory: Bilingual;
  /** IANA name. */
  readonly timeZone: string;
  readonly demonstration: boolean;
  /** Names of its people, by user name. */
  readonly people: Readonly<Record<string, string>>;
}

/** What the HTTP edge is given. Nothing else reaches it. */
export interface HttpDeps extends HouseServices {
  readonly identity: Identity;
  readonly site: SiteFacts;
  /** Who follows what changes. */
  readonly live: LiveStreams;
  /** Thumbprint of the certificate that a request's connection presents; null without one. */
  readonly certificateOf: (req: IncomingMessage) => string | null;
  /** IP address of who asks, where another node of a cluster passed the request on; null where it came directly. */
  readonly addressOf: (req: IncomingMessage) => string | null;
  /** The house that a client in the sandbox has instead of the real one. */
  readonly sandboxOf: (clientId: string) => CustomsHouse;
  /** Counts what one customs client, or one address that asks for tokens, sends. */
  readonly countCustoms: RequestCounter;
  /** The rule packs calculations follow. */
  readonly packs: PackShelf;
  readonly log: pino.Logger;
  readonly clock: () => Date;
  /** Address people and customs use, without a slash at the end, for example `https://lab.port.example`. */
  readonly baseUrl: string;
  readonly version: string;
  readonly health: Health;
  /** Those who watch every request: metrics, traces. */
  readonly observers?: readonly RequestHandler[];
  /** What is at /metrics. */
  readonly metricsPage?: RequestHandler;
  readonly publicStatus: (number: string) => Promise<PublicCertificate | null>;
  /** Keys that certificates are, and were, signed with (RFC 7517). */
  readonly publicKeys: { readonly keys: readonly object[] };
  /** Signed roots of the journal, the newest first; with `before` only those over fewer entries. */
  readonly journalRoots: (limit: number, before?: number) => Promise<readonly PublishedRoot[]>;
  /** Id of each request, a UUID. */
  readonly requestId: () => string;
  /** Folder that the workstation is built into; it may be missing. */
  readonly workstation: string;
}
