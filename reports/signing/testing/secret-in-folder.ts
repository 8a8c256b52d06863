import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SecretText } from '../demo-authority.ts';

const fileName = 'demonstration-signer.pem';

/** What a demonstration signs with as the file `demonstration-signer.pem` of a folder, so that a test can look into it. */
export const secretInFolder = (folder: string): SecretText => ({
  name: fileName,
  read: () => {
    try {
      return readFileSync(join(folder, fileName), 'utf8');
    } catch {
      return null;
    }
  },
  create: async (text) => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, fileName), text);
    return text;
  },
});
