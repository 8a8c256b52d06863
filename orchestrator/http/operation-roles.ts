import type { Role } from '../services/contract.ts';
import { roles } from '../services/contract.ts';

/** Sees what cargo a sample is of. Never sampler, preparer, analyst or reviewer: they work blind. */
const knowsTheCargo = [
  'officer',
  'custodian',
  'preparer-of-certificates',
  'certificate-reviewer',
  'signatory',
  'administrator',
] as const;

/** Works with the plant. */
const worksThePlant = ['sampler', 'preparer', 'officer', 'custodian', 'administrator'] as const;

/** Who may do what at the workstation's interface: enforced, published (`x-roles`) and tested from this one table. */
export const operationRoles = {
  getMe: roles,

  /** Arithmetic tells nothing of any cargo. */
  listCalculations: roles,
  explainCalculation: roles,
  calculate: roles,

  declareConsignment: ['officer', 'administrator'],
  listConsignments: knowsTheCargo,
  getConsignment: knowsTheCargo,
  decideValidity: ['officer'],
  authoriseDecoding: ['officer', 'custodian', 'signatory'],
  prepareCertificate: ['preparer-of-certificates'],
  getLineage: ['custodian', 'certificate-reviewer', 'signatory', 'administrator'],

  /** Samplers see samplings only and preparers preparations only: see `operator/stage-sight.ts`. */
  listRuns: worksThePlant,
  commandRun: ['sampler', 'preparer'],
  interveneInRun: ['sampler', 'preparer'],
  /** Who sees the run, and did not propose it. */
  settleInterventions: ['sampler', 'preparer', 'officer'],
  listUnits: worksThePlant,
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

  listHandlings: ['preparer', 'officer', 'custodian', 'administrator'],
  /** A sampler may be asked to witness: he is shown the label, and with it the code. */
  getHandling: worksThePlant,
  doHandlingStep: ['preparer'],
  correctHandlingStep: ['preparer'],
  /** Who did not tell it; a hand-over is confirmed by who receives. */
  settleHandling: ['sampler', 'preparer', 'officer', 'custodian'],
  abandonHandling: ['preparer', 'officer'],
  storeEvidence: ['sampler', 'preparer', 'officer', 'custodian'],
  getEvidence: worksThePlant,

  listAssayTasks: ['analyst', 'reviewer'],
  getAssayTask: ['analyst', 'reviewer'],
  enterDetermination: ['analyst'],
  enterInstrumentResults: ['analyst'],
  reviewAssay: ['reviewer'],

  listCertificates: knowsTheCargo,
  getCertificate: knowsTheCargo,
  downloadCertificatePdf: knowsTheCargo,
  downloadCertificateJson: knowsTheCargo,
  reviewCertificate: ['certificate-reviewer'],
  approveCertificate: ['signatory'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;

export type OperatorOperationId = keyof typeof operationRoles;
