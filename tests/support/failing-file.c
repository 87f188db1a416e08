/*
 * A disk with one file that can fail and wait: serves a file of the real disk under another path, by FUSE
 * (libfuse 3). Run as `failing-file BACKING NAME -f MOUNTPOINT`.
 *
 * It says "ready" when it is mounted, then takes lines on its standard input, each answered by "ok":
 *   bad OFFSET    reads stop short before this byte, and those that begin at it fail with EIO
 *   hold OFFSET   reads stop short before this byte, and those that begin behind it wait, but for
 *                 the last 2 MiB; the first that does makes it say "held"
 *   good          everything can be read, at once
 * It unmounts itself at the end of the input and when it is told to end.
 */
#define FUSE_USE_VERSION 31
#include <errno.h>
#include <fcntl.h>
#include <fuse3/fuse.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *backing;
static const char *name;
static _Atomic long long bad = -1;
static _Atomic long long held = -1;
static _Atomic int is_announced;

static int is_file(const char *path) { return path[0] == '/' && strcmp(path + 1, name) == 0; }

static void say(const char *word) {
  printf("%s\n", word);
  fflush(stdout);
}

/* The end, where volumes and disks have structures: a look at it does not pass the place that is held. */
#define END_BYTES (2 << 20)

static int is_at_end(off_t offset) {
  struct stat now;
  return stat(backing, &now) == 0 && offset >= now.st_size - END_BYTES;
}

static void wait_while_held(off_t offset) {
  while (held >= 0 && offset >= held && !is_at_end(offset)) {
    if (atomic_exchange(&is_announced, 1) == 0) say("held");
    usleep(2000);
  }
}

static void *obey(void *unused) {
  (void)unused;
  char line[64];
  while (fgets(line, sizeof line, stdin) != NULL) {
    bad = strncmp(line, "bad ", 4) == 0 ? atoll(line + 4) : -1;
    is_announced = 0;
    held = strncmp(line, "hold ", 5) == 0 ? atoll(line + 5) : -1;
    say("ok");
  }
  held = -1; /* nobody may be left waiting, or the process would not end */
  kill(getpid(), SIGTERM);
  return NULL;
}

static void *start(struct fuse_conn_info *connection, struct fuse_config *config) {
  (void)connection;
  /* The kernel must ask each time: attributes change under it. */
  config->attr_timeout = 0;
  config->entry_timeout = 0;
  config->negative_timeout = 0;
  pthread_t thread;
  pthread_create(&thread, NULL, obey, NULL);
  say("ready");
  return NULL;
}

static int get_attributes(const char *path, struct stat *out, struct fuse_file_info *info) {
  (void)info;
  if (strcmp(path, "/") == 0) {
    memset(out, 0, sizeof *out);
    out->st_mode = S_IFDIR | 0755;
    out->st_nlink = 2;
    return 0;
  }
  return is_file(path) && stat(backing, out) == 0 ? 0 : -ENOENT;
}

static int list(const char *path, void *out, fuse_fill_dir_t add, off_t offset,
                struct fuse_file_info *info, enum fuse_readdir_flags flags) {
  (void)path, (void)offset, (void)info, (void)flags;
  return add(out, name, NULL, 0, 0);
}

static int open_file(const char *path, struct fuse_file_info *info) {
  if (!is_file(path)) return -ENOENT;
  int descriptor = open(backing, O_RDONLY);
  if (descriptor < 0) return -errno;
  info->fh = (uint64_t)descriptor;
  info->direct_io = 1; /* neither cached nor read ahead: each read comes here as it was asked */
  return 0;
}

static int read_file(const char *path, char *out, size_t length, off_t offset,
                     struct fuse_file_info *info) {
  (void)path;
  wait_while_held(offset);
  if (bad == offset) return -EIO;
  const long long walls[] = {bad, held};
  for (int i = 0; i < 2; i++) {
    long long rest = walls[i] - offset;
    if (rest > 0 && rest < (long long)length) length = (size_t)rest;
  }
  ssize_t got = pread((int)info->fh, out, length, offset);
  return got < 0 ? -errno : (int)got;
}

static int release_file(const char *path, struct fuse_file_info *info) {
  (void)path;
  return close((int)info->fh);
}

int main(int count, char **arguments) {
  if (count < 4) return 2;
  backing = arguments[1];
  name = arguments[2];
  arguments[2] = arguments[0];
  const struct fuse_operations operations = {
      .init = start,
      .getattr = get_attributes,
      .readdir = list,
      .open = open_file,
      .read = read_file,
      .release = release_file,
  };
  return fuse_main(count - 2, arguments + 2, &operations, NULL);
}
