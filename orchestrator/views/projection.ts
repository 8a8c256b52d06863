import type { Instant, ProcessId } from '../../workflows/kernel/brand.ts';
import type { Effect, Input } from '../../workflows/kernel/process.ts';
import type { Hold } from '../engine/entry.ts';
import type { ViewPut } from '../storage/ports.ts';

/** A committed entry as a projection sees it, live or read again from the journal. */
export interface Projected {
  readonly process: ProcessId;
  /** Id of the definition, without version. */
  readonly definition: string;
  readonly seq: number;
  readonly position: number;
  readonly input: Input;
  /** State value and context after the entry; null when the first step failed. */
  readonly snapshot: { readonly value: unknown; readonly context: object; readonly status: string } | null;
  readonly hold: Hold | null;
  /** What the entry asks for. */
  readonly effects: readonly Effect[];
  /** Present: recorded under a definition that this program does not know, so what it holds means nothing here. */
  readonly isForeign?: true;
}

/** Names of the collections that views live in. */
export const collections = {
  consignments: 'consignments',
  /** The same, as much of them as a list is searched by: see `consignment-view.ts`. */
  consignmentRows: 'consignmentRows',
  /** Goods items of which customs' decision may depart from the advice: see `departure-view.ts`. */
  departures: 'departures',
  runs: 'runs',
  /** Those that are over, as a list is read; the open ones are found by their index. */
  runRows: 'runRows',
  /** What came in for a run one by one: see `run-trail.ts`. */
  runTrail: 'runTrail',
  /** Commands that runs want, and what became of them, by unit and by run. */
  commandWishes: 'commandWishes',
  unitCommands: 'unitCommands',
  runCommands: 'runCommands',
  containers: 'containers',
  assays: 'assays',
  assayRows: 'assayRows',
  certificates: 'certificates',
  certificateRows: 'certificateRows',
  changes: 'changes',
  alarms: 'alarms',
  pulls: 'pulls',
  /** Customs systems that an administrator registered. */
  customsClients: 'customsClients',
  /** The same pulls, found by the number of the certificate, or of the declaration whose advice it was. */
  certificatePulls: 'certificatePulls',
  /** Which certificate cites a declaration, a bill of lading or an inspection order. */
  issuedCertificates: 'issuedCertificates',
  certificateReferences: 'certificateReferences',
  handlings: 'handlings',
  setups: 'setups',
  storedBottles: 'storedBottles',
  carriages: 'carriages',
  /** Which carriages had a container, by its code. */
  carriedContainers: 'carriedContainers',
  /** The newest file of each instrument. */
  instrumentFiles: 'instrumentFiles',
  evidence: 'evidence',
  labels: 'labels',
  laboratoryComparisons: 'laboratoryComparisons',
  blindSamples: 'blindSamples',
  /** The same in the order they were begun, and in the order they were scored. */
  blindSampleRows: 'blindSampleRows',
  scoredBlindSamples: 'scoredBlindSamples',
  blindControls: 'blindControls',
  nominations: 'nominations',
  inspectionOrders: 'inspectionOrders',
  /** Which order holds for a goods item. */
  orderedGoods: 'orderedGoods',
  /** Signed roots of the journal. */
  journalRoots: 'journalRoots',
  webhooks: 'webhooks',
  webhookDeliveries: 'webhookDeliveries',
  /** What happened, one line each: see `logbook.ts`. */
  logbook: 'logbook',
  unitStates: 'unitStates',
  /** Processes that are, or were, on hold. */
  heldProcesses: 'heldProcesses',
  /** Which entries of the journal are of a person or a customs system, and which of a definition: see `audit-index.ts`. */
  auditActors: 'auditActors',
  auditDefinitions: 'auditDefinitions',
  /** What the views say of themselves. */
  meta: 'meta',
} as const;

/** Numbers as keys that sort as text. */
export const orderedKey = (number: number): string => String(number).padStart(16, '0');

/** Latest instant that ECMAScript knows, ms. */
const endOfTime = 8.64e15;

/** Instants as keys that sort as text, the earliest first. */
export const oldestFirst = (at: Instant): string => orderedKey(Date.parse(at));
/** The latest first. */
export const newestFirst = (at: Instant): string => orderedKey(endOfTime - Date.parse(at));

/** As much of a document as a list is searched by, under a key that gives the list its order. */
export interface ListRow<Id extends string = string> {
  readonly key: string;
  /** Key of the document. */
  readonly id: Id;
}

/** What one projection makes of an entry. Pure but for the change feed's counter, which is handed in. */
export type Projection = (entry: Projected) => readonly ViewPut[];

