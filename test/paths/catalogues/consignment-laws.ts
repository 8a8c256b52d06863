import { isHeld } from '../../../workflows/consignment/holds.ts';
import type { ConsignmentContext } from '../../../workflows/consignment/record.ts';
import { activeUnits, counts } from '../../../workflows/consignment/unit.ts';
import type { Effect } from '../../../workflows/kernel/process.ts';
import type { Law, StepLaw } from '../harness/catalogue.ts';
import { isKept, isSame } from './runs.ts';

/** What must hold of a consignment whatever happens to it. */

/** Results are known, or a certificate is made of them. */
const decoded = ['assessed', 'certifying', 'certified', 'closed', 'archived'];
const isUnique = (all: readonly unknown[]): boolean => new Set(all).size === all.length;
const isBegun = ({ kind }: Effect): boolean => kind === 'process.start';
const isBlind = ({ kind, params }: Effect): boolean =>
  kind === 'process.start' && params['definition'] !== 'certificate';

/** All codes that were given out, of whatever stage. */
const codesOf = ({ lotCode, units }: ConsignmentContext): readonly unknown[] => {
  // A retained sample that is tested is of the same gross sample: its unit has the codes of the one it stands for.
  const own = units.filter(({ origin }) => origin.kind !== 'reserve');
  const drawn = [
    lotCode,
    ...own.flatMap(({ samplingCode, preparationCode, bottles }) => [
      samplingCode,
      preparationCode,
      ...bottles.map(({ code }) => code),
    ]),
  ];
  return drawn.filter((code) => code !== null);
};

export const consignmentLaws: readonly Law<ConsignmentContext>[] = [
  {
    says: 'nothing is decoded, assessed or certified before two persons authorised it',
    holds: ({ state, context }) =>
      (!decoded.includes(state) && context.results === null) ||
      new Set(context.decodeAuthorisedBy.map(({ id }) => id)).size >= 2,
  },
  {
    says: 'what is assessed and certified is made of samples that count, each with all its results approved',
    holds: ({ state, context }) =>
      !decoded.includes(state) ||
      activeUnits(context.units).every(
        (unit) =>
          counts(unit) && unit.assays.length > 0 && unit.assays.every(({ approved }) => approved !== null),
      ),
  },
  {
    says: 'what is certified has a certificate that stands; else only one that is being amended has',
    holds: ({ state, context: { certificate } }) =>
      certificate === null
        ? !['certified', 'closed', 'archived'].includes(state)
        : ['certified', 'closed', 'archived', 'certifying'].includes(state),
  },
  {
    says: 'units are numbered without a gap, and each takes the place of one that exists',
    holds: ({ context: { units } }) =>
      units.every(
        ({ no, replacedBy }, index) => no === index + 1 && (replacedBy === null || replacedBy > no),
      ),
  },
  { says: 'no code is given to two things', holds: ({ context }) => isUnique(codesOf(context)) },
  {
    says: 'every container but the lot has one parent, which is there',
    holds: ({ context: { containers } }) =>
      isUnique(containers.map(({ code }) => code)) &&
      containers.every(({ parent }, index) =>
        index === 0 ? parent === null : containers.slice(0, index).some(({ code }) => code === parent),
      ),
  },
  {
    says: 'no process is begun twice',
    holds: ({ counts: counted }) =>
      Object.entries(counted).every(([name, times]) => !name.startsWith('begun ') || times === 1),
  },
];

export const consignmentStepLaws: readonly StepLaw<ConsignmentContext>[] = [
  {
    says: 'nothing is begun for an inspection that has ended',
    holds: ({ to, effects }) => to.context.ended === null || !effects.some(isBegun),
  },
  {
    says: 'nothing is begun while a finding holds the cargo, but a paper that a person asks for',
    holds: ({ to, offer: { event }, effects }) =>
      !isHeld(to.context) || event.type === 'document.prepare' || !effects.some(isBegun),
  },
  {
    says: 'sampler, preparer and analyst are told nothing of ship, parties or declaration',
    holds: ({ to: { context }, effects }) => {
      const { transport, customer, consignor, consignee, commodity, declarationNo } = context.order;
      const secrets = [
        transport.vessel, transport.voyage, transport.billOfLading, customer.name, consignor.name, consignee.name,
        commodity.name.zh, commodity.name.en, commodity.hsCode,
      ]; // prettier-ignore
      return effects.filter(isBlind).every(({ params }) => {
        const told = JSON.stringify(params).replaceAll(context.processId, '');
        return ![...secrets, `"${declarationNo}"`].some((secret) => told.includes(secret));
      });
    },
  },
  {
    says: 'an analyst is told no code of sampling or preparation',
    holds: ({ to: { context }, effects }) => {
      const others = context.units.flatMap(({ samplingCode, preparationCode }) => [
        samplingCode,
        preparationCode,
      ]);
      return effects
        .filter(({ params }) => params['definition'] === 'assay')
        .every(
          ({ params }) =>
            !others.some((code) => code !== null && JSON.stringify(params).includes(`"${code}"`)),
        );
    },
  },
  {
    says: 'decisions, findings, containers and measurements stay on the record',
    holds: ({ from: { context: before }, to: { context: after } }) =>
      isKept(before.decisions, after.decisions) &&
      isKept(before.containers, after.containers) &&
      isKept(before.measurements, after.measurements) &&
      before.holds.length <= after.holds.length &&
      before.units.length <= after.units.length,
  },
  {
    says: 'a result that was approved is not lost or changed',
    holds: ({ from: { context: before }, to: { context: after } }) =>
      before.units.every(({ assays }, index) =>
        assays.every(({ code, approved }) => {
          const now = after.units[index]?.assays.find((assay) => assay.code === code);
          return approved === null || isSame(approved, now?.approved);
        }),
      ),
  },
];
