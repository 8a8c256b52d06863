import { faultsOf } from '../../plc-adapters/simulator/fault-catalogue.ts';
import type { BenchSampler } from '../support/bench-port/bench-units.ts';
import type { ExpectedAlarm, FaultRow } from './expectation.ts';

/** What a fault does to run, sample and alarm. */
type Effects = Omit<FaultRow, 'name' | 'begin' | 'end' | 'stands'> & Partial<Pick<FaultRow, 'stands'>>;

const goesOn: readonly [string, string] = ['sampling', 'sampling'];

/** Nothing but the cargo's own course: no cut falls due, none is missed. */
const unnoticed: Effects = { run: goesOn, operator: 'nothing', misses: false, suspicions: [], alarms: [] };

const waits: readonly ExpectedAlarm[] = [
  ['RUN_WAITS_FOR_OPERATOR', 2, 'calls', 'calls'],
  ['SAMPLE_SUSPECT', 3, 'calls', 'calls'],
];

/** Class 2: the PLC holds; a person looks and resumes. What passes meanwhile is missed. */
const holds = (code: number): Effects => ({
  run: ['held', 'held'],
  operator: 'resume',
  misses: true,
  suspicions: [`PLANT_FAULT_${code}`],
  alarms: [['UNIT_FAULT', 2, 'calls', 'over'], ...waits],
});

/** The same where oil flows on: when the cause has gone, the PLC tells that it flows unsampled until the run is resumed. */
const holdsInFlow = (code: number): Effects => ({
  ...holds(code),
  alarms: [['UNIT_FAULT', 2, 'calls', 'calls', 2], ...waits],
});

/** Class 1: the PLC goes on. */
const warns: Effects = { ...unnoticed, alarms: [['UNIT_FAULT', 2, 'calls', 'over']] };

/**
 * Class 1 of the family 61xx, increments and masses: the PLC goes on, the sample is doubted all the same. The first such increment is
 * off by itself, the third makes a row.
 */
const warnsOfSample = (code: number): Effects => ({
  ...warns,
  suspicions: ['INCREMENT_MASS_VARIATION', `PLANT_FAULT_${code}`, 'INCREMENT_MASS_DRIFT'],
  alarms: [
    ...warns.alarms,
    ['INCREMENT_MASS_DRIFT', 3, 'calls', 'calls'],
    ['INCREMENT_MASS_VARIATION', 3, 'calls', 'calls'],
    ['SAMPLE_SUSPECT', 3, 'calls', 'calls'],
  ],
});

/** The PLC stops under the run: what passes until it is started again is nobody's to cut. */
const breaksOff = (suspicions: readonly string[], alarms: readonly ExpectedAlarm[]): Effects => ({
  run: ['interrupted', 'interrupted'],
  operator: 'resume',
  misses: false,
  suspicions,
  alarms: [...alarms, ...waits],
});

const manualMode: Effects = {
  run: ['held', 'held'],
  operator: 'resume',
  misses: true,
  suspicions: ['PLANT_MODE_3'],
  alarms: waits,
};

/** At any sampler, by name in the fault catalogue. */
const atAny: Readonly<Record<string, Effects>> = {
  flow: unnoticed,
  'double-increment': warnsOfSample(6102),
  mass: warnsOfSample(6103),
  // The weigher shows more with each cut; the PLC tells nobody, but masses no longer follow the flow.
  scale: {
    ...unnoticed,
    stands: 12,
    suspicions: ['INCREMENT_MASS_DRIFT'],
    alarms: [
      ['INCREMENT_MASS_DRIFT', 3, 'calls', 'calls'],
      ['SAMPLE_SUSPECT', 3, 'calls', 'calls'],
    ],
  },
  estop: breaksOff(['PLANT_FAULT_1001', 'SAMPLING_INTERRUPTED'], [['UNIT_FAULT', 1, 'calls', 'over']]),
  clock: {
    ...unnoticed,
    suspicions: ['PLC_CLOCK_OFF'],
    alarms: [
      ['CLOCK_DRIFT', 3, 'calls', 'over'],
      ['SAMPLE_SUSPECT', 3, 'calls', 'calls'],
    ],
  },
  // It looks at the unit as soon as it is live again; the PLC has cut meanwhile and its ring tells.
  heartbeat: {
    ...unnoticed,
    run: ['verifying', 'sampling'],
    alarms: [['UNIT_NOT_LIVE', 2, 'calls', 'over']],
  },
  download: breaksOff(
    ['PLC_RESTARTED', 'PLC_PROGRAM_CHANGED', 'SAMPLING_INTERRUPTED'],
    [
      ['UNIT_NOT_LIVE', 2, 'over', 'over'],
      ['PROGRAM_CHANGED', 2, 'over', 'over'],
    ],
  ),
  power: breaksOff(['PLC_RESTARTED', 'SAMPLING_INTERRUPTED'], [['UNIT_NOT_LIVE', 2, 'over', 'over']]),
};

const atSolids: Readonly<Record<string, Effects>> = {
  ...atAny,
  'no-increment': holds(6101),
  divider: holds(4103),
  meter: holds(3101),
  mode: manualMode,
};

const atCoal: Readonly<Record<string, Effects>> = {
  ...atSolids,
  belt: unnoticed,
  cutter: holds(5101),
  reject: holds(2101),
  chute: holds(4102),
};

const effects: Readonly<Record<BenchSampler, Readonly<Record<string, Effects>>>> = {
  'CS-01': atCoal,
  'CF-01': atCoal,
  'GD-01': {
    ...atSolids,
    spout: unnoticed,
    air: holds(2201),
    // Class 3: the PLC stops.
    'explosion-protection': breaksOff(
      ['PLANT_FAULT_1201', 'SAMPLING_INTERRUPTED'],
      [['UNIT_FAULT', 1, 'calls', 'over']],
    ),
    bag: holds(4303),
    line: holds(4301),
    diverter: holds(5201),
    probe: holds(4302),
  },
  'PI-01': {
    ...atAny,
    'no-increment': holdsInFlow(6101),
    meter: holdsInFlow(3101),
    mode: {
      ...manualMode,
      alarms: [['UNIT_FAULT', 2, 'calls', 'calls'], ...waits],
    },
    line: holdsInFlow(6402),
    receiver: holdsInFlow(4402),
    probe: holdsInFlow(3401),
    loop: warns,
  },
};

/**
 * An overfull container needs more cargo than the other faults: `scenes.test.ts` fills one of solids. A receiver of oil takes thousands of
 * grabs; it holds as any other fault does, and the plant's own tests fill one.
 */
export const namesWithoutRow: readonly string[] = ['changeover'];

/** A row for each fault of the catalogue that is named above. */
export const catalogueRows = (unit: BenchSampler): readonly FaultRow[] =>
  faultsOf(unit).flatMap(({ name, begin, end }) => {
    const does = effects[unit][name];
    if (!does) return [];
    return [
      { name, stands: 4, begin: (port) => port.do(begin), end: (port) => end && port.do(end), ...does },
    ];
  });
