import { instant } from '../../../workflows/kernel/brand.ts';
import type { RuleSource } from '../../../workflows/kernel/source.ts';

/** What the fixtures of the edge share. */

export const fixtureTime = instant('2026-05-04T03:21:00.000Z');
export const two = (zh: string, en: string) => ({ zh, en });
export const source: RuleSource = {
  standard: 'GB/T 19494.1',
  edition: '2023',
  clause: 'Table 3',
  confidence: 'confirmed',
  note: 'read',
};
export const pack = { id: 'coal', version: '1.0.0', hash: 'ef'.repeat(32) };
