import type { DecimalString, Instant } from '../kernel/brand.ts';
import { toDecimal, toDecimalString } from '../kernel/decimal.ts';
import type { Finding } from '../kernel/finding.ts';
import { containerName, massesDiffer } from './finding-words.ts';
import { isMassStep } from './mass-step.ts';

/** One vessel from when it was filled: what it weighed, what closed it, who had it where. Its parent stands in the lineage. */
export interface ContainerFilled {
  /** Its code in the lineage. */
  readonly container: string;
  readonly by: string;
  readonly place: string;
  readonly at: Instant;
  readonly tare_kg: DecimalString;
  readonly gross_kg: DecimalString;
  readonly seal: string | null;
}

/** One side of a hand-over, as its person found the container. */
export interface HandOverSide {
  /** Null where nobody is named. */
  readonly by: string | null;
  readonly at: Instant;
  readonly seal: string | null;
  readonly gross_kg: DecimalString;
}

/** A container goes from one holder to the next. */
export interface HandOver {
  readonly kind: 'hand-over';
  readonly released: HandOverSide;
  readonly received: HandOverSide;
  /** Who had it in between; null where it went from hand to hand. */
  readonly carrier: string | null;
  readonly place: string;
}

/** Its holder broke the seal, for a reason on the record, and closed it again: what it weighs now is its mass. */
export interface Resealing {
  readonly kind: 'resealing';
  readonly by: string | null;
  readonly at: Instant;
  readonly sealOff: string | null;
  readonly sealOn: string | null;
  readonly gross_kg: DecimalString;
}

export interface CustodyChain {
  readonly filled: ContainerFilled;
  /** In the order they happened. */
  readonly links: readonly (HandOver | Resealing)[];
}

export interface CustodyRules {
  /** Greatest difference of two weighings of the same sealed container, % of its net mass. */
  readonly massTolerancePercent: DecimalString;
  /** Persons and carriers that may hold a sample. */
  readonly knownHolders: readonly string[];
}

export interface CustodyFinding extends Finding {
  readonly code: 'CUSTODY_GAP' | 'SEAL_MISMATCH' | 'MASS_STEP' | 'HOLDER_UNKNOWN' | 'LABEL_MISMATCH' | 'NOT_IN_SLOT';
  readonly container: string;
  /** The link it was found in, from 1; 0 is the filling. */
  readonly link: number;
}

/** How a container stands before a link. */
interface Standing {
  readonly holder: string | null;
  readonly since: Instant;
  readonly place: string;
  readonly seal: string | null;
  readonly gross_kg: DecimalString;
  readonly tare_kg: DecimalString;
}

/**
 * Reads the chain of one container from its filling on and says where it breaks: `CUSTODY_GAP` (released by somebody who did not
 * hold it, received later than released without a named carrier, or times that run backwards), `SEAL_MISMATCH`, `MASS_STEP`,
 * `HOLDER_UNKNOWN` (nobody named, or nobody we know). A whole chain has no findings. Each link is judged against what the one before
 * recorded, so that one break is told once.
 */
export function judgeCustody(
  { filled, links }: CustodyChain,
  rules: CustodyRules,
): readonly CustodyFinding[] {
  const findings = strangers([filled.by], rules).map((holder) => unknownHolder(filled.container, 0, holder));
  let standing: Standing = { ...filled, holder: filled.by, since: filled.at };
  for (const [index, link] of links.entries()) {
    const judged =
      link.kind === 'hand-over'
        ? judgeHandOver(standing, link, rules)
        : judgeResealing(standing, link, rules);
    findings.push(...judged.findings.map((tell) => tell(filled.container, index + 1)));
    standing = judged.after;
  }
  return findings;
}

type Tell = (container: string, link: number) => CustodyFinding;
interface Judged {
  readonly findings: readonly Tell[];
  readonly after: Standing;
}

function judgeHandOver(
  before: Standing,
  { released, received, carrier, place }: HandOver,
  rules: CustodyRules,
): Judged {
  const parties = [released.by, received.by, ...(carrier === null ? [] : [carrier])];
  const waited = Date.parse(received.at) - Date.parse(released.at);
  const gap =
    released.by !== before.holder ||
    Date.parse(released.at) < Date.parse(before.since) ||
    waited < 0 ||
    (waited > 0 && carrier === null);
  return {
    findings: [
      ...strangers(parties, rules).map(
        (holder): Tell =>
          (container, link) =>
            unknownHolder(container, link, holder),
      ),
      ...(gap ? [custodyGap(before, released, received)] : []),
      ...sealsAndMasses(before.tare_kg, before, released, rules),
      ...sealsAndMasses(before.tare_kg, released, received, rules),
    ],
    after: {
      ...before,
      holder: received.by,
      since: received.at,
      place,
      seal: received.seal,
      gross_kg: received.gross_kg,
    },
  };
}

