import { lossPercent, type MassBalance, type ProcessUnit, type Stage } from '../world/preparation-recipe.ts';
import { MICROS_PER_SECOND, type PlantMicros } from '../world/plant-time.ts';
import type { Disturbances } from '../world/disturbances.ts';
import type { PreparationDisturbance } from './preparation-faults.ts';
import { CABINET_SLOTS, SUB_MASSES } from './preparation-tags.ts';
import type { ProcessImage } from './process-image.ts';

/** How far the line has come with its present or last sample. */
export interface PreparationProgress {
  readonly sampleId: string;
  readonly stages: readonly Stage[];
  /** Number of finished stages. */
  readonly finished: number;
  /** Time spent in the stage under way. */
  readonly elapsed: PlantMicros;
  /** The drives turn: a stage is really being worked at. */
  readonly working: boolean;
}

/** What is in a stage's tags: nothing yet, what came in, or the whole balance. */
interface StageView {
  readonly sampleId: string;
  readonly balance: MassBalance | null;
  readonly isFinished: boolean;
  readonly isWorking: boolean;
  readonly seconds: number;
}

const UNITS: readonly ProcessUnit[] = [
  'Crusher6',
  'Divider6',
  'Dryer',
  'Crusher3',
  'Divider3',
  'Pulveriser',
  'Packing',
];
const AMBIENT = 24;
const DRYER_TEMPERATURE = 45;
/** At least so many cuts a division (GB/T 474: 60 for a gross sample). */
const DIVIDER_CUTS = 60;

/** Writes the tags of all stages: latched after the end of the run until the next Start. */
export function publishStages(image: ProcessImage, progress: PreparationProgress | null): void {
  for (const unit of UNITS) {
    const view = viewOf(unit, progress);
    const set = (name: string, value: number | string | boolean): void =>
      image.set(`${unit}.Act.${name}`, value);
    const balance = view.isFinished ? view.balance : null;
    set('SampleIdRead', view.sampleId);
    set('MassIn', view.balance?.massIn ?? 0);
    set('MassOut', balance?.massOut ?? 0);
    set('LossPct', balance ? lossPercent(balance) : 0);
    set('StepTime', view.seconds);
    publishParticulars(unit, view, balance, image);
  }
}

function publishParticulars(
  unit: ProcessUnit,
  view: StageView,
  balance: MassBalance | null,
  image: ProcessImage,
): void {
  const { isWorking } = view;
  const set = (name: string, value: number | string | boolean): void =>
    image.set(`${unit}.Act.${name}`, value);
  switch (unit) {
    case 'Crusher6':
    case 'Crusher3':
      set('SpeedAct', isWorking ? (unit === 'Crusher6' ? 960 : 420) : 0);
      set('Current', isWorking ? 18.5 : 0);
      set('Vibration', isWorking ? 2.4 : 0);
      set('BearingTemp', isWorking ? 46 : AMBIENT);
      set('LidClosed', true);
      set('Empty', !isWorking);
      return;
    case 'Divider6':
    case 'Divider3': {
      const cuts = Math.max(DIVIDER_CUTS, image.number(`${unit}.Set.Cuts`));
      set('CutCount', view.isFinished ? cuts : 0);
      for (let i = 0; i < SUB_MASSES; i++) set(`SubMass[${i + 1}]`, balance?.divisions[i] ?? 0);
      set('RejectMass', balance?.reject ?? 0);
      return;
    }
    case 'Dryer':
      set('TempAct', isWorking ? image.number('Dryer.Set.Temp') || DRYER_TEMPERATURE : AMBIENT);
      set('MassAct', balance?.massOut ?? view.balance?.massIn ?? 0);
      set('MassLoss', balance?.water ?? 0);
      set('Humidity', isWorking ? 38 : 55);
      set('DoorLocked', isWorking);
      set('OverTemp', false);
      return;
    case 'Pulveriser':
      set('SpeedAct', isWorking ? 930 : 0);
      set('Current', isWorking ? 7.2 : 0);
      set('BowlTemp', isWorking ? 39 : AMBIENT);
      set('BowlClean', !isWorking);
      return;
    case 'Packing':
      return;
  }
}

function viewOf(unit: ProcessUnit, progress: PreparationProgress | null): StageView {
  const nothing = { sampleId: '', balance: null, isFinished: false, isWorking: false, seconds: 0 };
  if (!progress) return nothing;
  const { stages, finished, elapsed, working, sampleId } = progress;
  const reached = stages.findLastIndex((stage, i) => stage.unit === unit && i <= finished);
  const last = stages[reached];
  if (!last) return nothing;
  const isDone = reached < finished;
  return {
    sampleId,
    balance: last.balance,
    isFinished: isDone,
    isWorking: !isDone && working,
    seconds: (isDone ? last.duration : elapsed) / MICROS_PER_SECOND,
  };
}

/** The last bottle, the tube that takes the analysis bottle to the laboratory, and the cabinet with the reserves. */
export interface StoreView {
  readonly lastBottle: { readonly barcode: string; readonly mass: number } | null;
  readonly bottlesPacked: number;
  /** Barcode of the bottle the tube delivered last. */
  readonly delivered: string;
  readonly slots: readonly string[];
}

const TOO_HOT = 58;

/** What instruments show of what is out of order. @param stage the one under way. */
export function publishDisturbances(
  image: ProcessImage,
  standing: Disturbances<PreparationDisturbance>,
  stage: Stage | null,
): void {
  if (stage?.unit === 'Dryer' && standing.stands('dryer-hot')) {
    image.set('Dryer.Act.TempAct', TOO_HOT);
    image.set('Dryer.Act.OverTemp', true);
  }
  if (standing.stands('bottle')) image.set('Packing.Act.BottleStock', 0);
  if (stage?.unit === 'Packing' && standing.stands('label')) {
    image.set('Packing.Act.BarcodeRead', '');
    image.set('Packing.Act.ReadGrade', 'F');
  }
  const isLost = standing.stands('tube');
  image.set('Tube.Act.Jammed', isLost);
  if (isLost) image.set('Tube.Act.Arrived', false);
}

const STOCK_REFILL = 500;
const LABORATORY_STATION = 2;

export function publishStore(
  image: ProcessImage,
  { lastBottle, bottlesPacked, delivered, slots }: StoreView,
): void {
  const stock = STOCK_REFILL - (bottlesPacked % STOCK_REFILL);
  image.set('Packing.Act.BarcodeRead', lastBottle?.barcode ?? '');
  image.set('Packing.Act.ReadGrade', lastBottle ? 'A' : '');
  image.set('Packing.Act.BottleMass', (lastBottle?.mass ?? 0) * 1000);
  image.set('Packing.Act.Sealed', lastBottle !== null);
  image.set('Packing.Act.LabelStock', stock);
  image.set('Packing.Act.BottleStock', stock);
  image.set('Tube.Act.CarrierIdRead', delivered);
  image.set('Tube.Act.CarrierPos', delivered === '' ? 0 : LABORATORY_STATION);
  image.set('Tube.Act.Arrived', delivered !== '');
  image.set('Cabinet.Act.DoorClosed', true);
  image.set('Cabinet.Act.Temp', AMBIENT);
  for (let i = 0; i < CABINET_SLOTS; i++) {
    image.set(`Cabinet.Act.SlotState[${i + 1}]`, slots[i] ? 1 : 0);
    image.set(`Cabinet.Act.SlotBarcode[${i + 1}]`, slots[i] ?? '');
  }
}
