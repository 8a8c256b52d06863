/** The part of the package pkcs11js 2.1 that is used. Described here because it is installed only where a device is. */
export interface Pkcs11Module {
  readonly PKCS11: new () => Pkcs11Device;
  readonly CKF_SERIAL_SESSION: number;
  readonly CKU_USER: number;
  readonly CKA_CLASS: number;
  readonly CKA_LABEL: number;
  readonly CKO_PRIVATE_KEY: number;
  readonly CKM_ECDSA: number;
  readonly CKR_PIN_INCORRECT: number;
  readonly CKR_PIN_LOCKED: number;
  readonly CKR_CRYPTOKI_ALREADY_INITIALIZED: number;
}

interface Attribute {
  readonly type: number;
  readonly value: number | string;
}

/** Handles are buffers. A function that fails throws an error with the return value of the device as `code`. */
export interface Pkcs11Device {
  load(library: string): void;
  C_Initialize(): void;
  C_GetSlotList(withToken: boolean): Buffer[];
  C_GetTokenInfo(slot: Buffer): { readonly label: string };
  C_OpenSession(slot: Buffer, flags: number): Buffer;
  C_CloseSession(session: Buffer): void;
  C_Login(session: Buffer, userType: number, pin: string): void;
  C_FindObjectsInit(session: Buffer, template: readonly Attribute[]): void;
  C_FindObjects(session: Buffer, most: number): Buffer[];
  C_FindObjectsFinal(session: Buffer): void;
  C_SignInit(session: Buffer, mechanism: { readonly mechanism: number }, key: Buffer): void;
  C_SignAsync(session: Buffer, data: Buffer, signature: Buffer): Promise<Buffer>;
}
