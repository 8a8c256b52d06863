/** Answers for everyone as the document shows them: of the certificate that customs' examples are about. */

const at = '2026-05-04T03:21:00.000Z';

export const livenessAnswer = { status: 'ok', checks: [] };

export const readinessAnswer = {
  status: 'ok',
  checks: [
    { name: 'journal', ok: true },
    { name: 'disk', ok: true, detail: '48.2 GiB free' },
  ],
};

export const certificateStatusAnswer = {
  number: 'QL/2026/000001',
  kind: { zh: '品质证书', en: 'Certificate of quality' },
  status: 'valid',
  issuedAt: at,
  digest: 'ab'.repeat(32),
  replacedBy: null,
};

export const publicKeysAnswer = {
  keys: [
    {
      kty: 'EC',
      crv: 'P-256',
      x: '18wHLeIgW9wVN6VD1Txgpqy2LszYkMf6J8njVAibvhM',
      y: '-V4dS4UaLMgP_4fY4j8ir7cl1TXlFdAgcx55o7TkcSA',
      kid: 'laboratory-2026',
      alg: 'ES256',
      use: 'sig',
    },
  ],
};

export const journalRootsAnswer = {
  items: [
    {
      size: 18_342,
      root: 'cd'.repeat(32),
      at,
      jws: 'eyJhbGciOiJFUzI1NiIsImtpZCI6ImxhYm9yYXRvcnktMjAyNiJ9.eyJzaXplIjoxODM0Mn0.c2lnbmF0dXJl',
      timeStamp: null,
    },
  ],
};
