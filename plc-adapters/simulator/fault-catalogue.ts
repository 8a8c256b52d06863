import type { Deed } from './deeds.ts';
import { COAL_DISTURBANCES } from './plc/coal-head.ts';
import { FAULT, type Fault } from './plc/faults.ts';
import { GRAIN_DISTURBANCES } from './plc/grain-head.ts';
import { PETROLEUM_DISTURBANCES } from './plc/petroleum-head.ts';
import { CABINET_DISTURBANCES } from './plc/storage-cabinet.ts';
import { PREPARATION_DISTURBANCES } from './plc/preparation-faults.ts';
import { TUBE_DISTURBANCES } from './plc/pneumatic-tube.ts';
import type { UnitName } from './unit-names.ts';

/** One thing that can go wrong at a unit. */
export interface CataloguedFault {
  readonly unit: UnitName;
  readonly name: string;
  readonly words: string;
  /** Code the PLC tells it by; null when it tells nothing. */
  readonly code: number | null;
  readonly begin: Deed;
  /** Puts it right; null for what is over at once. */
  readonly end: Deed | null;
}

type Told = readonly [words: string, fault: Fault | null];

const AT_ANY_SAMPLER: Readonly<Record<string, Told>> = {
  flow: ['the flow stops and comes back', null],
  'no-increment': ['the cutter moves and brings nothing', FAULT.noIncrement],
  'double-increment': ['the cutter moves twice', FAULT.doubleIncrement],
  mass: ['half an increment', FAULT.incrementMassOff],
  scale: ['the increment weigher drifts upwards', null],
  divider: ['the divider is blocked, nothing reaches the container', FAULT.dividerBlocked],
  changeover: ['a full container is not moved on', FAULT.containerOverfull],
  meter: ['the flow signal is lost', FAULT.meterFailed],
};
const AT_COAL: Readonly<Record<string, Told>> = {
  ...AT_ANY_SAMPLER,
  belt: ['the belt stands', null],
  cutter: ['the cutter is jammed in the stream', FAULT.cutterNotParked],
  reject: ['the reject path stands', FAULT.rejectStopped],
  chute: ['the chute is plugged', FAULT.chutePlugged],
};
const AT_GRAIN: Readonly<Record<string, Told>> = {
  ...AT_ANY_SAMPLER,
  spout: ['the spout is closed', null],
  air: ['compressed air is low', FAULT.airPressureLow],
  'explosion-protection': ['the explosion protection has tripped', FAULT.explosionProtection],
  bag: ['no bag at the filling place', FAULT.bagMissing],
  line: ['the conveying line is blocked', FAULT.conveyLineBlocked],
  diverter: ['the diverter is jammed', FAULT.diverterNotHome],
  probe: ['the probe is blocked', FAULT.probeBlocked],
};
const AT_PETROLEUM: Readonly<Record<string, Told>> = {
  ...AT_ANY_SAMPLER,
  line: ['the line stands and the meter pulses on: grabs without flow', FAULT.samplingWithoutFlow],
  receiver: ['the receiver is not connected', FAULT.receiverDisconnected],
  changeover: ['the changeover valve does not move: receiver high level', FAULT.receiverHighLevel],
  probe: ['the extractor does not stroke: flow without grabs', FAULT.extractorNotStroking],
  loop: ['the fast loop is low', FAULT.loopFlowLow],
};
const AT_PREPARATION: Readonly<Record<string, Told>> = {
  crusher: ['a crusher is blocked', FAULT.crusherBlocked],
  divider: ['a divider is blocked', FAULT.dividerBlocked],
  'dryer-hot': ['the dryer is above the temperature coal may have', FAULT.dryerTooHot],
  'dryer-wet': ['the sample does not reach constant mass in time', FAULT.dryerTimeOut],
  bottle: ['no bottle in the rack', FAULT.bottleMissing],
  label: ['the label cannot be read', FAULT.labelUnreadable],
  tube: ['the tube carrier is lost', FAULT.carrierLost],
  cabinet: ['the cabinet slot is occupied', FAULT.slotOccupied],
};
const AT_CABINET: Readonly<Record<string, Told>> = {
  door: ['the door stands open', null],
  slot: ['every slot is occupied by something without a label', null],
  label: ['the label of what is put in is another than announced', null],
  gripper: ['the gripper sticks in the middle of its way', FAULT.gripperStuck],
};
const AT_TUBE: Readonly<Record<string, Told>> = {
  station: ['a carrier stands at every station', null],
  empty: ['no carrier stands where one should leave', null],
  blower: ['the blower makes no pressure', FAULT.blowerWithoutPressure],
  stuck: ['the carrier stops half-way', FAULT.carrierStuck],
  lost: ['the tube carrier is lost', FAULT.carrierLostUnderWay],
  carrier: ['another carrier than announced is read', null],
};

