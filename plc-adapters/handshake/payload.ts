import { maxIdBytes, paramCount } from '../tag-map/required-tags.ts';
import type { TagMap } from '../tag-map/parse.ts';
import type { TagType } from '../tag-map/schema.ts';
import { ok, refuse } from '../../workflows/kernel/refusal.ts';
import type { Outcome } from '../../workflows/kernel/refusal.ts';
import type { UnitCommand } from '../unit-driver.ts';

/** A value for a W tag, in the tag's engineering unit. */
export type TagValue = readonly [tag: string, value: number | string];

const maxUInt32 = 0xffff_ffff;

/** Whole-number ranges of the types we write. */
const wholeRanges: Partial<Record<TagType, readonly [min: number, max: number]>> = {
  Int16: [-0x8000, 0x7fff],
  UInt16: [0, 0xffff],
  Int32: [-0x8000_0000, 0x7fff_ffff],
  UInt32: [0, maxUInt32],
};

/**
 * Everything a command writes before its sequence number, without the token, which is read just before.
 * Refuses, before anything is written, what this unit's tag map cannot express.
 */
export function commandPayload(map: TagMap, command: UnitCommand): Outcome<readonly TagValue[]> {
  const code = map.commands[command.command]?.code;
  if (code === undefined) {
    return refuse({
      code: 'COMMAND_NOT_IN_TAG_MAP',
      field: 'command',
      message: `A ${map.kind} has no command ${command.command}.`,
      remedy: 'Use a command of the unit, or add it to the tag map.',
    });
  }
  if (!Number.isInteger(command.seq) || command.seq < 1 || command.seq > maxUInt32) {
    return refuse({
      code: 'SEQ_NOT_VALID',
      field: 'seq',
      message: `The sequence number ${command.seq} is not between 1 and ${maxUInt32}.`,
      remedy: 'Take one above Cmd.Seq and Sts.AckSeq; 0 is ignored by the PLC.',
    });
  }
  if (command.params.length > paramCount) {
    return refuse({
      code: 'PARAMS_TOO_MANY',
      field: 'params',
      message: `${command.params.length} parameters given; a unit takes ${paramCount}.`,
      remedy: 'Give fewer parameters.',
    });
  }
  const ids: readonly TagValue[] = [
    ['Cmd.JobId', command.jobId],
    ['Cmd.LotId', command.lotId],
    ['Cmd.SampleId', command.sampleId],
    ['Cmd.RecipeId', command.recipeId],
  ];
  for (const [tag, text] of ids) {
    const bytes = Buffer.byteLength(String(text));
    if (bytes > maxIdBytes) {
      return refuse({
        code: 'ID_TOO_LONG',
        field: tag,
        message: `${tag} is ${bytes} bytes long; the PLC holds ${maxIdBytes}.`,
        remedy: 'Use a shorter id.',
      });
    }
  }
  for (const [tag, value] of Object.entries(command.settings)) {
    const fault = settingFault(map, tag, value);
    if (fault) {
      return refuse({
        code: 'SETTING_NOT_VALID',
        field: tag,
        message: `${tag} ${fault}.`,
        remedy: "Compare the setting with the unit's tag map.",
      });
    }
  }
  const params = Array.from({ length: paramCount }, (_, index): TagValue => [
    `Cmd.Param[${index}]`,
    command.params[index] ?? 0,
  ]);
  return ok([
    ['Cmd.Code', code],
    ['Cmd.UnitMode', map.commandMode],
    ...ids,
    ...params,
    ...Object.entries(command.settings),
  ]);
}

function settingFault(map: TagMap, tag: string, value: number | string): string | null {
  const spec = map.tags[tag];
  if (!spec) return 'is not in the tag map';
  if (spec.dir === 'R' || !tag.split('.').includes('Set')) return 'is not a setting';
  if (spec.type === 'String') return typeof value === 'string' ? null : 'takes a text';
  if (typeof value !== 'number' || !Number.isFinite(value)) return 'takes a number';
  const range = wholeRanges[spec.type];
  if (!range) return null;
  const raw = (value - (spec.offset ?? 0)) / (spec.factor ?? 1);
  if (!Number.isInteger(raw) && spec.factor === undefined) return `is ${value}, must be whole`;
  return raw < range[0] || raw > range[1] ? `is ${value}, out of range for ${spec.type}` : null;
}
