/* Forked workers: each takes job numbers over a socket and hands back a status and words. */
#include "job/crew.h"

#include <errno.h>
#include <poll.h>
#include <stdbool.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#define IDLE         UINT32_MAX
#define MOST_WORKERS 64u

struct worker {
	pid_t pid; /* 0: none */
	int socket;
	uint32_t job; /* in hand, or IDLE */
};

struct reply {
	uint32_t job, status, length;
};

struct result {
	bool ready;
	enum job_status status;
	char *words;
	size_t length;
};

struct shift {
	const struct crew *crew;
	struct worker workers[MOST_WORKERS];
	uint32_t worker_count, next_job, ended, told;
	struct result *results;
	enum job_status worst;
};

static bool send_all(int socket, const void *bytes, size_t length)
{
	const char *at = bytes;

	while (length > 0) {
		ssize_t count = send(socket, at, length, MSG_NOSIGNAL);

		if (count < 0 && errno == EINTR)
			continue;
		if (count <= 0)
			return false;
		at += count;
		length -= (size_t)count;
	}
	return true;
}

static bool receive_all(int socket, void *bytes, size_t length)
{
	char *at = bytes;

	while (length > 0) {
		ssize_t count = recv(socket, at, length, 0);

		if (count < 0 && errno == EINTR)
			continue;
		if (count <= 0)
			return false;
		at += count;
		length -= (size_t)count;
	}
	return true;
}

/* A worker's life: ends when the other side closes the socket. */
static void work(const struct crew *crew, int socket)
{
	uint32_t job;

	while (receive_all(socket, &job, sizeof job)) {
		GString *words = g_string_new(NULL);
		enum job_status status = crew->run(crew->user, job, words);
		struct reply reply = {job, (uint32_t)status, (uint32_t)words->len};

		if (!send_all(socket, &reply, sizeof reply) || !send_all(socket, words->str, words->len))
			break;
		g_string_free(words, TRUE);
	}
}

/* The other workers must see the end of their sockets when the parent dies, so a child keeps no copy of them. */
static void close_others(const struct shift *shift)
{
	for (uint32_t i = 0; i < shift->worker_count; i++)
		if (shift->workers[i].pid != 0)
			close(shift->workers[i].socket);
}

static bool hire(struct shift *shift, struct worker *worker)
{
	int sockets[2];
	pid_t pid;

	if (socketpair(AF_UNIX, SOCK_STREAM, 0, sockets) != 0)
		return false;
	pid = fork();
	if (pid == 0) {
		close(sockets[0]);
		close_others(shift);
		work(shift->crew, sockets[1]);
		_exit(0);
	}
	close(sockets[1]);
	if (pid < 0) {
		close(sockets[0]);
		return false;
	}
	*worker = (struct worker){pid, sockets[0], IDLE};
	return true;
}

static void dismiss(struct worker *worker)
{
	if (worker->pid == 0)
		return;
	close(worker->socket);
	while (waitpid(worker->pid, NULL, 0) < 0 && errno == EINTR)
		continue;
	worker->pid = 0;
}

static void tell_in_order(struct shift *shift)
{
	const struct crew *crew = shift->crew;

	for (; shift->told < crew->count && shift->results[shift->told].ready; shift->told++) {
		struct result *result = &shift->results[shift->told];

		if (crew->done_bytes != NULL)
			crew->done_bytes(crew->user, shift->told, result->status, result->words, result->length);
		else
			crew->done(crew->user, shift->told, result->status, result->words == NULL ? "" : result->words);
		g_clear_pointer(&result->words, g_free);
	}
}

static void end_job(struct shift *shift, uint32_t job, enum job_status status, char *words, size_t length)
{
	shift->results[job] = (struct result){true, status, words, length};
	shift->worst = MAX(shift->worst, status);
	shift->ended++;
	tell_in_order(shift);
	if (shift->crew->progress != NULL)
		shift->crew->progress(shift->crew->user, shift->ended, shift->crew->count);
}

static void give_job(struct shift *shift, struct worker *worker)
{
	if (shift->next_job == shift->crew->count) {
		dismiss(worker);
		return;
	}
	/* If the worker is gone already, its socket says so at the next poll. */
	worker->job = shift->next_job++;
	send_all(worker->socket, &worker->job, sizeof worker->job);
}

static void replace(struct shift *shift, struct worker *worker)
{
	uint32_t job = worker->job;

	dismiss(worker);
	if (job != IDLE)
		end_job(shift, job, JOB_CRASHED, NULL, 0);
	if (shift->next_job < shift->crew->count && hire(shift, worker))
		give_job(shift, worker);
}

static void take_reply(struct shift *shift, struct worker *worker)
{
	struct reply reply;
	char *words = NULL;

	if (receive_all(worker->socket, &reply, sizeof reply) && reply.job == worker->job && reply.status <= JOB_FAILED) {
		words = g_malloc0((gsize)reply.length + 1);
		if (receive_all(worker->socket, words, reply.length)) {
			worker->job = IDLE;
			end_job(shift, reply.job, (enum job_status)reply.status, words, reply.length);
			give_job(shift, worker);
			return;
		}
	}
	g_free(words);
	replace(shift, worker);
}

/* False when no worker is left. */
static bool wait_for_replies(struct shift *shift)
{
	struct pollfd waits[MOST_WORKERS];
	nfds_t alive = 0;

	for (uint32_t i = 0; i < shift->worker_count; i++) {
		waits[i] = (struct pollfd){shift->workers[i].pid != 0 ? shift->workers[i].socket : -1, POLLIN, 0};
		alive += shift->workers[i].pid != 0;
	}
	if (alive == 0)
		return false;
	if (poll(waits, shift->worker_count, -1) < 0)
		return errno == EINTR;
	for (uint32_t i = 0; i < shift->worker_count; i++)
		if (waits[i].revents != 0)
			take_reply(shift, &shift->workers[i]);
	return true;
}

static void run_here(struct shift *shift)
{
	while (shift->next_job < shift->crew->count) {
		GString *words = g_string_new(NULL);
		uint32_t job = shift->next_job++;
		enum job_status status = shift->crew->run(shift->crew->user, job, words);
		size_t length = words->len;

		end_job(shift, job, status, g_string_free(words, FALSE), length);
	}
}

static void run_forked(struct shift *shift, uint32_t workers)
{
	for (uint32_t i = 0; i < workers; i++) {
		if (!hire(shift, &shift->workers[i]))
			break;
		shift->worker_count++;
	}
	for (uint32_t i = 0; i < shift->worker_count; i++)
		give_job(shift, &shift->workers[i]);
	while (wait_for_replies(shift))
		continue;
	for (uint32_t i = 0; i < shift->worker_count; i++)
		dismiss(&shift->workers[i]);
}

enum job_status crew_run(const struct crew *crew)
{
	struct shift shift = {.crew = crew};
	uint32_t workers = MIN(MIN(crew->workers, crew->count), MOST_WORKERS);

	shift.results = g_new0(struct result, crew->count + 1);
	if (workers > 1)
		run_forked(&shift, workers);
	/* Without workers, or where no more could be had. */
	run_here(&shift);
	g_free(shift.results);
	return shift.worst;
}
