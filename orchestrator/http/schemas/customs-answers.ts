import { acknowledgementExample, decisionExample } from './customs.ts';

/** Answers of the customs interface as the document shows them: one certificate from the feed to the decision on it. */

const at = '2026-05-04T03:21:00.000Z';
const declarationNo = '531620261234567890';
const number = 'QL/2026/000001';
const digest = 'ab'.repeat(32);
const href = '/customs/v1/certificates/QL%2F2026%2F000001/versions/1';
const rendering = { sha256: digest, href };

export const tokenAnswer = {
  access_token: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJjdXN0b21zLTUzMTYifQ.c2lnbmF0dXJl',
  token_type: 'Bearer',
  expires_in: 900,
  scope: 'certificates.read certificates.acknowledge',
};

export const changesAnswer = {
  changes: [{ cursor: 2, type: 'certificate.issued', declarationNo, certificateNo: number, at }],
  next: 2,
};

export const certificatesAnswer = {
  items: [
    {
      number,
      version: 1,
      status: 'issued',
      kind: { code: 'quality', title: { zh: '品质证书', en: 'Certificate of quality' } },
      declarationNo,
      goodsItem: 1,
      issuedAt: at,
      pdf: rendering,
      json: rendering,
      xml: rendering,
      jws: rendering,
      replaces: null,
      replacedBy: null,
      withdrawn: null,
    },
  ],
};

export const acknowledgementAnswer = {
  ...acknowledgementExample,
  id: 'customs-5316:b5a1d0ee-6f0c-4e8e-9a64-0d6a4c7b2f10',
  client: 'customs-5316',
  digest,
  of: 'issued',
  at,
};

export const decisionAnswer = {
  ...decisionExample,
  id: 'customs-5316:b5a1d0ee-6f0c-4e8e-9a64-0d6a4c7b2f10',
  at,
  remaining: '0',
};

const free = { source: null, outstanding: [] };
const basis = { zh: '证书QL/2026/000001：各项均符合', en: 'Certificate QL/2026/000001: all items conform.' };

export const adviceAnswer = {
  declarationNo,
  version: 7,
  items: [
    {
      goodsItem: 1,
      gates: [
        { gate: 'removal', advice: 'RELEASE', allowed: ['REMOVAL_ALLOWED'], basis, ...free },
        { gate: 'use', advice: 'RELEASE', allowed: ['USE_ALLOWED'], basis, ...free },
      ],
      certificateNo: number,
      decisions: [],
      writeOff: [{ gate: 'removal', by: 'declared', total: '52480', released: '0', remaining: '52480' }],
      differences: [],
    },
  ],
};

export const sandboxKeysAnswer = {
  keys: [
    {
      kty: 'EC',
      crv: 'P-256',
      kid: 'qNWGDl6ywVg',
      x: '5oiBTf5B-Me4ew-VLxKgQDClsjn-oPD5f5W0nf0HTBs',
      y: '8B8qocq3HwzrRq_MxdNFzy17yizDgvnfIo1gpD7lO80',
      use: 'sig',
      alg: 'ES256',
    },
  ],
};

export const orderAnswer = {
  declarationNo,
  goodsItem: 1,
  inspectionOrderNo: 'ZX2026-0417',
  required: ['Pb', 'Cd'],
  samplingStandard: 'GB/T 30642-2014',
  urgency: 'urgent',
  dueAt: '2026-05-08T10:00:00.000Z',
  remark: null,
  status: 'waiting',
  placedAt: at,
  problem: null,
  rejection: null,
};
