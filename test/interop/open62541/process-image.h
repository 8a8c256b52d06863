#ifndef PROCESS_IMAGE_H
#define PROCESS_IMAGE_H

#include <open62541/server.h>

/*
 * The tags of one unit as a PLC has them: a process image in battery-backed memory, exchanged with the OPC UA server
 * once a scan. Here the battery is a memory-mapped file, which a killed process leaves as it was.
 */

/* Reads the tag list (lines "TYPE DIR TAG NODE") and opens the memory; returns 1 when the memory was there already. */
int image_open(const char *tag_file, const char *memory_file);

/* Gives every tag its node, with the image's value. Ends the program when the server refuses one. */
void image_publish(UA_Server *server, const char *namespace_uri);

/* What clients wrote since the last scan. */
void image_take_inputs(UA_Server *server);

/* What the program set since the last scan. */
void image_give_outputs(UA_Server *server);

/* A tag that is not in the image ends the program: it is our mistake. Numbers and times are kept as double. */
double number_of(const char *tag);
const char *text_of(const char *tag);
void set_number(const char *tag, double value);
void set_text(const char *tag, const char *value);

#endif
