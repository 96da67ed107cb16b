/* One report: from an assessment to the bytes of each format, and several of them as a batch. */
#ifndef PLUMBLINE_JOB_REPORT_H
#define PLUMBLINE_JOB_REPORT_H

#include "compose/compose.h"
#include "emit/backend.h"
#include "job/crew.h"
#include "job/stock.h"

#define REPORT_MOST_FORMATS 5

/* The same for all reports of a run; const while they are made. */
struct report_setup {
	enum readers readers;
	const struct theme *theme;
	const struct template *template;
	const char *fonts_conf;   /* path */
	const char *cache_folder; /* for fontconfig; NULL: none */
	const char *version;      /* of the program, for the method section */
	enum paper_id paper;
	struct date date;                /* of the document; year 0: the review's */
	const struct peer_source *peers; /* NULL: nothing is said of peers */
	const struct progress *progress; /* of the one review of the run; NULL: none is told */
	const struct capacity *capacity; /* for roadmaps; NULL: as the reviews say */
	bool radar;                      /* see review_subject */
	const struct backend *formats[REPORT_MOST_FORMATS];
	uint32_t format_count;
};

/* The typesetter of a process, made when the first report needs it, after the fork. Start with zeroes. */
struct report_desk {
	struct arena *arena;
	struct typesetter *typesetter;
	uint32_t reports; /* that the typesetter has served */
};

/* A typesetter remembers the texts of all its reports; after this many it is replaced, so that memory stays bounded. */
#define REPORT_DESK_LIFE 32u
/* The typesetter for the next report. NULL with a diagnostic. */
struct typesetter *report_typesetter(struct report_desk *desk, const struct report_setup *setup, struct diags *diags);
void report_desk_close(struct report_desk *desk);

/* The document of an assessment; NULL with diagnostics. */
const struct doc *report_document(struct arena *arena, const struct report_setup *setup, const struct assessment *assessment, struct diags *diags);

/* Pure: the bytes of each format, in the order of setup->formats, appended to bytes[]. False if there was an error. */
bool report_make(struct arena *arena, const struct report_setup *setup, struct typesetter *typesetter, const struct assessment *assessment,
		 GString *const *bytes, struct diags *diags);

/* The same of any document. date: of the document. */
bool document_make(struct arena *arena, const struct report_setup *setup, struct typesetter *typesetter, const struct doc *document, struct date date,
		   GString *const *bytes, struct diags *diags);

/* A review and the files to make from it: one per format. */
struct report_job {
	const struct review_source *source;
	const char *outputs[REPORT_MOST_FORMATS];
	const struct assessment *assessment; /* already read, or NULL: the job reads the review itself */
};

struct report_batch {
	const struct report_setup *setup;
	struct stock *stock;
	const struct report_job *jobs;
	uint32_t count, workers;
	bool keep_going; /* write in spite of errors */
	bool colour;     /* of diagnostics */
	void (*done)(void *user, uint32_t job, enum job_status status, const char *diagnostics);
	void (*progress)(void *user, uint32_t ended, uint32_t count);
	void *user;
};

/* Makes all reports and writes their files, each beside its target and renamed over it. */
enum job_status report_run(const struct report_batch *batch);

#endif
