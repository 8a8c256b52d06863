import type { LotValue } from '../../../workflows/assay/types.ts';
import type { CertificateDraft } from '../../../workflows/certificate/content.ts';
import type { ConformityStatement } from '../../../workflows/conformity/types.ts';
import { blindCode, decimalString, processId, unitId } from '../../../workflows/kernel/brand.ts';
import type { DifferenceReported } from '../../services/customs-record.ts';
import type * as view from '../../views/model.ts';
import type { PullView } from '../../views/pull-view.ts';
import { assayCode } from './assay.fixture.ts';
import { fixtureTime, two, source, pack } from './shared.fixture.ts';

/** One consignment and all that hangs on it, every member filled, so that a schema that forgets one is found out. */

export const consignmentId = processId('consignment/7Q2M4K');
export const certificateId = processId('certificate/5316-2026-000001');
export const certificateNo = 'QL/2026/000001';
export const declarationNo = '531620261234567890';
export const draftDigest = 'cd'.repeat(32);

const ash: LotValue = {
  item: 'A',
  basis: 'd',
  name: two('灰分', 'Ash'),
  unit: '%',
  method: 'GB/T 212-2008',
  value: decimalString('14.2345'),
  reported: decimalString('14.23'),
};

const conformity: ConformityStatement = {
  items: [
    {
      limit: {
        item: 'A',
        basis: 'd',
        name: two('灰分', 'Ash'),
        unit: '%',
        comparison: '<=',
        limit: decimalString('40'),
        nature: 'environment',
        reproducibility: decimalString('0.50'),
        source,
      },
      value: decimalString('14.2345'),
      verdict: 'PASS',
      decisionRule: 'GBT8170_FULL',
      regimes: [
        {
          regime: 'GBT8170_FULL',
          verdict: 'PASS',
          compared: decimalString('14.2345'),
          against: decimalString('40'),
        },
      ],
      conditional: true,
      condition: two('运距超过600公里', 'Haul over 600 km'),
    },
  ],
  overall: 'PASS',
  conclusion: two('符合', 'Conforms'),
  decisionRule: two('简单接受', 'Simple acceptance'),
  findings: [{ code: 'UNIT_FAILS', zh: '采样单元1不符合', en: 'Unit 1 fails', unitNo: 1, item: 'Ad' }],
  advice: [
    {
      gate: 'removal',
      advice: 'RELEASE',
      allowed: ['REMOVAL_ALLOWED'],
      basis: two('合格', 'Passed'),
      source,
      outstanding: ['use'],
    },
  ],
};

const decision: view.KeptDecision = {
  id: 'gacc:first-decision',
  goodsItem: 1,
  gate: 'removal',
  outcome: 'RELEASED',
  officer: '5316-021',
  quantity: decimalString('52480'),
  remark: null,
  supersedes: null,
  correction: false,
  stands: true,
  at: fixtureTime,
};

const writeOff: view.ConsignmentView['writeOff'] = [
  {
    gate: 'removal',
    by: 'measured',
    total: decimalString('49984'),
    released: decimalString('52480'),
    remaining: decimalString('0'),
  },
];

