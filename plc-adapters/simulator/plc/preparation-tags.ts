import { tag, type TagDefinition, type TagType } from './process-image.ts';

export const CABINET_SLOTS = 40;
export const SUB_MASSES = 4;

type Setting = readonly [name: string, type: TagType, low: number, high: number];

/** Settings of a functional unit; 0 is always allowed and leaves the choice to the line's own recipe. */
const settings = (unit: string, ...list: readonly Setting[]): TagDefinition[] =>
  list.map(([name, type, low, high]) => ({
    path: `${unit}.Set.${name}`,
    type,
    access: 'W',
    range: { low, high },
  }));

const acts = (unit: string, type: TagType, ...names: readonly string[]): TagDefinition[] =>
  tag('R', type, ...names.map((name) => `${unit}.Act.${name}`));

const numbered = (name: string, count: number): string[] =>
  Array.from({ length: count }, (_, i) => `${name}[${i + 1}]`);

const stage = (unit: string): TagDefinition[] => [
  ...acts(unit, 'String', 'SampleIdRead'),
  ...acts(unit, 'Float', 'MassIn', 'MassOut', 'LossPct', 'StepTime'),
];

const crusher = (unit: string): TagDefinition[] => [
  ...stage(unit),
  ...settings(unit, ['TopSize', 'Float', 0, 13], ['Speed', 'Float', 0, 1500], ['PurgeTime', 'Float', 0, 600]),
  ...acts(unit, 'Float', 'SpeedAct', 'Current', 'Vibration', 'BearingTemp'),
  ...acts(unit, 'Bool', 'LidClosed', 'Empty'),
];

const divider = (unit: string): TagDefinition[] => [
  ...stage(unit),
  ...settings(unit, ['Ratio', 'Float', 0, 1000], ['Cuts', 'UInt32', 0, 1000]),
  ...acts(unit, 'UInt32', 'CutCount'),
  ...acts(unit, 'Float', ...numbered('SubMass', SUB_MASSES), 'RejectMass'),
];

/** The coal preparation line's own tags: the infeed hopper, and one functional unit a stage. */
export const PREPARATION_TAGS: readonly TagDefinition[] = [
  ...acts('Infeed', 'String', 'SampleIdRead'),
  ...acts('Infeed', 'Float', 'MassIn'),
  ...acts('Infeed', 'UInt32', 'Containers'),
  ...acts('Infeed', 'Bool', 'Whole'),
  ...crusher('Crusher6'),
  ...divider('Divider6'),
  ...stage('Dryer'),
  // Coal that is to be analysed is never dried above 50 °C (GB/T 474).
  ...settings(
    'Dryer',
    ['Temp', 'Float', 0, 50],
    ['MaxTime', 'Float', 0, 7200],
    ['ConstantMassDelta', 'Float', 0, 5],
  ),
  ...acts('Dryer', 'Float', 'TempAct', 'MassAct', 'MassLoss', 'Humidity'),
  ...acts('Dryer', 'Bool', 'DoorLocked', 'OverTemp'),
  ...crusher('Crusher3'),
  ...divider('Divider3'),
  ...stage('Pulveriser'),
  ...settings(
    'Pulveriser',
    ['Time', 'Float', 0, 600],
    ['TopSize', 'Float', 0, 3],
    ['PurgeCycles', 'UInt32', 0, 10],
  ),
  ...acts('Pulveriser', 'Float', 'SpeedAct', 'Current', 'BowlTemp'),
  ...acts('Pulveriser', 'Bool', 'BowlClean'),
  ...stage('Packing'),
  ...tag('W', 'String', 'Packing.Set.LabelText', 'Packing.Set.Barcode'),
  ...acts('Packing', 'String', 'BarcodeRead', 'ReadGrade'),
  ...acts('Packing', 'Float', 'BottleMass'),
  ...acts('Packing', 'Bool', 'Sealed'),
  ...acts('Packing', 'UInt32', 'LabelStock', 'BottleStock'),
  ...stage('Tube'),
  ...settings('Tube', ['From', 'Int16', 0, 10], ['To', 'Int16', 0, 10]),
  ...tag('W', 'String', 'Tube.Set.CarrierId'),
  ...acts('Tube', 'String', 'CarrierIdRead'),
  ...acts('Tube', 'Int16', 'CarrierPos'),
  ...acts('Tube', 'Float', 'Pressure', 'Velocity'),
  ...acts('Tube', 'Bool', 'Arrived', 'Jammed'),
  ...stage('Cabinet'),
  ...settings('Cabinet', ['Slot', 'Int16', 0, CABINET_SLOTS], ['Op', 'Int16', 0, 3]),
  ...acts('Cabinet', 'Int16', ...numbered('SlotState', CABINET_SLOTS)),
  ...acts('Cabinet', 'String', ...numbered('SlotBarcode', CABINET_SLOTS), 'AccessUser'),
  ...acts('Cabinet', 'Bool', 'DoorClosed'),
  ...acts('Cabinet', 'Float', 'Temp'),
];
