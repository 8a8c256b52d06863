#include "sampler.h"

#include "process-image.h"

#include <stdio.h>
#include <string.h>

/* PackML numbers (ISA-TR88.00.02). */
enum state {
    STOPPED = 2, STARTING = 3, IDLE = 4, EXECUTE = 6, ABORTING = 8, ABORTED = 9, HOLDING = 10, HELD = 11,
    UNHOLDING = 12, RESETTING = 15, COMPLETING = 16, COMPLETED = 17,
};
enum command { RESET = 1, START = 2, HOLD = 4, UNHOLD = 5, ABORT = 8, COMPLETE = 10 };
enum answer { ACCEPTED = 1, WRONG_STATE, WRONG_MODE, INTERLOCK, PARAMETER, STALE_TOKEN, BUSY };
enum end { OK = 1, BROKEN_OFF = 3 };

#define HEARTBEAT_EVERY 500
#define CUT_EVERY 100
#define ORCHESTRATOR_LOST_AFTER 10000
#define RING_SIZE 64
/* Start, Hold and Unhold move something; Complete seals a container and takes longer, so that it can be cut short. */
#define ACTING_FOR 150
#define COMPLETING_FOR 3000
#define BELT_FLOW 1500.0 /* t/h */

static long acting_until, beat_at, cut_at, orchestrator_seen_at;
static double orchestrator_beat = -1;

static int state(void) { return (int)number_of("Sts.StateCurrent"); }

static void count_up(const char *tag) { set_number(tag, number_of(tag) + 1); }

static void roll_token(void) { set_number("Sts.Token", (double)(((UA_UInt32)number_of("Sts.Token")) * 1664525u + 1013904223u)); }

static int orchestrator_is_there(void) { return number_of("Sts.OrchAlive") != 0; }

static void end_running(enum end result) {
    if (number_of("Plc.RunningSeq") == 0) return;
    set_number("Sts.DoneResult", result);
    set_number("Sts.DoneSeq", number_of("Plc.RunningSeq"));
    set_number("Plc.RunningSeq", 0);
}

/* Fields first, WriteIdx last. */
static void record(int type, double no, double mass) {
    double idx = number_of("Evt.WriteIdx") + 1;
    char slot[24], tag[40];
    snprintf(slot, sizeof slot, "Evt.Rec[%d]", ((int)idx - 1) % RING_SIZE);
    const struct { const char *field; double value; } fields[] = {
        {"Idx", idx}, {"Time", (double)UA_DateTime_now()}, {"Type", type}, {"No", no},
        {"V1", mass}, {"V2", BELT_FLOW}, {"V3", number_of("Act.BeltTotal")}, {"V4", mass / 10},
    };
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        snprintf(tag, sizeof tag, "%s.%s", slot, fields[i].field);
        set_number(tag, fields[i].value);
    }
    snprintf(tag, sizeof tag, "%s.SampleId", slot);
    set_text(tag, text_of("Cmd.SampleId"));
    set_number("Evt.WriteIdx", idx);
}

static void cut(void) {
    count_up("Act.CutCount");
    double no = number_of("Act.CutCount"), mass = 30 + (double)((int)no % 5) / 4;
    set_number("Act.IncrementMass", mass);
    set_number("Act.SampleMass", number_of("Act.SampleMass") + mass / 10);
    set_number("Act.BeltTotal", number_of("Act.BeltTotal") + BELT_FLOW * CUT_EVERY / 3600000);
    record(1, no, mass);
}

static int allowed(int code) {
    switch (code) {
    case RESET: return state() == STOPPED || state() == COMPLETED;
    case START: return state() == IDLE;
    case HOLD: return state() == EXECUTE;
    case UNHOLD: return state() == HELD;
    case COMPLETE: return state() == EXECUTE || state() == HELD;
    default: return state() != ABORTED && state() != ABORTING;
    }
}

/* The order in which an integrator has to check is part of the interface. */
static enum answer judge(int code) {
    double mode = number_of("Cmd.UnitMode");
    int known = code == RESET || code == START || code == HOLD || code == UNHOLD || code == ABORT || code == COMPLETE;
    if (number_of("Cmd.Token") != number_of("Sts.Token")) return STALE_TOKEN;
    if (number_of("Plc.RunningSeq") != 0 && code != ABORT) return BUSY;
    if (code != ABORT && mode != 0 && mode != number_of("Sts.UnitModeCurrent")) return WRONG_MODE;
    if (!known) return PARAMETER;
    if (!allowed(code)) return WRONG_STATE;
    if (code == START && !(number_of("Set.IncrementInterval") > 0 && number_of("Set.IncrementsPlanned") > 0)) return PARAMETER;
    if (code == START && !orchestrator_is_there()) return INTERLOCK;
    return ACCEPTED;
}

