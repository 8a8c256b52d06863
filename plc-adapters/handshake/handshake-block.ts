import type { Reading } from '../unit-driver.ts';
import type { PlcHandshake } from './reconcile.ts';

/** The handshake with what explains a refusal or a bad end, from one read request. */
export interface HandshakeBlock extends PlcHandshake {
  readonly interlockFirstOut: number;
  readonly faultCode: number;
  readonly faultFirstOut: number;
  readonly bootCounter: number;
  readonly recipeCrc: number;
}

const tagsOfBlock = {
  cmdSeq: 'Cmd.Seq',
  ackSeq: 'Sts.AckSeq',
  ackResult: 'Sts.AckResult',
  doneSeq: 'Sts.DoneSeq',
  doneResult: 'Sts.DoneResult',
  state: 'Sts.StateCurrent',
  token: 'Sts.Token',
  interlockFirstOut: 'Sts.IntlkFirstOut',
  faultCode: 'Sts.FaultCode',
  faultFirstOut: 'Sts.FaultFirstOut',
  bootCounter: 'Sts.BootCounter',
  recipeCrc: 'Sts.RecipeCrc',
} as const satisfies Record<keyof HandshakeBlock, string>;

export const handshakeTags: readonly string[] = Object.values(tagsOfBlock);

/** Null when any of it is not a good number: then nothing may be concluded from the rest. */
export function toHandshakeBlock(readings: ReadonlyMap<string, Reading>): HandshakeBlock | null {
  const number = (tag: string): number => {
    const reading = readings.get(tag);
    return reading?.quality === 'good' && typeof reading.value === 'number' ? reading.value : NaN;
  };
  const block: HandshakeBlock = {
    cmdSeq: number(tagsOfBlock.cmdSeq),
    ackSeq: number(tagsOfBlock.ackSeq),
    ackResult: number(tagsOfBlock.ackResult),
    doneSeq: number(tagsOfBlock.doneSeq),
    doneResult: number(tagsOfBlock.doneResult),
    state: number(tagsOfBlock.state),
    token: number(tagsOfBlock.token),
    interlockFirstOut: number(tagsOfBlock.interlockFirstOut),
    faultCode: number(tagsOfBlock.faultCode),
    faultFirstOut: number(tagsOfBlock.faultFirstOut),
    bootCounter: number(tagsOfBlock.bootCounter),
    recipeCrc: number(tagsOfBlock.recipeCrc),
  };
  return Object.values(block).some(Number.isNaN) ? null : block;
}
