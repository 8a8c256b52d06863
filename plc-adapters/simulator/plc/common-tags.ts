import { RING_SIZE } from './event-ring.ts';
import { tag, type TagDefinition } from './process-image.ts';

export const PARAM_COUNT = 16;

const indexed = (name: string, count: number): string[] =>
  Array.from({ length: count }, (_, i) => `${name}[${i}]`);

const records = (type: TagDefinition['type'], ...fields: readonly string[]): TagDefinition[] =>
  indexed('Evt.Rec', RING_SIZE).flatMap((record) =>
    tag('R', type, ...fields.map((field) => `${record}.${field}`)),
  );

/** The block every unit has, whatever it is. */
export const COMMON_TAGS: readonly TagDefinition[] = [
  ...tag('W', 'UInt32', 'Cmd.Seq', 'Cmd.Token', 'Cmd.OrchHeartbeat', 'Evt.ReadIdx'),
  ...tag('W', 'Int32', 'Cmd.Code', 'Cmd.UnitMode'),
  ...tag('W', 'String', 'Cmd.JobId', 'Cmd.LotId', 'Cmd.SampleId', 'Cmd.RecipeId'),
  ...tag('W', 'Float', ...indexed('Cmd.Param', PARAM_COUNT)),
  ...tag('R', 'UInt32', 'Sts.Token', 'Sts.AckSeq', 'Sts.DoneSeq', 'Sts.RunId', 'Sts.PlcHeartbeat'),
  ...tag(
    'R',
    'UInt32',
    'Sts.BootCounter',
    'Sts.RecipeCrc',
    'Sts.IntlkWord',
    'Sts.FaultCode',
    'Sts.FaultFirstOut',
  ),
  ...tag('R', 'UInt16', 'Sts.IntlkFirstOut'),
  ...tag('R', 'Int16', 'Sts.AckResult', 'Sts.DoneResult', 'Sts.FaultClass'),
  ...tag('R', 'Int32', 'Sts.StateCurrent', 'Sts.UnitModeCurrent'),
  ...tag('R', 'Bool', 'Sts.Remote', 'Sts.OrchAlive', 'Sts.PermitStart', 'Sts.EStopOk', 'Sts.GuardsClosed'),
  ...tag('R', 'Bool', 'Sts.Isolated', 'Sts.SafetyResetRequired'),
  ...tag('R', 'DateTime', 'Sts.PlcTime'),
  ...tag('R', 'UInt32', 'Evt.WriteIdx'),
  ...records('UInt32', 'Idx', 'No'),
  ...records('DateTime', 'Time'),
  ...records('Int16', 'Type'),
  ...records('String', 'SampleId'),
  ...records('Float', 'V1', 'V2', 'V3', 'V4'),
];
