/* Reads a YAML file, and pulls libyaml's events of it until the end: the least that any reader built
   on libyaml does. Prints the nanoseconds of the pulling alone.

   usage: events FILE */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <yaml.h>

static long long now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static int pull(const unsigned char *text, size_t length) {
  yaml_parser_t parser;
  yaml_event_t event;
  int type;
  if (!yaml_parser_initialize(&parser)) return 1;
  yaml_parser_set_input_string(&parser, text, length);
  do {
    if (!yaml_parser_parse(&parser, &event)) return 1;
    type = event.type;
    yaml_event_delete(&event);
  } while (type != YAML_STREAM_END_EVENT);
  yaml_parser_delete(&parser);
  return 0;
}

int main(int count, char **arguments) {
  FILE *file = count == 2 ? fopen(arguments[1], "rb") : NULL;
  if (!file || fseek(file, 0, SEEK_END) != 0) return 64;
  long length = ftell(file);
  rewind(file);
  unsigned char *text = malloc(length > 0 ? length : 1);
  if (!text || fread(text, 1, length, file) != (size_t)length) return 1;
  long long began = now();
  int failed = pull(text, length);
  printf("%lld\n", now() - began);
  return failed;
}
