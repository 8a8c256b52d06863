import type { Bilingual } from '../kernel/bilingual.ts';
import type { UnitCargo } from './cleaning.ts';

/** What a run waits for: room at its unit, its cleaning, or somebody whose turn comes before. */
export const waits = ['room', 'cleaning', 'turn'] as const;

export interface WaitsFor extends Bilingual {
  readonly kind: (typeof waits)[number];
}

export const waitsForRoom: WaitsFor = { kind: 'room', zh: '等待设备空位', en: 'waits for room' };
export const waitsForTurn: WaitsFor = { kind: 'turn', zh: '等待前面的样品', en: 'waits for those before it' };

const names = {
  coal: { zh: '煤炭', en: 'coal' },
  grain: { zh: '粮食', en: 'grain' },
  petroleum: { zh: '石油', en: 'petroleum' },
} as const;
const unknown: Bilingual = { zh: '未知货物', en: 'an unknown cargo' };

/** `before`: what has to be cleaned out; only its kind is told, which names no cargo. */
export const waitsForCleaning = (before: UnitCargo | null): WaitsFor => {
  const { zh, en } = before ? names[before.kind] : unknown;
  return { kind: 'cleaning', zh: `${zh}之后等待清洗`, en: `waits for cleaning after ${en}` };
};
