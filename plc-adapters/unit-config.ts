import type { UnitId } from '../workflows/kernel/brand.ts';
import type { TagMap } from './tag-map/parse.ts';

/** Where a unit's PLC is and how we are let in: all that a connection needs. */
export interface PlantAddress {
  readonly unit: UnitId;
  /** `opc.tcp://host:port/path` */
  readonly endpoint: string;
  readonly security: {
    readonly mode: 'None' | 'Sign' | 'SignAndEncrypt';
    readonly policy: 'None' | 'Basic256Sha256' | 'Aes128_Sha256_RsaOaep' | 'Aes256_Sha256_RsaPss';
  };
  /** User name and password; anonymous when absent. */
  readonly credentials?: { readonly userName: string; readonly password: string };
}

/** A unit of plant: its address, and what its PLC calls things. */
export interface UnitConfig extends PlantAddress {
  readonly tagMap: TagMap;
  /** Present for a unit that another system runs: it is followed, and nothing is ever written to it. */
  readonly shadow?: {
    /** What must outlive the server: how far the ring is read, and whose samples are whose. Made when it is missing. */
    readonly memoryFile: string;
  };
}
