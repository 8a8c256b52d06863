/** The one lease of a cluster: who has it owns all units and processes of the port. */
export const leaseOfThePort = 'port';
