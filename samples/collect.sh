#!/bin/sh
# Fetches all of one workload from the AWS Well-Architected Tool into a folder that plumbline reads: the workload, its lens reviews, the answers to each
# lens, each answer with its notes, and the milestones. Needs the AWS CLI, version 2, and a role that may read (WellArchitectedConsoleReadOnlyAccess).
#
# usage: collect.sh WORKLOAD_ID FOLDER [options of the AWS CLI, such as --profile NAME --region REGION]
set -eu

if [ $# -lt 2 ]; then
	echo "usage: $0 WORKLOAD_ID FOLDER [--profile NAME] [--region REGION]" >&2
	exit 2
fi
workload=$1
folder=$2
shift 2

# The CLI's own input must not be the list that a loop reads.
ask() {
	aws --output json --no-cli-pager wellarchitected "$@" < /dev/null
}

# What stands behind "name": in the CLI's JSON, which has one field on a line.
field() {
	sed -n "s/^ *\"$1\": \"\\(.*\\)\",\\{0,1\\}\$/\\1/p" "$2"
}

# The CLI does not ask for further pages of this service by itself: 50 answers a page, and the framework has 57 questions.
# pages NAME COMMAND...: writes NAME-1.json, NAME-2.json ...
pages() {
	name=$1
	page=1
	shift
	ask "$@" > "$folder/$name-1.json"
	token=$(field NextToken "$folder/$name-1.json")
	while [ -n "$token" ]; do
		page=$((page + 1))
		ask "$@" --next-token="$token" > "$folder/$name-$page.json"
		token=$(field NextToken "$folder/$name-$page.json")
	done
}

mkdir -p "$folder"
ask get-workload --workload-id "$workload" "$@" > "$folder/workload.json"
pages lens-reviews list-lens-reviews --workload-id "$workload" "$@"
pages milestones list-milestones --workload-id "$workload" "$@"

# A lens is numbered, for the alias of a custom one is an ARN and cannot name a file.
number=0
for file in "$folder"/lens-reviews-*.json; do field LensAlias "$file"; done | while read -r lens; do
	number=$((number + 1))
	ask get-lens-review --workload-id "$workload" --lens-alias "$lens" "$@" > "$folder/lens-$number-review.json"
	pages "lens-$number-answers" list-answers --workload-id "$workload" --lens-alias "$lens" "$@"
	# The rules of a custom lens, if we may have them; those of AWS's own lenses are not given out.
	case $lens in
	*:lens/*)
		ask export-lens --lens-alias "$lens" "$@" > "$folder/lens-$number-export.json" || rm -f "$folder/lens-$number-export.json"
		;;
	esac
	# list-answers has no notes; get-answer has.
	for file in "$folder/lens-$number-answers"-*.json; do field QuestionId "$file"; done | while read -r question; do
		ask get-answer --workload-id "$workload" --lens-alias "$lens" --question-id "$question" "$@" > "$folder/lens-$number-answer-$question.json"
	done
done
echo "$folder is complete: plumbline report --client \"NAME\" $folder" >&2
