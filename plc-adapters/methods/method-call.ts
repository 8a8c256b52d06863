import { DataType, NodeId, VariantArrayType } from 'node-opcua-client';
import type { VariantOptions } from 'node-opcua-client';
import { commandPayload } from '../handshake/payload.ts';
import { toWrite } from '../opcua/values.ts';
import type { TagMap } from '../tag-map/parse.ts';
import type { UnitCommand } from '../unit-driver.ts';
import { ok, refuse } from '../../workflows/kernel/refusal.ts';
import type { Outcome } from '../../workflows/kernel/refusal.ts';
import { methodSignatures } from './method-signature.ts';
import { taskIdOf } from './tasks.ts';

/** A method of the unit's object, by browse name, with its arguments in order. */
export interface MethodCall {
  readonly method: string;
  readonly arguments: readonly VariantOptions[];
}

/**
 * A command as a method call:
 * `StartProgram(ProgramTemplateId, Properties, SupervisoryJobId, SupervisoryTaskId, Samples)` with the recipe, the settings
 * and the lot as Properties, and the sample; any other `Method(SupervisoryJobId, SupervisoryTaskId)`.
 * Refuses as `commandPayload` does, and settings or parameters a method has no argument for.
 */
export function methodCall(map: TagMap, command: UnitCommand): Outcome<MethodCall> {
  const payload = commandPayload(map, command);
  if (!payload.ok) return payload;
  const method = methodSignatures[command.command]?.method;
  if (method === undefined) {
    return refuse({
      code: 'COMMAND_NOT_IN_TAG_MAP',
      field: 'command',
      message: `There is no method for the command ${command.command}.`,
      remedy: 'Commands of a unit’s own need the tag interface.',
    });
  }
  const isStart = command.command === 'start';
  const surplus = isStart ? [] : Object.keys(command.settings);
  if (surplus.length > 0 || command.params.length > 0) {
    return refuse({
      code: surplus.length > 0 ? 'SETTING_NOT_VALID' : 'PARAMS_TOO_MANY',
      field: surplus[0] ?? 'params',
      message: `${method} takes no ${surplus[0] ?? 'parameters'}.`,
      remedy: 'Settings go with the start of a run; parameters need the tag interface.',
    });
  }
  const supervisor = [text(command.jobId), text(taskIdOf(command))];
  if (!isStart) return ok({ method, arguments: supervisor });
  return ok({
    method,
    arguments: [
      text(command.recipeId),
      texts(properties(map, command)),
      ...supervisor,
      texts([command.sampleId]),
    ],
  });
}

const text = (value: string): VariantOptions => ({ dataType: DataType.String, value });

const texts = (value: string[]): VariantOptions => ({
  dataType: DataType.String,
  arrayType: VariantArrayType.Array,
  value,
});

/** `name=value`: settings by their tag names, scaled as the tag would be, and the lot. Only the first `=` separates. */
function properties(map: TagMap, { settings, lotId }: UnitCommand): string[] {
  const written = Object.entries(settings).flatMap(([tag, setting]) => {
    const spec = map.tags[tag];
    if (!spec) return [];
    const raw: unknown = toWrite({ tag, spec, nodeId: NodeId.nullNodeId }, setting).value?.value?.value;
    return [`${tag}=${String(raw)}`];
  });
  return [...written, `LotId=${lotId}`];
}