static void begin(int code, long now) {
    static const int acting[] = {[RESET] = RESETTING, [START] = STARTING, [HOLD] = HOLDING,
                                 [UNHOLD] = UNHOLDING, [ABORT] = ABORTING, [COMPLETE] = COMPLETING};
    end_running(BROKEN_OFF);
    if (code == START) {
        count_up("Sts.RunId");
        set_number("Act.CutCount", 0);
        set_number("Act.SampleMass", 0);
    }
    roll_token();
    set_number("Plc.RunningSeq", number_of("Cmd.Seq"));
    set_number("Sts.StateCurrent", acting[code]);
    acting_until = now + (code == COMPLETE ? COMPLETING_FOR : ACTING_FOR);
}

static void arrive(long now) {
    static const int stable[] = {[STARTING] = EXECUTE, [UNHOLDING] = EXECUTE, [HOLDING] = HELD, [RESETTING] = IDLE,
                                 [ABORTING] = ABORTED, [COMPLETING] = COMPLETED};
    int from = state();
    if (from == COMPLETING) record(3, 1, 0);
    if (stable[from] == EXECUTE) cut_at = now + CUT_EVERY;
    set_number("Sts.StateCurrent", stable[from]);
    end_running(OK);
}

static int is_acting(int which) {
    return which == STARTING || which == UNHOLDING || which == HOLDING || which == RESETTING || which == ABORTING ||
           which == COMPLETING;
}

static void watch_orchestrator(long now) {
    double beat = number_of("Cmd.OrchHeartbeat");
    if (beat != orchestrator_beat) {
        orchestrator_beat = beat;
        orchestrator_seen_at = now;
        set_number("Sts.OrchAlive", 1);
        return;
    }
    if (!orchestrator_is_there() || now - orchestrator_seen_at <= ORCHESTRATOR_LOST_AFTER) return;
    set_number("Sts.OrchAlive", 0);
    roll_token();
    if (state() == EXECUTE) set_number("Sts.StateCurrent", HELD);
}

void sampler_boot(int remembered, long now) {
    count_up("Sts.BootCounter");
    roll_token();
    end_running(BROKEN_OFF);
    set_number("Sts.StateCurrent", STOPPED);
    set_number("Sts.OrchAlive", 0);
    orchestrator_beat = number_of("Cmd.OrchHeartbeat");
    beat_at = orchestrator_seen_at = now;
    if (remembered) return;
    static const char *const healthy[] = {"Sts.UnitModeCurrent", "Sts.Remote", "Sts.EStopOk", "Sts.GuardsClosed",
                                          "Act.BeltRunning", "Act.CutterParked", "Act.RejectRunning"};
    for (size_t i = 0; i < sizeof healthy / sizeof healthy[0]; i++) set_number(healthy[i], 1);
    set_number("Sts.RecipeCrc", 62541);
    set_number("Act.BeltFlow", BELT_FLOW);
    set_number("Act.BeltSpeed", 3.15);
}

void sampler_scan(long now) {
    set_number("Sts.PlcTime", (double)UA_DateTime_now());
    if (now - beat_at >= HEARTBEAT_EVERY) {
        count_up("Sts.PlcHeartbeat");
        beat_at = now;
    }
    watch_orchestrator(now);
    double seq = number_of("Cmd.Seq");
    if (seq != 0 && seq != number_of("Sts.AckSeq")) {
        int code = (int)number_of("Cmd.Code");
        enum answer answer = judge(code);
        if (answer == ACCEPTED) begin(code, now);
        set_number("Sts.AckResult", answer);
        set_number("Sts.AckSeq", seq);
    }
    if (is_acting(state()) && now >= acting_until) arrive(now);
    if (state() == EXECUTE && now >= cut_at) {
        cut_at += CUT_EVERY;
        cut();
    }
    set_number("Sts.PermitStart", state() == IDLE && orchestrator_is_there());
}
