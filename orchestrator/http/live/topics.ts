import type { collections } from '../../views/projection.ts';
import type { OperatorOperationId } from '../operation-roles.ts';

/** What a screen may have to read again, as the stream names it. */
export const topics = [
  'runs', 'units', 'schedule', 'alarms', 'consignments', 'decisions', 'certificates', 'orders', 'nominations', 'bench', 'comparisons',
  'blind-controls', 'setups', 'handlings', 'storage', 'carriages', 'pulls', 'customs-clients',
] as const; // prettier-ignore

export type Topic = (typeof topics)[number];

/**
 * Which operation's answer changes with a topic: who may not use it is not told. Not named are those that tell who works blind of
 * single things of others (a handling to witness, results of blind control): when they change would tell what belongs together.
 */
export const readBy: Readonly<Record<Topic, OperatorOperationId>> = {
  runs: 'listRuns',
  units: 'listUnits',
  schedule: 'getSchedule',
  alarms: 'listAlarms',
  consignments: 'listConsignments',
  decisions: 'listDecisionDifferences',
  certificates: 'listCertificates',
  orders: 'listInspectionOrders',
  nominations: 'listNominations',
  bench: 'listAssayTasks',
  comparisons: 'listLaboratoryComparisons',
  'blind-controls': 'listBlindControls',
  setups: 'listSetups',
  handlings: 'listHandlings',
  storage: 'listStoredBottles',
  carriages: 'listCarriages',
  pulls: 'listCustomsPulls',
  'customs-clients': 'listCustomsClients',
};

/** What changes with a document of a view; none for what no list shows. */
export const topicsOfView: Readonly<Record<keyof typeof collections, readonly Topic[]>> = {
  consignments: ['consignments'],
  consignmentRows: [],
  departures: ['decisions'],
  runs: ['runs'],
  runRows: [],
  /** Read with the run, and with the unit: both are told anyhow. */
  runTrail: [],
  commandWishes: [],
  unitCommands: [],
  runCommands: [],
  containers: ['consignments'],
  assays: ['bench'],
  assayRows: [],
  certificates: ['certificates'],
  certificateRows: [],
  changes: ['decisions'],
  alarms: ['alarms'],
  pulls: ['pulls'],
  customsClients: ['customs-clients'],
  certificatePulls: [],
  issuedCertificates: ['decisions'],
  certificateReferences: [],
  handlings: ['handlings'],
  setups: ['setups'],
  storedBottles: ['storage'],
  carriages: ['carriages'],
  carriedContainers: [],
  /** Read when the list of instruments is opened. */
  instrumentFiles: [],
  evidence: [],
  labels: [],
  laboratoryComparisons: ['comparisons'],
  blindSamples: ['blind-controls'],
  blindSampleRows: [],
  scoredBlindSamples: [],
  blindControls: ['blind-controls'],
  nominations: ['nominations'],
  inspectionOrders: ['orders'],
  orderedGoods: [],
  journalRoots: [],
  webhooks: [],
  webhookDeliveries: [],
  /** Read for a span of time that is asked for. */
  logbook: [],
  unitStates: [],
  heldProcesses: [],
  auditActors: [],
  auditDefinitions: [],
  meta: [],
};

/** What changes with a process that no view shows: it is read from the engine. */
export const topicsOfDefinition: Readonly<Record<string, readonly Topic[]>> = {
  'plant-unit': ['units', 'schedule'],
  'storage-cabinet': ['storage'],
  'pneumatic-tube': ['carriages'],
  /** That there is a client stands in a view; its secrets and its end are asked of it. */
  'customs-client': ['customs-clients'],
};

/** Topics of things that belong to a stage: told to those only who may see the process they are about. */
export const ofStages: ReadonlySet<Topic> = new Set(['runs', 'alarms', 'setups', 'handlings', 'storage']);
