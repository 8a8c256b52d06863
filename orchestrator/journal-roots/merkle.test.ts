import { createHash } from 'node:crypto';
import { emptyTree, inclusionPath, leafHash, rootByPath, rootOf, withLeaf } from './merkle.ts';

/** The test vectors of the reference implementation of RFC 6962 (google/certificate-transparency, merkle_tree_test). */
const data = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const pathOfFirst = [
  '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
  '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
  '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
];

const treeOf = (leaves: readonly Buffer[]) => leaves.reduce(withLeaf, emptyTree);

describe('the Merkle tree over the journal', () => {
  it('has the roots and paths of RFC 6962', () => {
    const leaves = data.map((hex) => leafHash(Buffer.from(hex, 'hex')));
    const grown = Array.from({ length: leaves.length + 1 }, (_, size) =>
      rootOf(treeOf(leaves.slice(0, size))).toString('hex'),
    );
    expect(grown).toEqual(roots);
    expect(inclusionPath(0, leaves).map((hash) => hash.toString('hex'))).toEqual(pathOfFirst);
  });

  const numbered = Array.from({ length: 40 }, (_, no) => leafHash(Buffer.from(String(no))));

  it('leads from each leaf of each tree to its root, and from no other place or data', () => {
    for (let size = 1; size <= numbered.length; size += 1) {
      const leaves = numbered.slice(0, size);
      const root = rootOf(treeOf(leaves));
      for (const [index, leaf] of leaves.entries()) {
        const path = inclusionPath(index, leaves);
        expect(rootByPath(index, size, leaf, path)).toEqual(root);
        if (index + 1 < size) expect(rootByPath(index + 1, size, leaf, path)).not.toEqual(root);
        expect(rootByPath(index, size, leafHash(leaf), path)).not.toEqual(root);
      }
    }
  });

  it('takes no path that is too long, too short or of a place that the tree does not have', () => {
    const leaf = numbered[4] ?? Buffer.alloc(0);
    const path = inclusionPath(4, numbered);
    const more = createHash('sha256').digest();
    expect(rootByPath(4, 40, leaf, [...path, more])).toBeUndefined();
    expect(rootByPath(4, 40, leaf, path.slice(1))).not.toEqual(rootOf(treeOf(numbered)));
    expect(rootByPath(40, 40, leaf, path)).toBeUndefined();
    expect(rootByPath(-1, 40, leaf, path)).toBeUndefined();
  });
});
