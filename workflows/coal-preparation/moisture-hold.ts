import type { Instant } from '../kernel/brand.ts';
import type { Finding } from '../kernel/finding.ts';
import { later } from '../kernel/step.ts';

/**
 * How long coal may lie before its moisture is kept or measured, min; > 0. Coal dries while it waits, and none of the standards at hand
 * (GB/T 211-2017, GB/T 19494.2-2023) gives a number of minutes or hours: a site says it, or nothing is judged.
 */
export interface MoistureHold {
  /** From the last increment until the moisture bottle is sealed. */
  readonly bottled_min?: number;
  /** From the seal of the moisture bottle until its last determination. */
  readonly tested_min?: number;
}

const minute = 60_000;

/** When a sample must be in its moisture bottle; null when the site does not say, or nobody knows when it was taken. */
export const bottledBy = ({ bottled_min }: MoistureHold, takenAt: Instant | null): Instant | null =>
  takenAt === null || bottled_min === undefined ? null : later(takenAt, bottled_min * minute);

/** The earlier of two due times, of which either may be open. */
export const earlier = (one: Instant | null, other: Instant | null): Instant | null =>
  one === null || (other !== null && Date.parse(other) < Date.parse(one)) ? other : one;

const whole = (from: Instant, to: Instant): number => Math.ceil((Date.parse(to) - Date.parse(from)) / minute);
const isOver = (from: Instant, to: Instant, minutes: number): boolean =>
  Date.parse(to) - Date.parse(from) > minutes * minute;

/** What casts doubt on total moisture when its bottle was sealed; nothing where it was in time. */
export const bottlingDoubts = (
  { bottled_min }: MoistureHold,
  takenAt: Instant | null,
  sealedAt: Instant | null,
): readonly Finding[] =>
  bottled_min === undefined || !takenAt || !sealedAt || !isOver(takenAt, sealedAt, bottled_min)
    ? []
    : [
        {
          code: 'MOISTURE_BOTTLED_LATE',
          zh: `全水分样在采样结束后 ${whole(takenAt, sealedAt)} 分钟才密封，规定不超过 ${bottled_min} 分钟`,
          en: `The moisture sample was sealed ${whole(takenAt, sealedAt)} min after it was taken; allowed are ${bottled_min} min.`,
        },
      ];

/** What casts doubt on total moisture when it was measured. */
export const testingDoubts = (
  { tested_min }: MoistureHold,
  sealedAt: Instant,
  testedAt: Instant,
): readonly Finding[] =>
  tested_min === undefined || !isOver(sealedAt, testedAt, tested_min)
    ? []
    : [
        {
          code: 'MOISTURE_TESTED_LATE',
          zh: `全水分在样瓶密封后 ${whole(sealedAt, testedAt)} 分钟才测定，规定不超过 ${tested_min} 分钟`,
          en: `Total moisture was measured ${whole(sealedAt, testedAt)} min after its bottle was sealed; allowed are ${tested_min} min.`,
        },
      ];
