import { MODE_PRODUCTION, packMlCommand, TRANSITIONS, type PackMlCommand, type StateName } from './packml.ts';
import { PARAM_COUNT } from './common-tags.ts';
import { INTERLOCK } from './interlocks.ts';
import type { ProcessImage } from './process-image.ts';
import { SafetyCircuit } from './safety.ts';
import type { UnitCommand, UnitProgram } from './unit-program.ts';

export const ACK = {
  accepted: 1, wrongState: 2, wrongMode: 3, interlock: 4, parameter: 5, staleToken: 6, busy: 7,
} as const; // prettier-ignore
export type AckResult = (typeof ACK)[keyof typeof ACK];

export const DONE = { ok: 1, fault: 2, aborted: 3 } as const;
export type DoneResult = (typeof DONE)[keyof typeof DONE];

/** Longest JobId, LotId, SampleId or RecipeId; strings count bytes. */
const STRING_BYTES = 40;

/** What the unit tells the check about itself. */
export interface HandshakeView {
  readonly token: number;
  readonly busy: boolean;
  readonly mode: number;
  readonly state: StateName;
  /** States a unit-specific command may come in; undefined when the unit has no such command. */
  ownCommandStates(code: number): readonly StateName[] | undefined;
  settingsAllow(command: UnitCommand): boolean;
  interlocksAllow(command: UnitCommand): boolean;
}

/** Stop and Abort must get through whatever the unit is doing and whoever holds the mode key. */
const isUrgent = (name: PackMlCommand | undefined): boolean => name === 'stop' || name === 'abort';

/** Judges a new command. The order of the checks is part of the interface: the first that fails names the result. */
export function judgeCommand(command: UnitCommand, unit: HandshakeView): AckResult {
  const name = packMlCommand(command.code);
  if (command.token !== unit.token) return ACK.staleToken;
  if (!isUrgent(name)) {
    if (unit.busy) return ACK.busy;
    if (unit.mode !== MODE_PRODUCTION) return ACK.wrongMode;
    if (command.unitMode !== 0 && command.unitMode !== unit.mode) return ACK.wrongMode;
  }
  const states = name ? TRANSITIONS[name].from : unit.ownCommandStates(command.code);
  if (!states || hasOverlongString(command)) return ACK.parameter;
  if (!states.includes(unit.state)) return ACK.wrongState;
  if (!unit.settingsAllow(command)) return ACK.parameter;
  if (!unit.interlocksAllow(command)) return ACK.interlock;
  return ACK.accepted;
}

/** What an interlock word lets through: stopping always, motion never, clearing unless people on the spot are wanted. */
export function interlocksAllow(command: UnitCommand, word: number, program: UnitProgram): boolean {
  const name = packMlCommand(command.code);
  if (name === undefined) {
    // Bits 0 to 7 are about a run of the unit; a command of its own has its own conditions.
    const ignored = program.ownCommands.get(command.code)?.despiteFault ? INTERLOCK.fault : 0;
    return (word & ~ignored) >>> 8 === 0 && program.ownCommandInterlocks(command) === 0;
  }
  if (name === 'clear') return (word & SafetyCircuit.LOCAL_BITS) === 0;
  return word === 0 || !['start', 'unhold', 'unsuspend'].includes(name);
}

/** The command as the client left it in the image. */
export function readCommand(image: ProcessImage): UnitCommand {
  return {
    seq: image.number('Cmd.Seq'),
    token: image.number('Cmd.Token'),
    code: image.number('Cmd.Code'),
    unitMode: image.number('Cmd.UnitMode'),
    jobId: image.text('Cmd.JobId'),
    lotId: image.text('Cmd.LotId'),
    sampleId: image.text('Cmd.SampleId'),
    recipeId: image.text('Cmd.RecipeId'),
    params: Array.from({ length: PARAM_COUNT }, (_, i) => image.number(`Cmd.Param[${i}]`)),
  };
}

function hasOverlongString({ jobId, lotId, sampleId, recipeId }: UnitCommand): boolean {
  return [jobId, lotId, sampleId, recipeId].some((text) => Buffer.byteLength(text, 'utf8') > STRING_BYTES);
}
