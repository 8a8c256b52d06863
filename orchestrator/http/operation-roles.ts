import type { Role } from '../services/contract.ts';
import { roles } from '../services/contract.ts';

/** Sees what cargo a sample is of. Never sampler, preparer, analyst or reviewer: they work blind. */
export const knowsTheCargo = [
  'officer',
  'custodian',
  'preparer-of-certificates',
  'certificate-reviewer',
  'signatory',
  'administrator',
] as const;

/** Works with the plant. */
export const worksThePlant = ['sampler', 'preparer', 'officer', 'custodian', 'administrator'] as const;

/** Hands samples over, carries or receives them. */
const carries = ['sampler', 'preparer', 'analyst', 'reviewer', 'officer', 'custodian', 'administrator'] as const;

/** Who may do what at the workstation's interface: enforced, published (`x-roles`) and tested from this one table. */
export const operationRoles = {
  getMe: roles,
  endSession: roles,
  endAllSessions: roles,
  changePassword: roles,
  /** Each is told of what he may read: see `live/topics.ts`. */
  followStream: roles,

  listCustomsClients: ['administrator'],
  registerCustomsClient: ['administrator'],
  rotateCustomsClient: ['administrator'],
  revokeCustomsClient: ['administrator'],
  listCustomsWebhooks: ['administrator'],
  getCustomsWebhook: ['administrator'],
  listCustomsWebhookDeliveries: ['administrator'],
  commandCustomsWebhook: ['administrator'],

  /** Arithmetic tells nothing of any cargo. */
  listCalculations: roles,
  explainCalculation: roles,
  calculate: roles,

  nominate: ['officer', 'administrator'],
  listNominations: knowsTheCargo,
  getNomination: knowsTheCargo,
  cancelNomination: ['officer', 'administrator'],
  declareNominatedLine: ['officer', 'administrator'],
  listInspectionOrders: knowsTheCargo,
  completeInspectionOrder: ['officer'],
  rejectInspectionOrder: ['officer'],
  declareConsignment: ['officer', 'administrator'],
  listConsignments: knowsTheCargo,
  getTurnaround: knowsTheCargo,
  /** Who works blind sees the samples of the own stage, counted from the runs they see. */
  getSamplePipeline: ['sampler', 'preparer', ...knowsTheCargo],
  getInspectionChoices: knowsTheCargo,
  getConsignment: knowsTheCargo,
  decideValidity: ['officer'],
  authoriseDecoding: ['officer', 'custodian', 'signatory'],
  prepareCertificate: ['preparer-of-certificates'],
  amendCertificate: ['preparer-of-certificates'],
  prepareDocument: ['preparer-of-certificates'],
  /** On board and at the quay. */
  reportFinding: ['officer'],
  recordQuantity: ['officer'],
  recordSiteCheck: ['officer'],
  settleFinding: ['officer'],
  orderResampling: ['officer'],
  acceptNoLimit: ['officer'],
  declareSplit: ['officer'],
  endInspection: ['officer'],
  requestReinspection: ['officer'],
  getLineage: ['custodian', 'certificate-reviewer', 'signatory', 'administrator'],
  getJourney: ['custodian', 'certificate-reviewer', 'signatory', 'administrator'],

  /** Samplers see samplings only and preparers preparations only: see `operator/stage-sight.ts`. */
  listRuns: worksThePlant,
  getRun: worksThePlant,
  commandRun: ['sampler', 'preparer'],
  divideRun: ['sampler'],
  interveneInRun: ['sampler', 'preparer'],
  /** Who sees the run, and did not propose it. */
  settleInterventions: ['sampler', 'preparer', 'officer'],
  listUnits: worksThePlant,
  getUnit: worksThePlant,
  getTrends: worksThePlant,
  /** Names runs, and who gave a command and why, only to those who may see their stage. */
  listUnitCommands: worksThePlant,
  /** Names runs only to those who may see their stage: see `operator/stage-sight.ts`. */
  getSchedule: worksThePlant,
  /** A sampler for samplings and a preparer for preparations. */
  changeTurn: ['sampler', 'preparer', 'officer', 'administrator'],
  /** Each sees the alarms of its own stage: see `operator/stage-sight.ts`. */
  listAlarms: worksThePlant,
  getAlarmStatistics: worksThePlant,
  acknowledgeAlarm: worksThePlant,
  shelveAlarm: worksThePlant,
  unshelveAlarm: worksThePlant,

  listSetups: ['sampler', 'officer', 'custodian', 'administrator'],
  getSetup: ['sampler', 'officer', 'custodian', 'administrator'],
  doSetupCheck: ['sampler'],
  correctSetupCheck: ['sampler'],
  /** Who did not tell it. */
  settleSetup: ['sampler', 'officer'],
  abandonSetup: ['sampler', 'officer'],

  listHandlings: ['preparer', 'officer', 'custodian', 'administrator'],
  /** A sampler may be asked to witness: he is shown the label, and with it the code. */
  getHandling: worksThePlant,
  doHandlingStep: ['preparer'],
  correctHandlingStep: ['preparer'],
  /** Who did not tell it; a hand-over is confirmed by who receives. */
  settleHandling: ['sampler', 'preparer', 'officer', 'custodian'],
  abandonHandling: ['preparer', 'officer'],
  /** Who works blind reads no words of an officer: see `operator/storage.ts`. */
  listStoredBottles: ['preparer', 'officer', 'custodian', 'administrator'],
  getStoredBottle: ['preparer', 'officer', 'custodian', 'administrator'],
  listCabinets: ['preparer', 'officer', 'custodian', 'administrator'],
  /** Who works at the cabinet sees what lies in it. */
  actOnCabinet: ['preparer', 'custodian'],
  placeStoredBottle: ['preparer', 'custodian'],
  fetchStoredBottle: ['officer', 'custodian'],
  keepStoredBottle: ['officer'],
  /** Who did not propose it confirms it. */
  disposeOfStoredBottle: ['officer', 'custodian'],

  /** Each sees the carriages in which he takes part, or whose container he holds: see `operator/transport.ts`. */
  listCarriages: carries,
  getCarriage: carries,
  requestCarriage: carries,
  actOnCarriage: carries,
  giveUpCarriage: ['officer'],
  /** Names carriers and stations, never what is carried. */
  listTubes: carries,
  /** Who works at one of its stations can look. */
  actOnTube: ['sampler', 'preparer', 'analyst', 'custodian'],

  storeEvidence: ['sampler', 'preparer', 'officer', 'custodian'],
  getEvidence: worksThePlant,

  /** Each for the codes of its own stage: see `operator/stage-sight.ts`. */
  getLabel: ['sampler', 'preparer', 'analyst', 'reviewer', 'custodian'],
  getSampleJourney: ['sampler', 'preparer', 'analyst', 'reviewer', 'custodian'],

  listAssayTasks: ['analyst', 'reviewer'],
  getAssayTask: ['analyst', 'reviewer'],
  enterDetermination: ['analyst'],
  enterInstrumentResults: ['analyst'],
  listInstruments: ['analyst', 'reviewer', 'administrator'],
  reviewAssay: ['reviewer'],

  /** Never who tests only: what another laboratory found would tell him what to find. */
  listLaboratoryComparisons: ['reviewer', 'officer', 'custodian', 'administrator'],
  getLaboratoryComparison: ['reviewer', 'officer', 'custodian', 'administrator'],
  enterLaboratoryReport: ['reviewer'],

  /** Never who also tests: see `operator/blind-control.ts`. */
  listBlindControls: ['custodian', 'administrator'],
  /** A reviewer once it is scored. */
  getBlindControl: ['reviewer', 'custodian', 'administrator'],
  labelBlindControl: ['custodian'],
  getBlindControlRates: ['custodian', 'administrator'],
  listBlindControlResults: ['reviewer', 'custodian', 'administrator'],

  listCertificates: knowsTheCargo,
  getCertificate: knowsTheCargo,
  downloadCertificatePdf: knowsTheCargo,
  downloadCertificateJson: knowsTheCargo,
  downloadCertificateXml: knowsTheCargo,
  downloadCertificateJws: knowsTheCargo,
  listCustomsPulls: ['administrator'],
  listDecisionDifferences: ['officer', 'administrator'],
  getDeclaredAdvice: knowsTheCargo,
  reviewCertificate: ['certificate-reviewer'],
  /** Which of them signs a kind is the site's choice: see `services/certificate-kinds.ts`. */
  approveCertificate: ['signatory', 'officer'],
  /** Who proposed it does not confirm it. */
  proposeWithdrawal: ['preparer-of-certificates', 'certificate-reviewer', 'officer', 'signatory'],
  settleWithdrawal: ['signatory'],

  /** Reviewers get what the bench did, and nothing of any cargo: see `operator/statistics.ts`. */
  getStatistics: [...knowsTheCargo, 'reviewer'],
  /** Each gets the report of his own stage: see `operator/shift-report.ts`. */
  getShiftReport: roles,
  getShiftReportPdf: roles,
  getShiftReportCsv: roles,

  listUsers: ['administrator'],
  endSessionsOfUser: ['administrator'],
  getSite: ['administrator'],
  listRulePacks: ['administrator'],
  getRulePack: ['administrator'],
  listHeldProcesses: ['administrator'],
  releaseProcess: ['administrator'],
  listJobs: ['administrator'],
  retryJob: ['administrator'],
  listAuditEntries: ['administrator'],
  getAuditEntry: ['administrator'],
  getAuditVerification: ['administrator'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;

export type OperatorOperationId = keyof typeof operationRoles;

export const operationIds = Object.keys(operationRoles) as OperatorOperationId[];

/** What somebody with these roles may do. */
export const operationsOf = (held: readonly Role[]): readonly OperatorOperationId[] =>
  operationIds.filter((id) => operationRoles[id].some((role) => held.includes(role)));
