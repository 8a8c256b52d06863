#include "process-image.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* Common block, the unit's own tags and a ring of 64 records of 9 fields are about 650. */
#define MAX_TAGS 1024
/* Ids are String(40), counted in bytes; one for the end. */
#define TEXT_SIZE 41

struct value {
    double number;
    char text[TEXT_SIZE];
};

struct tag {
    char name[48];
    char node[64];
    const UA_DataType *type;
    int written_by_client;
    int changed;
    struct value *value;
};

static struct tag tags[MAX_TAGS];
static size_t tag_count;
static UA_UInt16 namespace_index;

static void give_up(const char *what, const char *which) {
    fprintf(stderr, "%s: %s\n", what, which);
    exit(1);
}

static const UA_DataType *type_named(const char *name) {
    static const struct { const char *name; int index; } types[] = {
        {"Bool", UA_TYPES_BOOLEAN}, {"Int16", UA_TYPES_INT16},   {"UInt16", UA_TYPES_UINT16},
        {"Int32", UA_TYPES_INT32},  {"UInt32", UA_TYPES_UINT32}, {"Float", UA_TYPES_FLOAT},
        {"Double", UA_TYPES_DOUBLE}, {"String", UA_TYPES_STRING}, {"DateTime", UA_TYPES_DATETIME},
    };
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        if (strcmp(types[i].name, name) == 0) return &UA_TYPES[types[i].index];
    give_up("no such type", name);
    return NULL;
}

static struct tag *tag_named(const char *name) {
    for (size_t i = 0; i < tag_count; i++)
        if (strcmp(tags[i].name, name) == 0) return &tags[i];
    give_up("no such tag", name);
    return NULL;
}

int image_open(const char *tag_file, const char *memory_file) {
    FILE *list = fopen(tag_file, "r");
    if (!list) give_up("cannot read", tag_file);
    char type[16], direction[4];
    while (tag_count < MAX_TAGS - 1 &&
           fscanf(list, "%15s %3s %47s %63s", type, direction, tags[tag_count].name, tags[tag_count].node) == 4) {
        tags[tag_count].type = type_named(type);
        tags[tag_count].written_by_client = strchr(direction, 'W') != NULL;
        tag_count++;
    }
    fclose(list);
    /* Of the program alone: the command under way, to be known after a power cut. */
    strcpy(tags[tag_count].name, "Plc.RunningSeq");
    tags[tag_count++].type = &UA_TYPES[UA_TYPES_UINT32];
    int known = access(memory_file, F_OK) == 0;
    int memory = open(memory_file, O_RDWR | O_CREAT, 0600);
    size_t size = MAX_TAGS * sizeof(struct value);
    if (memory < 0 || ftruncate(memory, (off_t)size) != 0) give_up("cannot open", memory_file);
    struct value *values = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, memory, 0);
    if (values == MAP_FAILED) give_up("cannot map", memory_file);
    for (size_t i = 0; i < tag_count; i++) tags[i].value = &values[i];
    return known;
}

double number_of(const char *tag) { return tag_named(tag)->value->number; }

const char *text_of(const char *tag) { return tag_named(tag)->value->text; }

void set_number(const char *name, double value) {
    struct tag *tag = tag_named(name);
    tag->changed |= tag->value->number != value;
    tag->value->number = value;
}

void set_text(const char *name, const char *value) {
    struct tag *tag = tag_named(name);
    tag->changed |= strcmp(tag->value->text, value) != 0;
    snprintf(tag->value->text, TEXT_SIZE, "%s", value);
}

