import type { HandshakeBlock } from '../handshake/handshake-block.ts';
import type { TagMap } from '../tag-map/parse.ts';
import type { PlantState } from '../../workflows/plant-unit/messages.ts';
import type { UnitCommandName } from '../unit-driver.ts';
import { fault, warning } from './finding.ts';
import type { Finding } from './finding.ts';
import { faultFindings, isOtherMode, modeFindings, stateFindings, stateOf } from './shown-state.ts';

/** What a command would meet if it were given now. */
export interface CommandProspect {
  readonly command: UnitCommandName;
  readonly code: number;
  /** `ACCEPTED`, or the code of the refusal the PLC program should answer with. */
  readonly answer: string;
}

/** A dry run of the handshake: read, never written. */
export interface HandshakeProspect {
  readonly block: HandshakeBlock;
  readonly mode: number;
  /** Null when the tag map does not know the number. */
  readonly state: PlantState | null;
  /** The sequence number the next command would take. */
  readonly nextSeq: number;
  /** Words of the interlocks that stand. */
  readonly interlocks: readonly string[];
  readonly commands: readonly CommandProspect[];
  readonly findings: readonly Finding[];
}

/** What is read for it: the handshake, the mode, and the interlock word where the tag map has it. */
export interface HandshakeReadings {
  readonly block: HandshakeBlock;
  readonly mode: number;
  readonly interlockWord: number | null;
}

/**
 * Says for every command of the tag map how a PLC program that keeps to the interface answers it now, in its order of checks:
 * busy, mode, state, interlock. Token and settings are left out, since the driver reads the one afresh and the others are not known.
 */
export function handshakeProspect(map: TagMap, { block, mode, interlockWord }: HandshakeReadings): HandshakeProspect {
  const state = stateOf(map, block.state);
  const nextSeq = Math.max(block.cmdSeq, block.ackSeq, block.doneSeq) + 1;
  const bits = interlockWord === null ? firstOutBit(block) : bitsOf(interlockWord);
  // A line's own bits, a cabinet's and a tube's only tell what refused its last command of its own.
  const isAfterwards = toldAfterwards.includes(map.kind);
  const blocking = isAfterwards ? bits.filter((bit) => bit >= 8) : bits;
  const busy = isBusy(block);
  const wrongMode = isOtherMode(map, mode);
  const answerTo = (command: UnitCommandName): string => {
    const rule = rules[command];
    if (busy && !rule.always) return 'BUSY';
    if (wrongMode && !rule.always) return 'WRONG_MODE';
    if (state === null) return 'UNKNOWN';
    if (!rule.from.includes(state)) return 'WRONG_STATE';
    return blocking.some((bit) => rule.blockedBy(bit)) ? 'INTERLOCK' : 'ACCEPTED';
  };
  const commands = Object.entries(map.commands).map(([name, { code }]) => {
    const command = name as UnitCommandName;
    return { command, code, answer: answerTo(command) };
  });
  const interlocks = bits.map((bit) => map.interlocks[String(bit)] ?? `bit ${bit}`);
  const findings = [
    ...stateFindings(map, block.state, about),
    ...sequenceFindings(block, nextSeq),
    ...modeFindings(map, mode, about),
    ...bits
      .filter((bit) => map.interlocks[String(bit)] === undefined)
      .map((bit) => told('INTERLOCK_NOT_MAPPED', `Interlock bit ${bit} is set; the tag map has no words for it.`)),
    ...faultFindings(block.faultCode, about),
  ];
  return { block, mode, state, nextSeq, interlocks, commands, findings };
}