export const consignment: view.ConsignmentView = {
  id: consignmentId,
  declarationNo,
  status: 'certified',
  vessel: 'MV Example Star',
  commodity: two('动力煤', 'Steam coal'),
  declaredMass: decimalString('52480'),
  declaredAt: fixtureTime,
  kind: 'coal',
  plan: {
    basis: 'mass',
    precision: decimalString('1.0'),
    incrementVariance: decimalString('8'),
    preparationVariance: decimalString('0.2'),
    units: 4,
    incrementsPerUnit: 35,
    unitMass: decimalString('13120'),
    interval: decimalString('370'),
    intervalUnit: 't',
    achievedPrecision: decimalString('0.9'),
    minimumGrossMass: decimalString('300'),
    minimumMoistureMass: decimalString('60'),
    minimumIncrementMass: decimalString('3'),
    topSizeRow: decimalString('50'),
    sources: [source],
    pack,
  },
  units: [
    {
      no: 1,
      label: two('采样单元1', 'Unit 1'),
      incrementsPlanned: 35,
      stage: 'sampled',
      samplingCode: blindCode('S-1'),
      conformance: {
        incrementsPlanned: 35,
        incrementsTaken: 34,
        incrementsMissed: 1,
        meanIncrementMass: decimalString('3.2'),
        achievedPrecision: decimalString('0.95'),
        validity: 'SUSPECT',
        findings: [{ code: 'MISSED', zh: '漏采', en: 'One cut missed' }],
      },
      validity: 'SUSPECT',
      quantity: decimalString('25000'),
      origin: {
        kind: 'rest',
        of: 2,
        cause: 'shift',
        reason: 'Night shift.',
        by: 'Field Officer',
        at: fixtureTime,
      },
      replacedBy: null,
      sampler: unitId('CS-01'),
      reached: [{ stage: 'sampling', at: fixtureTime }],
      late: 'warning',
      findings: [{ code: 'MISSED', zh: '漏采', en: 'One cut missed' }],
      officer: null,
    },
  ],
  outstanding: [{ code: 'VALIDITY', zh: '待判定', en: 'Decide on unit 1' }],
  holds: [
    {
      no: 1,
      finding: 'LISTED_PEST',
      unitNo: 1,
      whileUnloading: true,
      treatment: 'effective',
      remark: 'Living beetles.',
      evidence: [],
      stopsDischarge: true,
      allowed: ['TREAT_THEN_REINSPECT'],
      by: 'Field Officer',
      at: fixtureTime,
      settled: {
        outcome: 'TREAT_THEN_REINSPECT',
        reason: 'Fumigated.',
        by: 'Field Officer',
        at: fixtureTime,
      },
    },
  ],
  measurements: [
    {
      id: 'DS-1',
      method: 'draft-survey',
      quantity: decimalString('49984'),
      unit: 't',
      measuredAt: fixtureTime,
      document: null,
      evidence: [],
      by: 'Field Officer',
      at: fixtureTime,
    },
  ],
  siteChecks: [
    {
      id: 'R-1',
      check: 'radioactivity',
      unitNo: null,
      finding: 'normal',
      value: { number: decimalString('0.12'), unit: 'μSv/h' },
      remark: null,
      evidence: [],
      by: 'Field Officer',
      at: fixtureTime,
    },
  ],
  split: { unitNos: [2], port: 'Qingdao', reason: 'Draught.', by: 'Field Officer', at: fixtureTime },
  reinspection: null,
  ended: null,
  results: [ash],
  conformity,
  certificateId,
  certificateNo,
  certifiedAt: fixtureTime,
  withdrawn: [],
  documents: [
    {
      process: processId('certificate/5316.1.12.1'),
      kind: { code: '12', title: two('重量证书', 'Certificate of weight') },
      template: 'weight',
      replaces: null,
      status: 'issued',
      number: '5316-2026-12-000001',
      digest: 'cd'.repeat(32),
      reason: null,
      at: fixtureTime,
    },
  ],
  decisions: [decision],
  writeOff,
  decodeAuthorisedBy: ['officer'],
  version: 7,
};

export const container: view.ContainerView = {
  code: blindCode('S-1'),
  parent: null,
  consignment: consignmentId,
  kind: 'gross-sample',
  mass: decimalString('112.4'),
  place: 'CS-01/3',
  seal: 'SEAL-9',
  at: fixtureTime,
};