/* A scalar of the tag's type; `room` holds it as long as the variant is used. */
static UA_Variant variant_of(const struct tag *tag, void *room) {
    double number = tag->value->number;
    switch (tag->type - UA_TYPES) {
    case UA_TYPES_BOOLEAN: *(UA_Boolean *)room = number != 0; break;
    case UA_TYPES_INT16: *(UA_Int16 *)room = (UA_Int16)number; break;
    case UA_TYPES_UINT16: *(UA_UInt16 *)room = (UA_UInt16)number; break;
    case UA_TYPES_INT32: *(UA_Int32 *)room = (UA_Int32)number; break;
    case UA_TYPES_UINT32: *(UA_UInt32 *)room = (UA_UInt32)number; break;
    case UA_TYPES_FLOAT: *(UA_Float *)room = (UA_Float)number; break;
    case UA_TYPES_DATETIME: *(UA_DateTime *)room = (UA_DateTime)number; break;
    case UA_TYPES_STRING: *(UA_String *)room = UA_STRING(tag->value->text); break;
    default: *(UA_Double *)room = number; break;
    }
    UA_Variant variant;
    UA_Variant_setScalar(&variant, room, tag->type);
    return variant;
}

static void take(struct tag *tag, const UA_Variant *variant) {
    if (!UA_Variant_hasScalarType(variant, tag->type)) return;
    const void *data = variant->data;
    switch (tag->type - UA_TYPES) {
    case UA_TYPES_INT16: tag->value->number = *(const UA_Int16 *)data; break;
    case UA_TYPES_INT32: tag->value->number = *(const UA_Int32 *)data; break;
    case UA_TYPES_UINT32: tag->value->number = *(const UA_UInt32 *)data; break;
    case UA_TYPES_FLOAT: tag->value->number = *(const UA_Float *)data; break;
    case UA_TYPES_STRING: {
        const UA_String *text = data;
        snprintf(tag->value->text, TEXT_SIZE, "%.*s", (int)text->length, (const char *)text->data);
        break;
    }
    default: give_up("clients write no such type", tag->name);
    }
}

static UA_NodeId node_of(struct tag *tag) { return UA_NODEID_STRING(namespace_index, tag->node); }

void image_publish(UA_Server *server, const char *namespace_uri) {
    namespace_index = UA_Server_addNamespace(server, namespace_uri);
    for (size_t i = 0; i < tag_count; i++) {
        struct tag *tag = &tags[i];
        if (tag->node[0] == '\0') continue;
        UA_UInt64 room[4];
        UA_VariableAttributes attributes = UA_VariableAttributes_default;
        attributes.value = variant_of(tag, room);
        attributes.dataType = tag->type->typeId;
        attributes.valueRank = UA_VALUERANK_SCALAR;
        attributes.accessLevel = UA_ACCESSLEVELMASK_READ | (tag->written_by_client ? UA_ACCESSLEVELMASK_WRITE : 0);
        attributes.displayName = UA_LOCALIZEDTEXT("", tag->name);
        UA_StatusCode status = UA_Server_addVariableNode(
            server, node_of(tag), UA_NODEID_NUMERIC(0, UA_NS0ID_OBJECTSFOLDER),
            UA_NODEID_NUMERIC(0, UA_NS0ID_ORGANIZES),
            UA_QUALIFIEDNAME(namespace_index, tag->node),
            UA_NODEID_NUMERIC(0, UA_NS0ID_BASEDATAVARIABLETYPE), attributes, NULL, NULL);
        if (status != UA_STATUSCODE_GOOD) give_up(UA_StatusCode_name(status), tag->node);
    }
}

void image_take_inputs(UA_Server *server) {
    for (size_t i = 0; i < tag_count; i++) {
        if (!tags[i].written_by_client) continue;
        UA_Variant variant;
        if (UA_Server_readValue(server, node_of(&tags[i]), &variant) != UA_STATUSCODE_GOOD) continue;
        take(&tags[i], &variant);
        UA_Variant_clear(&variant);
    }
}

void image_give_outputs(UA_Server *server) {
    for (size_t i = 0; i < tag_count; i++) {
        if (!tags[i].changed || tags[i].node[0] == '\0') continue;
        UA_UInt64 room[4];
        UA_StatusCode status = UA_Server_writeValue(server, node_of(&tags[i]), variant_of(&tags[i], room));
        if (status != UA_STATUSCODE_GOOD) give_up(UA_StatusCode_name(status), tags[i].node);
        tags[i].changed = 0;
    }
}
