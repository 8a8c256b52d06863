/** Something a check found. A fault keeps the unit from being driven; a warning is for a person to judge. */
export interface Finding {
  readonly severity: 'fault' | 'warning';
  /** Stable, in capitals; scripts may rely on it. */
  readonly code: string;
  /** The tag, or the part of the check: `server`, `certificate`, `handshake`, `subscription`. */
  readonly about: string;
  readonly message: string;
}

export const fault = (code: string, about: string, message: string): Finding => ({ severity: 'fault', code, about, message });
export const warning = (code: string, about: string, message: string): Finding => ({ severity: 'warning', code, about, message });

export const isFault = ({ severity }: Finding): boolean => severity === 'fault';