const draft: CertificateDraft = {
  kind: { code: '11', title: two('品质证书', 'Quality certificate') },
  template: 'quality',
  quantity: null,
  quarantine: null,
  notice: null,
  remark: null,
  laboratory: {
    name: two('示范实验室', 'Demo laboratory'),
    address: two('港路1号', '1 Harbour Road'),
    office: '5316',
    location: two('码头', 'Quay'),
    demonstration: true,
  },
  customer: { name: 'Example Energy', address: '1 Harbour Road' },
  consignor: { name: 'Example Mining', address: 'Newcastle' },
  consignee: { name: 'Example Energy', address: '1 Harbour Road' },
  declarationNo,
  goodsItem: 1,
  inspectionOrderNo: 'ZX2026-0417',
  replaces: null,
  commodity: { name: two('动力煤', 'Steam coal'), hsCode: '2701129000' },
  declaredMass: { value: decimalString('52480'), unit: 't' },
  transport: {
    vessel: 'MV Example Star',
    voyage: '026E',
    billOfLading: 'NEWC-88123',
    portOfLoading: 'Newcastle',
    portOfDischarge: 'Example Port',
  },
  item: { description: two('煤', 'Coal'), condition: two('完好', 'Sound') },
  dates: {
    arrival: fixtureTime,
    samplingFrom: fixtureTime,
    samplingTo: fixtureTime,
    received: fixtureTime,
    testingFrom: fixtureTime,
    testingTo: fixtureTime,
  },
  sampling: {
    standard: 'GB/T 19494.1-2023',
    method: two('机械采样', 'Mechanical sampling'),
    basis: 'mass',
    intervalUnit: 't',
    quantityUnit: 't',
    requiredPrecision: decimalString('1.0'),
    units: [
      {
        no: 1,
        label: two('采样单元1', 'Unit 1'),
        quantity: decimalString('13120'),
        interval: decimalString('370'),
        incrementsPlanned: 35,
        incrementsTaken: 34,
        sampleMass: decimalString('112.4'),
        achievedPrecision: decimalString('0.95'),
        validity: 'SUSPECT',
      },
    ],
    preparationStandard: 'GB/T 19494.2-2023',
  },
  results: [ash],
  observations: [],
  conformity,
  deviations: [
    { code: 'MISSED', zh: '漏采', en: 'One cut missed', acceptedBy: 'officer', reason: 'Belt empty' },
  ],
  suppliedByCustomer: ['transport'],
  packs: [pack],
  lineageDigest: '12'.repeat(32),
  assayCodes: [assayCode],
};

/** A certificate as it waits for its signature; `files` are filled in by the fake when it is issued. */
export const preparedCertificate: view.CertificateView = {
  id: certificateId,
  consignment: consignmentId,
  status: 'reviewed',
  number: null,
  version: 1,
  draftDigest,
  draft,
  preparedBy: 'preparer-of-certificates',
  reviewedBy: 'certificate-reviewer',
  approvedBy: null,
  issuedAt: null,
  files: null,
  acknowledgements: [],
  withdrawal: null,
  noticeOutstanding: false,
  replacedBy: null,
};

export const pulls: readonly PullView[] = [4, 9].map((cursor) => ({
  cursor,
  client: 'gacc',
  certificate: 'x5t-of-a-client-certificate',
  what: `certificate ${certificateNo} version 1 application/pdf`,
  number: certificateNo,
  version: 1,
  rendering: 'pdf',
  digest: 'ab'.repeat(32),
  status: 206,
  at: fixtureTime,
}));

/** What an officer reads of the decision above. */
export const difference: DifferenceReported = {
  declarationNo,
  goodsItem: 1,
  gate: 'removal',
  advice: 'CONDITIONAL_REMOVAL',
  outcome: 'RELEASED',
  departure: 'LAXER',
  outstanding: ['Hg'],
  decision,
};

export const changes: readonly view.ChangeRow[] = [1, 2, 3].map((cursor) => ({
  cursor,
  type: 'certificate.issued',
  declarationNo,
  certificateNo,
  at: fixtureTime,
}));

export const advice: view.ReleaseAdviceView = {
  declarationNo,
  version: 4,
  items: [
    {
      goodsItem: 1,
      gates: [
        {
          gate: 'removal',
          advice: 'RELEASE',
          allowed: ['REMOVAL_ALLOWED'],
          basis: two('合格', 'Passed'),
          source,
          outstanding: [],
        },
        {
          gate: 'use',
          advice: 'PENDING',
          allowed: ['HOLD'],
          basis: two('待检', 'Pending'),
          source: null,
          outstanding: ['Hg'],
        },
      ],
      certificateNo,
      decisions: [decision],
      writeOff,
      differences: [
        {
          decision: decision.id,
          gate: 'removal',
          advice: 'CONDITIONAL_REMOVAL',
          outcome: 'RELEASED',
          departure: 'LAXER',
        },
      ],
    },
  ],
};
