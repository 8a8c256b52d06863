import type { SiteConfig } from '../../config/site/load.ts';
import type { UnitId } from '../../workflows/kernel/brand.ts';
import type { UnitRules } from '../../workflows/scheduling/cleaning.ts';
import { defaultTurnRules } from '../../workflows/scheduling/turn.ts';

/** What each unit of a site is shared by, as its site file says. */
export const unitRules =
  ({ scheduling = {}, timeZone }: Pick<SiteConfig, 'scheduling' | 'timeZone'>) =>
  (unit: UnitId): UnitRules => {
    const { longestWait_min = defaultTurnRules.longestWait_min, cleaning = {} } = scheduling;
    const rule = cleaning[unit];
    if (!rule) return { longestWait_min };
    const { between, duration_min, check } = rule;
    return {
      longestWait_min,
      cleaning: { between, duration_min, ...(check && { record: { check, timeZone } }) },
    };
  };
