import type { BlindCode } from '../../workflows/kernel/brand.ts';
import type { StorageContext, StorageEntry } from '../../workflows/storage/stored-bottle.ts';
import type { CarriageContext } from '../../workflows/transport/carriage.ts';
import { added, nameOf } from './journey-told.ts';
import type { Details, Teller, Told } from './journey-told.ts';
import type { JourneyStep } from './journey-words.ts';

/** What store and carriages tell of the way of a sample. */

const storageSteps: Readonly<Record<StorageEntry['what'], JourneyStep>> = {
  brought: 'brought',
  stored: 'stored',
  moved: 'moved',
  fetched: 'fetched',
  'wanted-for-test': 'wanted-for-test',
  retention: 'retention-set',
  held: 'hold-set',
  'hold-lifted': 'hold-lifted',
  'quarantine-lifted': 'quarantine-lifted',
  'disposal-proposed': 'disposal-proposed',
  'disposal-declined': 'disposal-declined',
  disposed: 'disposed',
  'used-up': 'used-up',
};

export const storage: Teller<StorageContext> = ({ before, now }) =>
  added(before?.record, now.record).map(({ what, slot, found, by }): Told => [
    storageSteps[what],
    {
      bottle: now.order.code,
      by: nameOf(by),
      ...(slot && { cabinet: slot.cabinet, slot: slot.slot }),
      ...(found && { mass: found.mass, ...sealed(found) }),
    },
  ]);

const sealed = ({ seal }: { readonly seal: string | null }): Details => (seal === null ? {} : { seal });

/** Of a carriage that has come to another state: the step, and what there is to say of one of its containers. */
const carriageSteps: Readonly<
  Record<string, readonly [JourneyStep, (carriage: CarriageContext, code: BlindCode) => Details]>
> = {
  // Who was to take it from hand to hand refused: its giver has it still.
  requested: ['carriage-refused', () => ({})],
  released: [
    'carriage-released',
    ({ released }, code) => {
      const given = released?.containers.find((each) => each.code === code);
      return given ? { gross: given.gross_kg, tare: given.tare_kg, ...sealed(given) } : {};
    },
  ],
  sending: ['carriage-loaded', ({ loaded }) => (loaded ? { carrier: loaded.carrier } : {})],
  arrived: ['carriage-arrived', ({ order }) => ({ to: order.to })],
  carried: ['carriage-taken', ({ taken }) => (taken ? { carrier: taken.carrier } : {})],
  overdue: ['carriage-overdue', () => ({})],
  missing: ['carriage-missing', () => ({})],
  refused: ['carriage-refused', () => ({})],
  lost: ['carriage-lost', () => ({})],
  withdrawn: ['carriage-withdrawn', () => ({})],
};

/** States from which a tube gives a carriage back to its giver. */
const onItsWay: readonly string[] = ['sending', 'carried', 'overdue', 'missing'];

/** Each container of a carriage has a line of its own: they may be of several cargoes. */
export const transport: Teller<CarriageContext> = ({ now, value, valueBefore, begins }) => {
  if (value === valueBefore) return [];
  const isBack = value === 'released' && valueBefore !== null && onItsWay.includes(valueBefore);
  const { from, to, means } = now.order;
  return now.order.containers.flatMap(({ code }): readonly Told[] => {
    if (value === 'received' || value === 'quarantined') return arrived(now, code);
    if (begins) return [['carriage-requested', { code, from, to, means: means.kind }]];
    if (isBack) return [['carriage-returned', { code }]];
    const [step, details] = carriageSteps[value] ?? [];
    return step && details ? [[step, { code, ...details(now, code) }]] : [];
  });
};

function arrived({ received, findings, order }: CarriageContext, code: BlindCode): readonly Told[] {
  const there = received?.containers.find((each) => each.code === code);
  const own = findings.filter(({ container }) => container === code).map((finding) => finding.code);
  return [
    there
      ? ['carriage-received', { code, to: order.to, gross: there.gross_kg, ...sealed(there) }]
      : ['carriage-missing', { code }],
    ...(own.length > 0 ? [['carriage-quarantined', { code, findings: own.join(' ') }] as const] : []),
  ];
}
