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
}
