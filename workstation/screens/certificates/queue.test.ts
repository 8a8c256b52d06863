import { isAcknowledged, queuesOf } from './queue.ts';

const received = (of: 'issued' | 'withdrawn', status: 'RECEIVED' | 'UNREADABLE' = 'RECEIVED') => ({
  id: 'a',
  client: 'customs',
  status,
  message: null,
  digest: 'd',
  of,
  at: '2026-05-04T03:21:00.000Z',
});
const certificate = { acknowledgements: [], withdrawal: null, noticeOutstanding: false };
const proposed = {
  reason: 'r',
  proposedBy: 'p',
  proposedAt: '2026-05-04T03:21:00.000Z',
  confirmedBy: null,
  confirmedAt: null,
};

describe('queues of certificates', () => {
  it.each([
    ['prepared', ['review']],
    ['reviewed', ['sign']],
    ['approving', ['sign']],
    ['void', ['ended']],
    ['replaced', ['ended']],
  ] as const)('a certificate that is %s stands in %j', (status, expected) => {
    expect(queuesOf({ ...certificate, status })).toEqual(expected);
  });

  it('an issued one waits for customs until customs says that it has it, and could read it', () => {
    expect(queuesOf({ ...certificate, status: 'issued' })).toEqual(['issued', 'unacknowledged']);
    expect(
      queuesOf({ ...certificate, status: 'issued', acknowledgements: [received('issued', 'UNREADABLE')] }),
    ).toContain('unacknowledged');
    expect(queuesOf({ ...certificate, status: 'issued', acknowledgements: [received('issued')] })).toEqual([
      'issued',
    ]);
  });

  it('a proposed withdrawal waits for a signatory', () => {
    const acknowledgements = [received('issued')];
    expect(queuesOf({ ...certificate, status: 'issued', acknowledgements, withdrawal: proposed })).toEqual([
      'issued',
      'settle',
    ]);
  });

  it('who took notice of the issued one did not of its withdrawal', () => {
    const withdrawn = {
      ...certificate,
      status: 'withdrawn' as const,
      acknowledgements: [received('issued')],
      noticeOutstanding: true,
    };
    expect(isAcknowledged(withdrawn)).toBe(false);
    expect(queuesOf(withdrawn)).toEqual(['ended', 'unacknowledged']);
    expect(queuesOf({ ...withdrawn, noticeOutstanding: false })).toEqual(['ended']);
  });
});
