import type { Pull, PullRecorded } from '../../workflows/customs-client/pull.ts';
import type { Instant } from '../../workflows/kernel/brand.ts';
import { collections, orderedKey } from './projection.ts';
import type { Projection } from './projection.ts';

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

/** What customs clients fetched, by client and by what it is about: a certificate, or the declaration that advice is on. */
export const projectPull: Projection = ({ definition, input, position, process }) => {
  if (definition !== 'customs-client' || input.event.type !== 'pull.recorded') return [];
  const { what, digest, ...more } = input.event as { readonly type: string } & Omit<PullRecorded, 'type'>;
  const { number = null, version = null, rendering = null, status = null, certificate = null } = more;
  const doc: PullView = {
    cursor: position,
    client: input.actor.id,
    certificate,
    what,
    number,
    version,
    rendering,
    digest,
    status,
    at: input.at,
  };
  const key = orderedKey(position);
  const subject = number ?? adviceOn.exec(what)?.[1];
  return [
    { collection: collections.pulls, key, index: process, doc },
    ...(subject === undefined ? [] : [{ collection: collections.certificatePulls, key, index: subject, doc }]),
  ];
};
