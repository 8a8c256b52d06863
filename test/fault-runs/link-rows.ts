import type { LinkState } from '../../plc-adapters/simulator/faulty-link.ts';
import type { BenchSampler } from '../support/bench-port/bench-units.ts';
import type { ExpectedAlarm, FaultRow } from './expectation.ts';

const notLive: ExpectedAlarm = ['UNIT_NOT_LIVE', 2, 'calls', 'over'];

/** The PLC goes on cutting and its ring keeps what it cut: nothing is lost, nothing is doubted, nobody has to do anything. */
const unharmed: Omit<FaultRow, 'name' | 'begin' | 'end'> = {
  stands: 5,
  run: ['verifying', 'sampling'],
  operator: 'nothing',
  misses: false,
  suspicions: [],
  alarms: [notLive],
};

const link = (name: string, state: LinkState): FaultRow => ({
  ...unharmed,
  name,
  begin: (port) => port.setLink(state),
  end: (port) => port.setLink('whole'),
});

/** What a PLC tells that holds by itself while its cargo flows on. */
const heldInFlow = (unit: BenchSampler): readonly ExpectedAlarm[] =>
  unit === 'PI-01' ? [['UNIT_FAULT', 2, 'not yet', 'calls']] : [];

/** What concerns the way to the PLC, or the PLC's server. */
export const linkRows = (unit: BenchSampler): readonly FaultRow[] => [
  link('a link that is cut', 'cut'),
  link('a link that is a black hole', 'black-hole'),
  link('a link that loses answers', 'no-answers'),
  link('a link that loses requests', 'no-requests'),
  link('a link that stalls', 'stalled'),
  {
    ...link('a link that is cut for longer than the PLC goes on without us', 'cut'),
    stands: 10,
    run: ['verifying', 'held'],
    operator: 'resume',
    misses: true,
    // It says so as soon as it can be seen again.
    alarms: [notLive, ['RUN_WAITS_FOR_OPERATOR', 2, 'not yet', 'calls'], ...heldInFlow(unit)],
  },
  {
    ...unharmed,
    name: 'connections that are dropped',
    stands: 3,
    run: ['sampling', 'sampling'],
    begin: (port) => port.dropConnections(),
    end: () => undefined,
    alarms: [['UNIT_NOT_LIVE', 2, 'over', 'over']],
  },
  {
    ...unharmed,
    name: 'a gap in the notifications',
    stands: 1.2,
    run: ['sampling', 'sampling'],
    begin: (port) => {
      port.cable.losesNotifications = true;
    },
    end: (port) => {
      port.cable.losesNotifications = false;
    },
    alarms: [],
  },
  {
    ...unharmed,
    name: 'a PLC that stands still while its server answers',
    begin: (port) => port.freeze(true),
    end: (port) => port.freeze(false),
  },
  {
    name: 'a certificate that has expired',
    stands: 5,
    begin: (port) => port.do({ do: 'certificate', expired: true }),
    end: (port) => port.do({ do: 'certificate', expired: false }),
    // The virtual port boots with its other certificate, so the run is broken off as by a power cycle.
    run: ['verifying', 'interrupted'],
    operator: 'resume',
    misses: false,
    suspicions: ['PLC_RESTARTED', 'SAMPLING_INTERRUPTED'],
    alarms: [
      notLive,
      ['RUN_WAITS_FOR_OPERATOR', 2, 'not yet', 'calls'],
      ['SAMPLE_SUSPECT', 3, 'not yet', 'calls'],
    ],
  },
];
