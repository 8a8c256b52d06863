import { isAcknowledged } from './queue.ts';

const received = (of: 'issued' | 'withdrawn', status: 'RECEIVED' | 'UNREADABLE' = 'RECEIVED') => ({
  id: 'a',
  client: 'customs',
  status,
  message: null,
  digest: 'd',
  of,
  at: '2026-05-04T03:21:00.000Z',
});

describe('a certificate is acknowledged', () => {
  it('once customs says that it has it, and could read it', () => {
    const said = (acknowledgements: ReturnType<typeof received>[]) => isAcknowledged({ status: 'issued', acknowledgements });
    expect([said([]), said([received('issued', 'UNREADABLE')]), said([received('issued')])]).toEqual([false, false, true]);
  });

  it('as it stands now: who took notice of the issued one did not of its withdrawal', () => {
    expect(isAcknowledged({ status: 'withdrawn', acknowledgements: [received('issued')] })).toBe(false);
  });
});
