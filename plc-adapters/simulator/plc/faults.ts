/** 1 warns, 2 holds, 3 stops, 4 aborts the unit. */
export type FaultClass = 1 | 2 | 3 | 4;

export interface Fault {
  /** 1xxx safety, 2xxx drive, 3xxx instrument, 4xxx material, 5xxx positioning, 6xxx sample integrity, 7xxx communication, 8xxx recipe. */
  readonly code: number;
  readonly class: FaultClass;
}

/** Fault codes the simulated programs raise by themselves. */
export const FAULT = {
  emergencyStop: { code: 1001, class: 4 },
  explosionProtection: { code: 1201, class: 3 },
  rejectStopped: { code: 2101, class: 2 },
  crusherBlocked: { code: 2301, class: 2 },
  airPressureLow: { code: 2201, class: 2 },
  blowerWithoutPressure: { code: 2501, class: 3 },
  gripperStuck: { code: 2401, class: 3 },
  meterFailed: { code: 3101, class: 2 },
  extractorNotStroking: { code: 3401, class: 2 },
  loopFlowLow: { code: 3402, class: 1 },
  dryerTooHot: { code: 3501, class: 2 },
  dryerTimeOut: { code: 3502, class: 2 },
  noContainerLeft: { code: 4101, class: 2 },
  chutePlugged: { code: 4102, class: 2 },
  dividerBlocked: { code: 4103, class: 2 },
  containerOverfull: { code: 4104, class: 2 },
  cabinetFull: { code: 4201, class: 1 },
  bottleMissing: { code: 4202, class: 2 },
  conveyLineBlocked: { code: 4301, class: 2 },
  probeBlocked: { code: 4302, class: 2 },
  bagMissing: { code: 4303, class: 2 },
  receiverHighLevel: { code: 4401, class: 2 },
  receiverDisconnected: { code: 4402, class: 2 },
  cutterNotParked: { code: 5101, class: 2 },
  diverterNotHome: { code: 5201, class: 2 },
  carrierLost: { code: 5301, class: 1 },
  /** The same of a tube that is commanded: the transfer has ended. */
  carrierLostUnderWay: { code: 5301, class: 3 },
  carrierStuck: { code: 5302, class: 3 },
  slotOccupied: { code: 5401, class: 2 },
  noIncrement: { code: 6101, class: 2 },
  doubleIncrement: { code: 6102, class: 1 },
  incrementMassOff: { code: 6103, class: 1 },
  flowWithoutSampling: { code: 6401, class: 1 },
  samplingWithoutFlow: { code: 6402, class: 2 },
  labelUnreadable: { code: 6601, class: 2 },
  ringOverflow: { code: 7101, class: 1 },
} as const satisfies Record<string, Fault>;

/** The faults that stand; each goes with its cause, the first one is remembered until the operator's next command. */
export class FaultList {
  readonly #standing = new Map<number, Fault>();
  #firstOut = 0;

  /** True when the fault was not standing before. */
  raise(fault: Fault): boolean {
    if (this.#standing.has(fault.code)) return false;
    if (this.#firstOut === 0) this.#firstOut = fault.code;
    this.#standing.set(fault.code, fault);
    return true;
  }

  /** The cause of a fault, or with no code of all faults, has gone; the codes that went. */
  clear(code?: number): number[] {
    const gone = code === undefined ? [...this.#standing.keys()] : this.#standing.has(code) ? [code] : [];
    for (const each of gone) this.#standing.delete(each);
    return gone;
  }

  /** The gravest standing fault, the earliest of equals; null when there is none. */
  get gravest(): Fault | null {
    let gravest: Fault | null = null;
    for (const fault of this.#standing.values()) if (!gravest || fault.class > gravest.class) gravest = fault;
    return gravest;
  }

  /** Code of the fault that came first since the last acknowledgement, 0 for none. */
  get firstOut(): number {
    return this.#firstOut;
  }

  /** Reset, Clear or Unhold was accepted. A fault that still stands becomes the first again. */
  acknowledge(): void {
    this.#firstOut = this.gravest?.code ?? 0;
  }
}
