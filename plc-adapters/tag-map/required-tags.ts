import type { TagType } from './schema.ts';

/** The common block of every unit that the driver cannot do without; the rest of the block is shown, not used. */
export const requiredTags: Readonly<
  Record<string, { readonly type: TagType; readonly dir: 'R' | 'W' | 'RW' }>
> = {
  'Cmd.Seq': { type: 'UInt32', dir: 'RW' },
  'Cmd.Token': { type: 'UInt32', dir: 'W' },
  'Cmd.Code': { type: 'Int32', dir: 'W' },
  'Cmd.UnitMode': { type: 'Int32', dir: 'W' },
  'Cmd.JobId': { type: 'String', dir: 'W' },
  'Cmd.LotId': { type: 'String', dir: 'W' },
  'Cmd.SampleId': { type: 'String', dir: 'W' },
  'Cmd.RecipeId': { type: 'String', dir: 'W' },
  'Cmd.OrchHeartbeat': { type: 'UInt32', dir: 'W' },
  'Sts.Token': { type: 'UInt32', dir: 'R' },
  'Sts.AckSeq': { type: 'UInt32', dir: 'R' },
  'Sts.AckResult': { type: 'Int16', dir: 'R' },
  'Sts.DoneSeq': { type: 'UInt32', dir: 'R' },
  'Sts.DoneResult': { type: 'Int16', dir: 'R' },
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
