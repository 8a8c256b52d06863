import type { UnitId } from '../workflows/kernel/brand.ts';
import type { TagMap } from './tag-map/parse.ts';

/** Where a unit's PLC is and how we are let in. */
export interface UnitConfig {
  readonly unit: UnitId;
  readonly tagMap: TagMap;
  /** `opc.tcp://host:port/path` */
  readonly endpoint: string;
  readonly security: {
    readonly mode: 'None' | 'Sign' | 'SignAndEncrypt';
    readonly policy: 'None' | 'Basic256Sha256' | 'Aes128_Sha256_RsaOaep' | 'Aes256_Sha256_RsaPss';
  };
  /** User name and password; anonymous when absent. */
  readonly credentials?: { readonly userName: string; readonly password: string };
}
