/*
 * A sampler's PLC on open62541, an OPC UA stack that is not the driver's own, for the driver's test.
 * Usage: main PORT TAG_FILE MEMORY_FILE. Listens on the loopback address only, without security.
 */
#include "process-image.h"
#include "sampler.h"

#include <open62541/plugin/log_stdout.h>
#include <open62541/server_config_default.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define SCAN_EVERY 50.0 /* ms; PLC cycles are 10 to 100 */

static long now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static void scan(UA_Server *server, void *unused) {
    (void)unused;
    image_take_inputs(server);
    sampler_scan(now());
    image_give_outputs(server);
}

int main(int count, char **arguments) {
    if (count != 4) {
        fprintf(stderr, "usage: %s PORT TAG_FILE MEMORY_FILE\n", arguments[0]);
        return 2;
    }
    int remembered = image_open(arguments[2], arguments[3]);
    sampler_boot(remembered, now());

    UA_ServerConfig config = {0};
    config.logging = UA_Log_Stdout_new(UA_LOGLEVEL_ERROR);
    UA_UInt16 port = (UA_UInt16)atoi(arguments[1]);
    if (UA_ServerConfig_setMinimal(&config, port, NULL) != UA_STATUSCODE_GOOD) return 1;
    char url[64];
    snprintf(url, sizeof url, "opc.tcp://127.0.0.1:%u", port);
    UA_String_clear(&config.serverUrls[0]);
    config.serverUrls[0] = UA_STRING_ALLOC(url);

    UA_Server *server = UA_Server_newWithConfig(&config);
    if (!server) return 1;
    image_publish(server, "urn:quay:plc");
    UA_Server_addRepeatedCallback(server, scan, NULL, SCAN_EVERY, NULL);
    if (UA_Server_run_startup(server) != UA_STATUSCODE_GOOD) return 1;
    printf("{\"ready\":true}\n");
    fflush(stdout);
    for (;;) UA_Server_run_iterate(server, true);
}
