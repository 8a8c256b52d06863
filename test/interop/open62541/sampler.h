#ifndef SAMPLER_H
#define SAMPLER_H

/* The program of a coal cross-belt sampler: handshake, states and event ring; no physics. Times are in milliseconds. */

/* Power comes on; `remembered` is 1 when the memory of an earlier run is there. */
void sampler_boot(int remembered, long now);

/* One scan. `now` never jumps. */
void sampler_scan(long now);

#endif
