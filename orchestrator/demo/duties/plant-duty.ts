import type { RunView } from '../../views/model.ts';
import { each, path } from './duty.ts';
import type { Duty } from './duty.ts';

/** Who works at the plant: each sees the runs of the own stage. */
const operators = ['sampler', 'technician'] as const;
/** What stood that many looks is not a passing moment. */
const looksBeforeActing = 15;
/** How samplers of coal, grain and petroleum call the flow past them. */
const flowTags = ['Act.BeltFlow', 'Act.Flow', 'Act.LineFlow'];
const reasons = {
  resume: '已到现场查看设备 the plant was looked at on the spot',
  finish: '本单元卸货结束 discharge of this unit has ended',
} as const;

interface UnitReadings {
  readonly unit: string;
  readonly live: boolean;
  readonly readings: Readonly<Record<string, { readonly value: number | string | boolean | null }>>;
}

const isStill = ({ live, readings }: UnitReadings): boolean =>
  live && flowTags.some((tag) => readings[tag]?.value === 0);

/**
 * The operators at the plant: they resume what stands after a restart, and tell when the ship's part for a unit is out although the
 * meter shows less than declared.
 */
export function watchPlant(): Duty {
  const standing = new Map<string, number>();
  return async ({ as }) => {
    for (const who of operators) {
      const operator = as(who);
      const runs = await operator.all<RunView>('/api/v1/runs?open=true');
      const { items: units } = await operator.get<{ items: readonly UnitReadings[] }>('/api/v1/units');
      const still = new Set(units.filter(isStill).map(({ unit }) => unit));
      await each(runs, async ({ id, unit, status }) => {
        const wish =
          status === 'interrupted' ? 'resume' : status === 'sampling' && still.has(unit) ? 'finish' : null;
        const looks = wish ? (standing.get(`${id}/${wish}`) ?? 0) + 1 : 0;
        standing
          .set(`${id}/resume`, wish === 'resume' ? looks : 0)
          .set(`${id}/finish`, wish === 'finish' ? looks : 0);
        if (!wish || looks < looksBeforeActing) return;
        await operator.post(`/api/v1/runs/${path(id)}/commands`, { command: wish, reason: reasons[wish] });
      });
    }
  };
}
