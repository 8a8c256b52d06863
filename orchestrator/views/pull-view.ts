import { mostPulls } from '../../workflows/customs-client/pull.ts';
import type { Pull, PullRecorded, PullsRecorded } from '../../workflows/customs-client/pull.ts';
import type { Instant } from '../../workflows/kernel/brand.ts';
import { collections, orderedKey } from './projection.ts';
import type { Projected, Projection } from './projection.ts';

type Told = Omit<Pull, 'status'> & Pick<PullView, 'status'>;

/** One thing a customs system fetched; `status` is null of pulls that were recorded without. */
export interface PullView extends Omit<Pull, 'status'> {
  /** Grows from pull to pull, with gaps. */
  readonly cursor: number;
  readonly client: string;
  readonly certificate: string | null;
  readonly status: Pull['status'] | null;
  readonly at: Instant;
}

/** As the journal has a pull of advice. */
const adviceOn = /^release advice (\S+) version /;

/** What is on record of pulls; of one that was recorded by itself, with what was said of it then. */
function recordedPulls(
  event: Projected['input']['event'],
): Pick<PullsRecorded, 'certificate'> & { readonly pulls: readonly Told[] } {
  switch (event.type) {
    case 'pulls.recorded':
      return event as unknown as PullsRecorded;
    case 'pull.recorded': {
      const {
        certificate = null,
        number = null,
        version = null,
        rendering = null,
        status = null,
        what,
        digest,
      } = event as unknown as PullRecorded;
      return { certificate, pulls: [{ what, number, version, rendering, digest, status }] };
    }
    default:
      return { certificate: null, pulls: [] };
  }
}

/** What customs clients fetched, by client and by what it is about: a certificate, or the declaration that advice is on. */
export const projectPull: Projection = ({ definition, input, position, process }) => {
  if (definition !== 'customs-client') return [];
  const { pulls, certificate } = recordedPulls(input.event);
  return pulls.flatMap(({ what, number, version, rendering, digest, status }, index) => {
    const cursor = position * mostPulls + index;
    const { at, actor } = input;
    const doc: PullView = {
      cursor,
      client: actor.id,
      certificate,
      what,
      number,
      version,
      rendering,
      digest,
      status,
      at,
    };
    const key = orderedKey(cursor);
    const subject = number ?? adviceOn.exec(what)?.[1];
    return [
      { collection: collections.pulls, key, index: process, doc },
      ...(subject === undefined
        ? []
        : [{ collection: collections.certificatePulls, key, index: subject, doc }]),
    ];
  });
};
