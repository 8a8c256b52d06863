import type { Bilingual } from '../../workflows/kernel/bilingual.ts';
import type { Role } from '../services/contract.ts';

/**
 * Who may not do what after having done what: one row a rule that a process enforces, whatever roles the person has (the roles of an
 * operation stand in `http/operation-roles.ts`). `test/security/separation-of-duties.test.ts` plays each row with the same person and
 * with another one, and looks for refusals of this kind that have no row.
 */
export interface DutyRule {
  /** The folder in `workflows/` whose process refuses. */
  readonly process: string;
  readonly did: Bilingual;
  readonly mayNot: Bilingual;
  /** Stable code of the refusal. */
  readonly code: string;
}

export const dutyRules = {
  observeTwice: {
    process: 'assay',
    did: { zh: '对某项目作出观察', en: 'gave an observation of an item' },
    mayNot: { zh: '对同一项目再次观察', en: 'give the second observation of it' },
    code: 'OBSERVER_SAME_PERSON',
  },
  reviewOwnResults: {
    process: 'assay',
    did: {
      zh: '测定某瓶样品（含已作废的值）',
      en: 'determined a value of a bottle, also one that was discarded',
    },
    mayNot: { zh: '审核该瓶样品', en: 'accept its review' },
    code: 'REVIEWER_SAME_PERSON',
  },
  returnOwnResults: {
    process: 'assay',
    did: {
      zh: '测定某瓶样品（含已作废的值）',
      en: 'determined a value of a bottle, also one that was discarded',
    },
    mayNot: { zh: '退回该瓶样品', en: 'return it for another determination' },
    code: 'REVIEWER_SAME_PERSON',
  },
  compareOwnResults: {
    process: 'laboratory-comparison',
    did: { zh: '测定某瓶样品', en: 'determined a value of a bottle' },
    mayNot: { zh: '录入其他实验室对它的报告', en: 'enter the report of another laboratory on it' },
    code: 'REVIEWER_SAME_PERSON',
  },
  decodeTwice: {
    process: 'consignment',
    did: { zh: '授权揭盲', en: 'authorised the decoding of a consignment' },
    mayNot: { zh: '作为第二人再次授权', en: 'be the second person who authorises it' },
    code: 'DECODE_SAME_PERSON',
  },
  acceptOwnMeasurement: {
    process: 'consignment',
    did: { zh: '告知批次的实测体积', en: 'told what a parcel measured' },
    mayNot: {
      zh: '在采样器流量计与之不符时接受该样品',
      en: "accept its sample where the sampler's meter counted otherwise",
    },
    code: 'MEASURED_SAME_PERSON',
  },
  reviewOwnCertificate: {
    process: 'certificate',
    did: { zh: '拟制证书', en: 'prepared a certificate' },
    mayNot: { zh: '复核该证书', en: 'review it' },
    code: 'CERTIFICATE_SAME_PERSON',
  },
  approveOwnCertificate: {
    process: 'certificate',
    did: { zh: '拟制证书', en: 'prepared a certificate' },
    mayNot: { zh: '签发该证书', en: 'approve and sign it' },
    code: 'CERTIFICATE_SAME_PERSON',
  },
  approveReviewedCertificate: {
    process: 'certificate',
    did: { zh: '复核证书', en: 'reviewed a certificate' },
    mayNot: { zh: '签发该证书', en: 'approve and sign it' },
    code: 'CERTIFICATE_SAME_PERSON',
  },
  confirmOwnWithdrawal: {
    process: 'certificate',
    did: { zh: '提议撤销证书', en: 'proposed the withdrawal of a certificate' },
    mayNot: { zh: '复核撤销', en: 'confirm it' },
    code: 'WITHDRAWAL_SAME_PERSON',
  },
  confirmOwnProposal: {
    process: 'plant-unit',
    did: {
      zh: '提议干预采样或制样、记录需见证的步骤或检查、提出更正',
      en: 'proposed an intervention, told a step or check that needs a witness, or corrected one',
    },
    mayNot: { zh: '确认本人的提议', en: 'confirm it' },
    code: 'INTERVENTION_SAME_PERSON',
  },
  handOverToOneself: {
    process: 'sample-handling',
    did: { zh: '交出样品', en: 'hands a sample over' },
    mayNot: { zh: '自己接收', en: 'be the one who receives it' },
    code: 'HANDOVER_SAME_PERSON',
  },
  receiveOwnCarriage: {
    process: 'transport',
    did: { zh: '放行运送的样品', en: 'released containers for a carriage' },
    mayNot: { zh: '接收该批样品', en: 'receive them' },
    code: 'CARRIAGE_SAME_PERSON',
  },
  confirmOwnDisposal: {
    process: 'storage',
    did: { zh: '提议处置留样', en: 'proposed the disposal of a retained bottle' },
    mayNot: { zh: '确认处置', en: 'confirm it' },
    code: 'DISPOSAL_SAME_PERSON',
  },
  confirmOwnWordOfAnOrder: {
    process: 'storage',
    did: {
      zh: '在存样柜无法联系时告知其指令已执行',
      en: 'said that a cabinet that cannot be reached has carried its order out',
    },
    mayNot: { zh: '确认本人所述', en: 'confirm it' },
    code: 'ORDER_SAME_PERSON',
  },
} as const satisfies Readonly<Record<string, DutyRule>>;

export type DutyRuleId = keyof typeof dutyRules;

/**
 * Roles that one person had better not have together. A small port may have no choice: the log says so at each start, nothing is
 * refused.
 */
interface RolesApart {
  readonly one: readonly Role[];
  readonly other: readonly Role[];
  readonly why: Bilingual;
}

export const rolesApart: readonly RolesApart[] = [
  {
    one: ['sampler', 'preparer', 'analyst', 'reviewer'],
    other: [
      'officer',
      'custodian',
      'preparer-of-certificates',
      'certificate-reviewer',
      'signatory',
      'administrator',
    ],
    why: { zh: '盲样岗位不得知道货物', en: 'who works blind would know the cargo' },
  },
  {
    one: ['signatory'],
    other: ['administrator'],
    why: {
      zh: '签发人不应管理用户与系统',
      en: 'who signs would look after the accounts of those who prepare and review',
    },
  },
];

/** Why somebody with these roles has too many of them; empty when he has not. */
export const tooManyRoles = (held: readonly Role[]): readonly string[] =>
  rolesApart
    .filter(
      ({ one, other }) =>
        held.some((role) => one.includes(role)) && held.some((role) => other.includes(role)),
    )
    .map(({ why }) => why.en);
