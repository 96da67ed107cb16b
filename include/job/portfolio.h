/* The documents and the data of one portfolio: a job for each format, spread over workers. */
#ifndef PLUMBLINE_JOB_PORTFOLIO_H
#define PLUMBLINE_JOB_PORTFOLIO_H

#include "job/report.h"

struct portfolio_batch {
	const struct report_setup *setup; /* its template is one about a portfolio */
	const struct portfolio_subject *subject;
	const char *outputs[REPORT_MOST_FORMATS]; /* one per format */
	uint32_t workers;
	bool keep_going; /* write in spite of errors */
	bool colour;     /* of diagnostics */
	void (*done)(void *user, uint32_t format, enum job_status status, const char *diagnostics);
	void *user;
};

/* Composes once, then makes each format and writes its file, beside its target and renamed over it. Diagnostics of composing go to diags. */
enum job_status portfolio_run(struct arena *arena, const struct portfolio_batch *batch, struct diags *diags);

/* The bytes of the first format, appended. False if there was an error. */
bool portfolio_make(struct arena *arena, const struct report_setup *setup, const struct portfolio_subject *subject, GString *bytes,
		    struct diags *diags);

#endif