const DISTURBANCES: Readonly<Record<UnitName, readonly [readonly string[], Readonly<Record<string, Told>>]>> =
  {
    'CS-01': [COAL_DISTURBANCES, AT_COAL],
    'CP-01': [PREPARATION_DISTURBANCES, AT_PREPARATION],
    'CF-01': [COAL_DISTURBANCES, AT_COAL],
    'GD-01': [GRAIN_DISTURBANCES, AT_GRAIN],
    'PI-01': [PETROLEUM_DISTURBANCES, AT_PETROLEUM],
    'CS-02': [COAL_DISTURBANCES, AT_COAL],
    'SC-01': [CABINET_DISTURBANCES, AT_CABINET],
    'PT-01': [TUBE_DISTURBANCES, AT_TUBE],
  };

const MANUAL = 3;
const HOUR = 3600;

/** What any PLC suffers. */
const common = (unit: UnitName): readonly CataloguedFault[] => [
  {
    unit,
    name: 'estop',
    words: 'emergency stop, released with local reset',
    code: FAULT.emergencyStop.code,
    begin: { do: 'estop', unit, pressed: true },
    end: { do: 'estop', unit, pressed: false, reset: true },
  },
  {
    unit,
    name: 'mode',
    words: 'the mode key is turned to Manual on the spot',
    code: null,
    begin: { do: 'mode', unit, mode: MANUAL },
    end: { do: 'mode', unit, mode: 1 },
  },
  {
    unit,
    name: 'clock',
    words: 'the PLC clock jumps an hour ahead, and back',
    code: null,
    begin: { do: 'jump-clock', unit, seconds: HOUR },
    end: { do: 'jump-clock', unit, seconds: -HOUR },
  },
  {
    unit,
    name: 'heartbeat',
    words: 'the heartbeat stands while the program goes on',
    code: null,
    begin: { do: 'freeze-heartbeat', unit, frozen: true },
    end: { do: 'freeze-heartbeat', unit, frozen: false },
  },
  {
    unit,
    name: 'download',
    words: 'another program: RecipeCrc and namespace index change, all PLCs boot',
    code: null,
    begin: { do: 'download', unit },
    end: null,
  },
  {
    unit,
    name: 'power',
    words: 'all PLCs lose their power and boot',
    code: null,
    begin: { do: 'power-cycle' },
    end: null,
  },
];

/** Everything that can go wrong at a unit; what concerns only the network is not among it. */
export function faultsOf(unit: UnitName): readonly CataloguedFault[] {
  const [names, told] = DISTURBANCES[unit];
  const own = names.map((what): CataloguedFault => {
    const [words, fault] = told[what] ?? [what, null];
    return {
      unit,
      name: what,
      words,
      code: fault?.code ?? null,
      begin: { do: 'disturb', unit, what, stands: true },
      end: { do: 'disturb', unit, what, stands: false },
    };
  });
  return [...own, ...common(unit)];
}
