import { lossPercent, PROCESS_UNITS, type ProcessUnit, type Stage } from '../world/preparation-recipe.ts';
import { MICROS_PER_SECOND } from '../world/plant-time.ts';
import type { Disturbances } from '../world/disturbances.ts';
import type { PreparationDisturbance } from './preparation-faults.ts';
import type { Hopper, UnitView } from './preparation-pipeline-types.ts';
import type { BottleStoreMemory } from './preparation-store.ts';
import { CABINET_SLOTS, SUB_MASSES } from './preparation-tags.ts';
import type { ProcessImage } from './process-image.ts';

const AMBIENT = 24;
const DRYER_TEMPERATURE = 45;
/** At least so many cuts a division (GB/T 474: 60 for a gross sample). */
const DIVIDER_CUTS = 60;

/**
 * Writes the tags of all stages. Masses are those of the step under way, or of the last one finished, whoever's it was: whose coal
 * is there now is `SampleIdRead` alone.
 * @param working the drives turn.
 */
export function publishStages(
  image: ProcessImage,
  view: (unit: ProcessUnit) => UnitView,
  working: boolean,
): void {
  for (const unit of PROCESS_UNITS) {
    const seen = view(unit);
    const { underWay, latched, sampleId } = seen;
    const set = (name: string, value: number | string | boolean): void =>
      image.set(`${unit}.Act.${name}`, value);
    const balance = underWay ? null : (latched?.balance ?? null);
    set('SampleIdRead', sampleId);
    set('MassIn', (underWay ? underWay.stage.balance : balance)?.massIn ?? 0);
    set('MassOut', balance?.massOut ?? 0);
    set('LossPct', balance ? lossPercent(balance) : 0);
    set('StepTime', (underWay?.elapsed ?? latched?.duration ?? 0) / MICROS_PER_SECOND);
    publishParticulars(unit, seen, working && underWay?.stage.skipped === false, image);
  }
}

function publishParticulars(
  unit: ProcessUnit,
  view: UnitView,
  isWorking: boolean,
  image: ProcessImage,
): void {
  const { sampleId, underWay, latched, purging } = view;
  const balance = underWay ? null : (latched?.balance ?? null);
  const isEmpty = sampleId === '' && !purging;
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
      set('Empty', isEmpty);
      return;
    case 'Divider6':
    case 'Divider3': {
      const cuts = Math.max(DIVIDER_CUTS, image.number(`${unit}.Set.Cuts`));
      set('CutCount', balance ? cuts : 0);
      for (let i = 0; i < SUB_MASSES; i++) set(`SubMass[${i + 1}]`, balance?.divisions[i] ?? 0);
      set('RejectMass', balance?.reject ?? 0);
      return;
    }
    case 'Dryer':
      set('TempAct', isWorking ? image.number('Dryer.Set.Temp') || DRYER_TEMPERATURE : AMBIENT);
      set('MassAct', balance?.massOut ?? underWay?.stage.balance?.massIn ?? 0);
      set('MassLoss', balance?.water ?? 0);
      set('Humidity', isWorking ? 38 : 55);
      set('DoorLocked', isWorking);
      set('OverTemp', false);
      return;
    case 'Pulveriser':
      set('SpeedAct', isWorking ? 930 : 0);
      set('Current', isWorking ? 7.2 : 0);
      set('BowlTemp', isWorking ? 39 : AMBIENT);
      set('BowlClean', isEmpty);
      return;
    case 'Packing':
      return;
  }
}

/** The infeed hopper, where the containers of one sample join. */
export function publishInfeed(image: ProcessImage, hopper: Hopper | null): void {
  image.set('Infeed.Act.SampleIdRead', hopper?.sampleId ?? '');
  image.set('Infeed.Act.MassIn', hopper?.mass ?? 0);
  image.set('Infeed.Act.Containers', hopper?.containers ?? 0);
  image.set('Infeed.Act.Whole', hopper?.whole ?? false);
}

const TOO_HOT = 58;

/** What instruments show of what is out of order. @param stages those under way. */
export function publishDisturbances(
  image: ProcessImage,
  standing: Disturbances<PreparationDisturbance>,
  stages: readonly Stage[],
): void {
  const isAt = (unit: ProcessUnit): boolean => stages.some((stage) => stage.unit === unit && !stage.skipped);
  if (isAt('Dryer') && standing.stands('dryer-hot')) {
    image.set('Dryer.Act.TempAct', TOO_HOT);
    image.set('Dryer.Act.OverTemp', true);
  }
  if (standing.stands('bottle')) image.set('Packing.Act.BottleStock', 0);
  if (isAt('Packing') && standing.stands('label')) {
    image.set('Packing.Act.BarcodeRead', '');
    image.set('Packing.Act.ReadGrade', 'F');
  }
  const isLost = standing.stands('tube');
  image.set('Tube.Act.Jammed', isLost);
  if (isLost) image.set('Tube.Act.Arrived', false);
}

const STOCK_REFILL = 500;
const LABORATORY_STATION = 2;

/** The last bottle, the tube that takes the analysis bottle to the laboratory, and the cabinet with the reserves. */
export function publishStore(
  image: ProcessImage,
  { lastBottle, bottlesPacked, delivered, slots }: BottleStoreMemory,
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
