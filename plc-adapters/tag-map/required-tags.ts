import { speaksMethods } from './schema.ts';
import type { TagMapFile, TagType, UnitKind } from './schema.ts';

interface RequiredTag {
  readonly type: TagType;
  readonly dir: 'R' | 'W' | 'RW';
}
type RequiredTags = Readonly<Record<string, RequiredTag>>;

/** The common block that the driver cannot do without, however commands reach the unit; the rest of it is shown, not used. */
const ofEveryUnit: RequiredTags = {
  'Cmd.OrchHeartbeat': { type: 'UInt32', dir: 'W' },
  'Sts.StateCurrent': { type: 'Int32', dir: 'R' },
  'Sts.UnitModeCurrent': { type: 'Int32', dir: 'R' },
  'Sts.PlcHeartbeat': { type: 'UInt32', dir: 'R' },
  'Sts.BootCounter': { type: 'UInt32', dir: 'R' },
  'Sts.RecipeCrc': { type: 'UInt32', dir: 'R' },
  'Sts.IntlkFirstOut': { type: 'UInt16', dir: 'R' },
  'Sts.FaultCode': { type: 'UInt32', dir: 'R' },
  'Sts.FaultFirstOut': { type: 'UInt32', dir: 'R' },
  'Sts.FaultClass': { type: 'Int16', dir: 'R' },
  'Evt.WriteIdx': { type: 'UInt32', dir: 'R' },
  'Evt.ReadIdx': { type: 'UInt32', dir: 'RW' },
};

/** Cmd.Param[0..15], written whole with every command so that none of an earlier command's stays behind. */
export const paramCount = 16;

/** The number handshake, by which commands reach a unit without methods. */
const numberHandshake: RequiredTags = {
  'Cmd.Seq': { type: 'UInt32', dir: 'RW' },
  'Cmd.Token': { type: 'UInt32', dir: 'W' },
  'Cmd.Code': { type: 'Int32', dir: 'W' },
  'Cmd.UnitMode': { type: 'Int32', dir: 'W' },
  'Cmd.JobId': { type: 'String', dir: 'W' },
  'Cmd.LotId': { type: 'String', dir: 'W' },
  'Cmd.SampleId': { type: 'String', dir: 'W' },
  'Cmd.RecipeId': { type: 'String', dir: 'W' },
  'Sts.Token': { type: 'UInt32', dir: 'R' },
  'Sts.AckSeq': { type: 'UInt32', dir: 'R' },
  'Sts.AckResult': { type: 'Int16', dir: 'R' },
  'Sts.DoneSeq': { type: 'UInt32', dir: 'R' },
  'Sts.DoneResult': { type: 'Int16', dir: 'R' },
  ...Object.fromEntries(
    Array.from({ length: paramCount }, (_, index) => [
      `Cmd.Param[${index}]`,
      { type: 'Float', dir: 'W' } as const,
    ]),
  ),
};

/** The tags, all R, by which a unit with methods shows its tasks; they survive a boot. */
export const taskTags = {
  'Job.CurrentJobId': 'String',
  'Job.CurrentTaskId': 'String',
  'Job.CurrentRunId': 'String',
  'Job.LastJobId': 'String',
  'Job.LastTaskId': 'String',
  'Job.LastRunId': 'String',
  'Job.LastResult': 'Int16',
} as const satisfies Readonly<Record<string, TagType>>;

const coalCounters = ['Act.CutCount', 'Act.CutMissed'] as const;

/**
 * Counters of the present sample, zeroed by a new SampleId: cuts that brought something, and cuts missed. They count the
 * ring's records one for one, so that what a wrapped ring swallowed can be computed.
 */
const sampleCounters: Readonly<Record<UnitKind, readonly string[]>> = {
  'coal-cross-belt-sampler': coalCounters,
  'coal-falling-stream-sampler': coalCounters,
  'coal-preparation-line': [],
  'grain-diverter-sampler': ['Act.CutCount', 'Act.CutMissed'],
  'petroleum-in-line-sampler': ['Act.GrabsConfirmed', 'Act.GrabsMissed'],
  'pneumatic-tube': [],
  'storage-cabinet': [],
};

/** What a cabinet is commanded by and shows of its slots, by the first of them. */
const ofCabinets: RequiredTags = {
  'Set.Slot': { type: 'Int16', dir: 'W' },
  'Act.DoorClosed': { type: 'Bool', dir: 'R' },
  'Act.SlotState[1]': { type: 'Int16', dir: 'R' },
  'Act.SlotBarcode[1]': { type: 'String', dir: 'R' },
};

/** What a tube is commanded by, and shows of its carrier. */
const ofTubes: RequiredTags = {
  'Set.From': { type: 'Int16', dir: 'W' },
  'Set.To': { type: 'Int16', dir: 'W' },
  'Set.CarrierId': { type: 'String', dir: 'W' },
  'Act.CarrierState': { type: 'Int16', dir: 'R' },
  'Act.CarrierPos': { type: 'Int16', dir: 'R' },
  'Act.CarrierIdRead': { type: 'String', dir: 'R' },
  'Act.SampleIdRead': { type: 'String', dir: 'R' },
  'Act.Transfers': { type: 'UInt32', dir: 'R' },
  'Act.DepartedAt': { type: 'DateTime', dir: 'R' },
  'Act.ArrivedAt': { type: 'DateTime', dir: 'R' },
  'Act.StationState[1]': { type: 'Int16', dir: 'R' },
};

const ofKinds: Readonly<Partial<Record<UnitKind, RequiredTags>>> = { 'storage-cabinet': ofCabinets, 'pneumatic-tube': ofTubes };

/** Every tag the driver, or a run on the unit, cannot do without. */
export function requiredTags(map: Pick<TagMapFile, 'kind' | 'commandsBy'>): RequiredTags {
  const tasks = Object.entries(taskTags).map(([tag, type]) => [tag, { type, dir: 'R' } as const] as const);
  const counters = sampleCounters[map.kind].map((tag) => [tag, { type: 'UInt32', dir: 'R' } as const] as const);
  const ofCommands = speaksMethods(map) ? Object.fromEntries(tasks) : numberHandshake;
  return { ...ofEveryUnit, ...ofCommands, ...Object.fromEntries(counters), ...ofKinds[map.kind] };
}

/** True for a tag that only a unit commanded by numbers has. */
export const isOfNumberHandshake = (tag: string): boolean => tag in numberHandshake;

/** Cmd.JobId, LotId, SampleId and RecipeId are String(40), counted in bytes. */
export const maxIdBytes = 40;

/** One record of the event ring as individual scalars. */
export const ringFields: Readonly<Record<string, TagType>> = {
  Idx: 'UInt32',
  Time: 'DateTime',
  Type: 'Int16',
  SampleId: 'String',
  No: 'UInt32',
  V1: 'Float',
  V2: 'Float',
  V3: 'Float',
  V4: 'Float',
};
