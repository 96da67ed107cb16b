/* Jobs spread over forked workers; results come back in the order of the jobs. */
#ifndef PLUMBLINE_JOB_CREW_H
#define PLUMBLINE_JOB_CREW_H

#include <glib.h>
#include <stdint.h>

/* Ordered: higher is worse. */
enum job_status {
	JOB_CLEAN,
	JOB_FAULTS, /* in the input */
	JOB_FAILED, /* the system: cannot write, cannot fork */
	JOB_CRASHED /* the worker died in this job */
};

struct crew {
	uint32_t count;   /* jobs, numbered from 0 */
	uint32_t workers; /* processes; 0 or 1: all jobs run in this process */
	/* Does one job, in a worker. What it says is appended to words. */
	enum job_status (*run)(void *user, uint32_t job, GString *words);
	/* Called in the calling process, once for each job, in order. */
	void (*done)(void *user, uint32_t job, enum job_status status, const char *words);
	/* Called in place of done, if it is given: for results that are no text. bytes may be NULL where length is 0. */
	void (*done_bytes)(void *user, uint32_t job, enum job_status status, const char *bytes, size_t length);
	/* Called whenever a job has ended, in any order; may be NULL. */
	void (*progress)(void *user, uint32_t ended, uint32_t count);
	void *user;
};

/*
 * Runs all jobs; returns the worst status. Forks, so no other thread may hold a lock, and Pango must not have been called yet by this process if it is
 * called by run. A worker that dies is replaced while there are jobs left.
 */
enum job_status crew_run(const struct crew *crew);

#endif