function judgeResealing(
  before: Standing,
  { by, at, sealOff, sealOn, gross_kg }: Resealing,
  rules: CustodyRules,
): Judged {
  const gap = by !== before.holder || Date.parse(at) < Date.parse(before.since);
  const side = { by, at };
  return {
    findings: [
      ...strangers([by], rules).map(
        (holder): Tell =>
          (container, link) =>
            unknownHolder(container, link, holder),
      ),
      ...(gap ? [custodyGap(before, side, side)] : []),
      ...(sealOff === before.seal ? [] : [sealMismatch(before.seal, sealOff)]),
    ],
    after: { ...before, holder: by, since: at, seal: sealOn, gross_kg },
  };
}

/** What one sees of a container that stays closed. */
export interface ClosedContainer {
  readonly seal: string | null;
  /** Net, kg. */
  readonly mass: DecimalString;
}

type Found = Pick<HandOverSide, 'seal' | 'gross_kg'>;

/** Net masses are compared: a heavy vessel would hide what is missing in it. */
function sealsAndMasses(
  tare: DecimalString,
  before: Found,
  now: Found,
  { massTolerancePercent }: CustodyRules,
): readonly Tell[] {
  const closed = ({ seal, gross_kg }: Found): ClosedContainer => ({
    seal,
    mass: toDecimalString(toDecimal(gross_kg).minus(toDecimal(tare))),
  });
  return differences(closed(before), closed(now), massTolerancePercent);
}

const differences = (
  before: ClosedContainer,
  now: ClosedContainer,
  massTolerancePercent: DecimalString,
): readonly Tell[] => [
  ...(now.seal === before.seal ? [] : [sealMismatch(before.seal, now.seal)]),
  ...(isMassStep(before.mass, now.mass, massTolerancePercent) ? [massStep(before.mass, now.mass)] : []),
];

/** How one container differs from what was recorded of it before: `SEAL_MISMATCH`, `MASS_STEP`. `link`: which look it is, from 1. */
export const judgeClosed = (
  container: string,
  link: number,
  before: ClosedContainer,
  now: ClosedContainer,
  massTolerancePercent: DecimalString,
): readonly CustodyFinding[] =>
  differences(before, now, massTolerancePercent).map((tell) => tell(container, link));

const strangers = (
  parties: readonly (string | null)[],
  { knownHolders }: CustodyRules,
): readonly (string | null)[] => parties.filter((party) => party === null || !knownHolders.includes(party));

const unknownHolder = (container: string, link: number, holder: string | null): CustodyFinding => ({
  code: 'HOLDER_UNKNOWN',
  container,
  link,
  zh: holder === null ? `容器${container}的保管人未记录` : `容器${container}的保管人${holder}不在名单中`,
  en:
    holder === null
      ? `Nobody is named who held container ${container}.`
      : `${holder}, who held container ${container}, is not known.`,
});

const custodyGap =
  (
    before: Standing,
    released: Pick<HandOverSide, 'by' | 'at'>,
    received: Pick<HandOverSide, 'by' | 'at'>,
  ): Tell =>
  (container, link) => {
    const [holder, giver, taker] = [before.holder, released.by, received.by].map((one) => one ?? '?');
    return {
      code: 'CUSTODY_GAP',
      container,
      link,
      zh:
        `容器${container}保管中断：${holder}自${before.since}在${before.place}保管，` +
        `${giver}于${released.at}交出，${taker}于${received.at}接收`,
      en:
        `The custody of container ${container} has a gap: ${holder} held it at ${before.place} from ${before.since}, ` +
        `${giver} released it at ${released.at} and ${taker} received it at ${received.at}.`,
    };
  };

const sealMismatch =
  (expected: string | null, found: string | null): Tell =>
  (container, link) => ({
    code: 'SEAL_MISMATCH',
    container,
    link,
    zh: `容器${container}封识不符：应为${expected ?? '无'}，实为${found ?? '无'}`,
    en: `Container ${container} should carry ${expected === null ? 'no seal' : `seal ${expected}`} and carries ${found ?? 'none'}.`,
  });

const massStep =
  (before: DecimalString, after: DecimalString): Tell =>
  (container, link) => ({
    code: 'MASS_STEP',
    container,
    link,
    ...massesDiffer(containerName(container), before, after),
  });
