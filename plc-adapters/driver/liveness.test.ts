import { judgeLiveness, ownStallMs } from './liveness.ts';
import type { LivenessMarks } from './liveness.ts';

const limits = { heartbeatMs: 1500, silenceMs: 2500 };
const now = 100_000;
const healthy: LivenessMarks = {
  readySince: now - 60_000,
  everLive: true,
  heartbeatAt: now - 400,
  readBeatAt: now - 900,
  heardAt: now - 200,
};
const judge = (marks: Partial<LivenessMarks>) => judgeLiveness(now, { ...healthy, ...marks }, limits);

describe('judging whether a unit is live', () => {
  it.each<[what: string, marks: Partial<LivenessMarks>, verdict: string | null]>([
    ['everything fresh', {}, null],
    ['the heartbeat exactly three periods old', { heartbeatAt: now - 1500 }, null],
    ['the heartbeat older than three periods', { heartbeatAt: now - 1501, readBeatAt: now - 1900 }, 'heartbeat-lost'],
    [
      'the heartbeat going on in reads, and not told',
      { heartbeatAt: now - 1501, readBeatAt: now - 100 },
      'subscription-silent',
    ],
    ['the heartbeat not told for a while, and read', { heartbeatAt: now - 1500, readBeatAt: now - 100 }, null],
    ['connected, and beats only read', { readySince: now - 1600, heartbeatAt: null, readBeatAt: now - 100 }, 'subscription-silent'],
    ['the subscription silent for two keep-alives', { heardAt: now - 2500 }, null],
    ['the subscription silent for longer', { heardAt: now - 2501 }, 'subscription-silent'],
    ['both silent: the wider cause', { heardAt: now - 9000, heartbeatAt: now - 9000 }, 'subscription-silent'],
    ['no session, was live before', { readySince: null }, 'link-lost'],
    ['no session, never was', { readySince: null, everLive: false }, 'never-connected'],
    ['connected again, before the first beat', { readySince: now - 300, heartbeatAt: null }, 'link-lost'],
    [
      'connected for the first time, before the first beat',
      { readySince: now - 300, heartbeatAt: null, everLive: false },
      'never-connected',
    ],
    ['connected, and no beat came', { readySince: now - 1600, heartbeatAt: null, readBeatAt: null }, 'heartbeat-lost'],
    [
      'connected, and the subscription said nothing',
      { readySince: now - 2600, heardAt: null, heartbeatAt: null },
      'subscription-silent',
    ],
  ])('given %s', (_what, marks, verdict) => {
    // prettier-ignore
    expect(judge(marks)).toBe(verdict);
  });
});

describe('not counting our own sleep', () => {
  it('takes a timer late by less than its period as punctual', () => {
    expect(ownStallMs(200, 200)).toBe(0);
    expect(ownStallMs(400, 200)).toBe(0);
  });
  it('subtracts the rest', () => {
    expect(ownStallMs(3200, 200)).toBe(3000);
  });
});