function sequenceFindings(block: HandshakeBlock, nextSeq: number): Finding[] {
  const findings: Finding[] = [];
  if (nextSeq > maxUInt32) {
    return [grave('SEQ_USED_UP', 'The numbers of UInt32 are used up; set Cmd.Seq, Sts.AckSeq and Sts.DoneSeq to 0 in the PLC.')];
  }
  if (block.cmdSeq !== 0 && block.cmdSeq !== block.ackSeq) {
    const numbers = `Cmd.Seq is ${block.cmdSeq}, Sts.AckSeq ${block.ackSeq}`;
    findings.push(told('COMMAND_UNANSWERED', `${numbers}: the PLC program has not answered, or does not read Cmd.Seq.`));
  }
  if (isBusy(block)) {
    findings.push(told('COMMAND_UNDER_WAY', `Command ${block.ackSeq} was accepted and has not ended (Sts.DoneSeq ${block.doneSeq}).`));
  }
  return findings;
}

const about = 'handshake';
const told = (code: string, message: string): Finding => warning(code, about, message);
const grave = (code: string, message: string): Finding => fault(code, about, message);

/** Accepted and not yet done. */
const isBusy = ({ ackSeq, ackResult, doneSeq }: HandshakeBlock): boolean => ackResult === 1 && ackSeq !== doneSeq;

const maxUInt32 = 0xffff_ffff;

const firstOutBit = ({ interlockFirstOut: first }: HandshakeBlock): readonly number[] => (first === 0 ? [] : [first - 1]);

const bitsOf = (word: number): readonly number[] => Array.from({ length: 32 }, (_, bit) => bit).filter((bit) => (word >>> bit) & 1);

interface CommandRule {
  readonly from: readonly PlantState[];
  /** Stop and Abort are taken in every mode and in the middle of another command. */
  readonly always?: true;
  readonly blockedBy: (bit: number) => boolean;
}

const toldAfterwards: readonly TagMap['kind'][] = ['coal-preparation-line', 'pneumatic-tube', 'storage-cabinet'];

const never = () => false;
const any = () => true;
/** Emergency stop, guard, isolation, safety reset: bits 8 to 11 on every unit. */
const localSafety = (bit: number) => bit >= 8 && bit <= 11;

const running = ['Starting', 'Execute', 'Holding', 'Held', 'Unholding', 'Suspending', 'Suspended', 'Unsuspending'] as const;
const stoppable = [...running, 'Idle', 'Resetting', 'Completing', 'Completed'] as const;

/** In which states the interface allows each command, and what blocks it (ISA-TR88.00.02, with Complete from Held and Suspended). */
const rules: Readonly<Record<UnitCommandName, CommandRule>> = {
  reset: { from: ['Stopped', 'Completed'], blockedBy: never },
  start: { from: ['Idle'], blockedBy: any },
  stop: { from: stoppable, always: true, blockedBy: never },
  hold: { from: ['Execute', 'Suspended'], blockedBy: never },
  unhold: { from: ['Held'], blockedBy: any },
  suspend: { from: ['Execute'], blockedBy: never },
  unsuspend: { from: ['Suspended'], blockedBy: any },
  abort: { from: [...stoppable, 'Stopped', 'Stopping', 'Clearing'], always: true, blockedBy: never },
  clear: { from: ['Aborted'], blockedBy: localSafety },
  complete: { from: ['Execute', 'Held', 'Suspended'], blockedBy: never },
  load: { from: ['Idle', 'Stopped', 'Completed', 'Execute'], blockedBy: (bit) => bit >= 8 },
  // A sample can be taken past a stage, or out of the line, while a fault (bit 13) stands.
  'skip-stage': { from: ['Execute', 'Held', 'Suspended'], blockedBy: (bit) => bit >= 8 && bit !== 13 },
  eject: { from: ['Stopped', 'Idle', 'Execute', 'Held', 'Suspended', 'Completed'], blockedBy: (bit) => bit >= 8 && bit !== 13 },
  store: { from: ['Idle', 'Execute'], blockedBy: any },
  retrieve: { from: ['Idle', 'Execute'], blockedBy: any },
  scan: { from: ['Idle', 'Execute'], blockedBy: any },
  send: { from: ['Idle', 'Execute'], blockedBy: any },
};
