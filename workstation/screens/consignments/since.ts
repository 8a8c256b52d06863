import type { Schemas } from '../../api/client.ts';

type Consignment = Schemas['Consignment'];
type Unit = Consignment['units'][number];

const newest = (instants: readonly (string | undefined)[]): string | null =>
  instants.reduce<string | null>(
    (latest, at) => (at !== undefined && (latest === null || at > latest) ? at : latest),
    null,
  );
const entered = ({ reached }: Pick<Unit, 'reached'>): string | undefined => reached.at(-1)?.at;
const isOpen = ({ validity, officer }: Pick<Unit, 'validity' | 'officer'>): boolean =>
  validity !== null && validity !== 'VALID' && officer === null;

type Told = Pick<Consignment, 'declaredAt' | 'units' | 'holds' | 'certifiedAt'>;

/** Since when something has been outstanding, as far as it can be told from what is known of a consignment; null where it cannot. */
export function outstandingSince(code: string, { units, holds, certifiedAt }: Told): string | null {
  switch (code) {
    case 'STOP_DISCHARGE':
    case 'SETTLE_FINDING':
      return newest(holds.filter(({ settled }) => settled === null).map(({ at }) => at));
    case 'DECIDE_VALIDITY':
    case 'SAMPLE_AGAIN':
      return newest(units.filter(isOpen).map(entered));
    case 'AUTHORISE_DECODING':
      return newest(units.map(entered));
    case 'CUSTOMS_DECIDES':
      return certifiedAt;
    default:
      return null;
  }
}

/** How long a consignment took, or has taken so far, s: from its declaration to what customs decided last, or to its end. */
export function turnaround(
  {
    declaredAt,
    status,
    decisions,
    ended,
  }: Pick<Consignment, 'declaredAt' | 'status' | 'decisions' | 'ended'>,
  now: number,
) {
  const end =
    ended?.at ??
    (status === 'closed' || status === 'archived'
      ? newest(decisions.filter(({ stands }) => stands).map(({ at }) => at))
      : null);
  return {
    seconds: ((end === null ? now : Date.parse(end)) - Date.parse(declaredAt)) / 1000,
    over: end !== null,
  };
}
