import { createHash } from 'node:crypto';

/**
 * The Merkle tree of RFC 6962 (clause 2.1) with SHA-256. Ours rather than a package: those at hand build other trees (the last leaf
 * doubled, or leaves and nodes hashed alike, which allows a node to be passed off as a leaf).
 */

const sha256 = (...parts: readonly Uint8Array[]): Buffer =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();

const nodeHash = (left: Uint8Array, right: Uint8Array): Buffer => sha256(Uint8Array.of(1), left, right);
export const leafHash = (data: Uint8Array): Buffer => sha256(Uint8Array.of(0), data);

/** All that is needed of a tree to add leaves to it: its size and the full subtrees it is made of, the largest first. */
export interface Frontier {
  readonly size: number;
  readonly subtrees: readonly Buffer[];
}

export const emptyTree: Frontier = { size: 0, subtrees: [] };

/** One more leaf, by its `leafHash`. */
export function withLeaf({ size, subtrees }: Frontier, leaf: Buffer): Frontier {
  const all = [...subtrees, leaf];
  // As in counting: each 1 at the end of the size is a full subtree that joins its equal.
  for (let ones = size; ones % 2 === 1; ones = (ones - 1) / 2) all.push(joined(all));
  return { size: size + 1, subtrees: all };
}

/** Takes the last two away. */
function joined(all: Buffer[]): Buffer {
  const [left, right] = all.splice(-2);
  if (!left || !right) throw new RangeError('The subtrees do not fit the size of the tree.');
  return nodeHash(left, right);
}

/** The hash over the whole tree; that of nothing is the hash of no bytes. */
export const rootOf = ({ subtrees }: Frontier): Buffer =>
  subtrees.length === 0 ? sha256() : subtrees.reduceRight((right, left) => nodeHash(left, right));

/** The way from a leaf (by index, from 0) to the root of all these leaves, by their `leafHash`: what stands beside it, from below. */
export function inclusionPath(index: number, leaves: readonly Buffer[]): readonly Buffer[] {
  const path: Buffer[] = [];
  let level = leaves;
  for (let at = index; level.length > 1; at = Math.floor(at / 2)) {
    const beside = level[at % 2 === 0 ? at + 1 : at - 1];
    if (beside) path.push(beside);
    level = above(level);
  }
  return path;
}

/** A last one without a partner rises as it is. */
function above(level: readonly Buffer[]): Buffer[] {
  const result: Buffer[] = [];
  for (let at = 0; at < level.length; at += 2) {
    const [left, right] = [level[at], level[at + 1]];
    if (left) result.push(right ? nodeHash(left, right) : left);
  }
  return result;
}

/** The root to which a path leads (RFC 9162 clause 2.1.3.2); undefined when it is too long or too short for such a tree. */
export function rootByPath(
  index: number,
  size: number,
  leaf: Buffer,
  path: readonly Buffer[],
): Buffer | undefined {
  if (index < 0 || index >= size) return undefined;
  let hash = leaf;
  let [at, last] = [index, size - 1];
  for (const beside of path) {
    if (last === 0) return undefined;
    if (at % 2 === 1 || at === last) {
      hash = nodeHash(beside, hash);
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)];
    } else {
      hash = nodeHash(hash, beside);
    }
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 ? hash : undefined;
}
