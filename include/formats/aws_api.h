/* What the AWS Well-Architected Tool's API answers, as its CLI prints it (JSON or YAML): recognising it, and saying what it holds. */
#ifndef PLUMBLINE_FORMATS_AWS_API_H
#define PLUMBLINE_FORMATS_AWS_API_H

#include "read/node.h"

/* True for one answer of the API, for a list of such (pages of one review, say), and for the combined export of the public lab script. */
bool aws_api_recognise(const struct node *root);

/* The functions below are for a root that is recognised. For people, with an article: "answers from the AWS tool (list-answers)". */
const char *aws_api_name(const struct node *root);

/* For programs: "aws-list-answers". */
const char *aws_api_word(const struct node *root);

/* Whether a review, or a piece of one, is in it: answers, or risks with what is missing. */
bool aws_api_has_answers(const struct node *root);

/* What it holds, in words for people: `50 answers to "wellarchitected", and more pages follow`. Lives in the arena. */
struct str aws_api_holds(struct arena *arena, const struct node *root);

#endif
