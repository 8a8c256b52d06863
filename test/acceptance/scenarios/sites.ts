import type { SiteFile } from '../../../config/site/schema.ts';
import type { Shift } from './shift.ts';

/** Sites of the scenarios, made of the demonstration's. */

/** The coal berth with a second belt, whose sampler is set up as the first one's. */
export const withSecondBelt = ({ scheduling: _, ...site }: SiteFile): SiteFile => ({
  ...site,
  units: site.units.flatMap((unit) => {
    if (unit.unit === 'CS-01') return [unit, { ...unit, unit: 'CS-02' }];
    return unit.unit === 'CP-01' ? [unit] : [];
  }),
});

/** The jetty with pumps and receivers that make 300 grabs of a large tanker, and change over once. */
export const withFastJetty = ({ scheduling: _, ...site }: SiteFile): SiteFile => ({
  ...site,
  units: site.units.flatMap(({ inLine, ...unit }) =>
    inLine
      ? [
          {
            ...unit,
            inLine: {
              ...inLine,
              largestFlow_m3_per_h: '12000',
              receivers: ['R1', 'R2', 'R3', 'R4'].map((id) => ({ id, capacity_mL: '1000' })),
            },
          },
        ]
      : [],
  ),
});

/** The grain berth alone. */
export const withGrainOnly = ({ scheduling: _, ...site }: SiteFile): SiteFile => ({
  ...site,
  units: site.units.filter(({ diverter }) => diverter !== undefined),
});

/** The coal berth, whose people have others to take over from them. */
export const coalBerthWith =
  (shift: Shift) =>
  ({ scheduling: _, ...site }: SiteFile): SiteFile => ({
    ...site,
    units: site.units.filter(({ unit }) => unit === 'CS-01' || unit === 'CP-01'),
    users: site.users.flatMap((user) => {
      const other = shift[user.id];
      return other === undefined ? [user] : [user, { ...user, id: other, name: `夜${user.name}` }];
    }),
  });
